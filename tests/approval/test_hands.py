"""Who counts as having worked on something, whatever is done to its versions."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import PageLogEntry, Revision

from approval.errors import NotYoursToDecide
from approval.hands import contributors_to
from news.models import NewsPage

from .conftest import decide, submit


def save(thing, by, title: str, **how) -> Revision:
    fresh = type(thing).objects.get(pk=thing.pk).get_latest_revision_as_object()
    fresh.title = title
    return fresh.save_revision(user=by, **how)


def take_up_again(revision: Revision, by) -> Revision:
    """What the editor does when somebody goes back to an earlier version."""
    return revision.as_object().save_revision(user=by, previous_revision=revision)


@pytest.fixture(params=["draft", "honour_draft"])
def thing(request):
    return request.getfixturevalue(request.param)


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def test_who_wrote_an_earlier_version_does_not_approve_it_when_it_is_taken_up_again(thing, officer, chair, deputy):
    of_the_deputy = save(thing, deputy, "副主席写的标题")
    save(thing, officer, "另一个标题")
    decide(submit(fresh(thing), officer), chair)
    take_up_again(of_the_deputy, officer)
    state = submit(fresh(thing), officer)
    with pytest.raises(NotYoursToDecide):
        decide(state, deputy)
    decide(state, chair)
    assert fresh(thing).title == "副主席写的标题"


def test_a_version_that_was_taken_up_twice_still_brings_its_authors(thing, officer, chair, deputy):
    of_the_deputy = save(thing, deputy, "副主席写的标题")
    save(thing, officer, "另一个标题")
    decide(submit(fresh(thing), officer), chair)
    again = take_up_again(of_the_deputy, officer)
    save(thing, officer, "第三个标题")
    decide(submit(fresh(thing), officer), chair)
    take_up_again(again, officer)
    with pytest.raises(NotYoursToDecide):
        decide(submit(fresh(thing), officer), deputy)


def test_of_two_versions_taken_up_into_one_both_bring_their_authors(thing, officer, chair, deputy):
    of_the_deputy = save(thing, deputy, "副主席写的标题")
    of_the_officer = save(thing, officer, "另一个标题")
    decide(submit(fresh(thing), officer), chair)
    again = take_up_again(of_the_officer, officer)
    for earlier in (of_the_deputy, of_the_officer):
        words = Revision.objects.get(pk=earlier.pk).as_object()
        words.save_revision(user=officer, previous_revision=earlier, overwrite_revision=again)
    with pytest.raises(NotYoursToDecide):
        decide(submit(fresh(thing), officer), deputy)


def test_taking_up_what_is_public_bars_nobody_for_what_was_written_before_it(thing, officer, chair, deputy):
    save(thing, deputy, "副主席写的标题")
    decide(submit(fresh(thing), officer), chair)
    public = fresh(thing).live_revision
    save(thing, officer, "另一个标题")
    decide(submit(fresh(thing), officer), chair)
    later = save(thing, officer, "第三个标题")
    take_up_again(later, officer)
    state = submit(fresh(thing), officer)
    decide(state, deputy)
    assert fresh(thing).live_revision_id > public.pk


def test_a_purge_does_not_let_an_author_approve(thing, officer, chair, deputy):
    save(thing, deputy, "副主席写的标题")
    save(thing, officer, "副主席写的标题，改了一个字")
    call_command("purge_revisions", stdout=StringIO())
    with pytest.raises(NotYoursToDecide):
        decide(submit(fresh(thing), officer), deputy)


def test_a_purge_takes_what_is_older_than_what_is_public(thing, officer, chair):
    save(thing, officer, "第二稿")
    decide(submit(fresh(thing), officer), chair)
    save(thing, officer, "第三稿")
    newest = save(thing, officer, "第四稿")
    call_command("purge_revisions", stdout=StringIO())
    left = Revision.objects.for_instance(fresh(thing)).order_by("pk")
    assert left.first().pk == fresh(thing).live_revision_id
    assert left.last() == newest
    assert left.count() == 3


def test_a_page_is_deleted_with_all_its_versions(draft, officer):
    save(draft, officer, "第二稿")
    draft.delete()
    assert not Revision.objects.filter(object_id=str(draft.pk), content_type__app_label="news").exists()


def test_the_log_knows_the_author_of_a_version_that_is_gone(draft, officer, chair, deputy):
    """An old database may have been purged before anything kept its versions."""
    gone = save(draft, deputy, "副主席写的标题", log_action=True)
    save(draft, officer, "副主席写的标题，改了一个字")
    Revision.objects.filter(pk=gone.pk)._raw_delete("default")
    assert PageLogEntry.objects.filter(revision_id=gone.pk, user=deputy).exists()
    with pytest.raises(NotYoursToDecide):
        decide(submit(fresh(draft), officer), deputy)


def test_who_submits_it_again_does_not_approve_it(thing, officer, chair, deputy):
    state = submit(thing, officer)
    decide(state, chair, "reject", "请写明雨天怎么办。")
    course = fresh(thing).current_workflow_state
    course.resume(user=deputy)
    state = fresh(thing).current_workflow_task_state
    with pytest.raises(NotYoursToDecide):
        decide(state, deputy)
    decide(state, chair)
    assert fresh(thing).live


def test_hands_cost_the_same_for_a_page_with_two_versions_and_with_twenty(
    draft, officer, django_assert_max_num_queries
):
    take_up_again(save(draft, officer, "改过的标题"), officer)
    state = submit(fresh(draft), officer)
    with django_assert_max_num_queries(12) as few:
        contributors_to([fresh(draft).current_workflow_task_state])
    state.workflow_state.cancel(user=officer)
    for number in range(8):
        take_up_again(save(draft, officer, f"第{number}稿"), officer)
    submit(NewsPage.objects.get(pk=draft.pk), officer)
    with django_assert_max_num_queries(len(few)):
        contributors_to([fresh(draft).current_workflow_task_state])
