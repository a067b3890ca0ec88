"""Who may decide, once, and what goes live."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation
from wagtail.models import TaskState

from approval.errors import AlreadyDecided, ContentsInvalid, NotYoursToDecide, RemarkMissing
from honours.models import Honour
from news.models import NewsPage
from notices.models import Notice

from .conftest import decide, make_draft, put_in_line, queue_titles, submit


def fresh(page):
    return NewsPage.objects.get(pk=page.pk)


def test_an_approval_publishes_the_draft(draft, officer, chair):
    decide(submit(draft, officer), chair)
    assert fresh(draft).live


def test_an_approved_snippet_goes_live(honour_draft, officer, chair):
    decide(submit(honour_draft, officer), chair)
    honour_draft.refresh_from_db()
    assert honour_draft.live


def test_what_was_reviewed_goes_live_and_a_later_draft_does_not(draft, officer, chair):
    state = submit(draft, officer)
    later = fresh(draft)
    later.title = "改过的标题"
    later.save_revision(user=officer)
    decide(state, chair)
    page = fresh(draft)
    assert page.live
    assert page.title == "春季健步走报名"
    assert page.get_latest_revision_as_object().title == "改过的标题"


def test_the_author_cannot_approve(draft, chair, officer):
    state = submit(draft, officer)
    with pytest.raises(NotYoursToDecide):
        decide(state, officer)
    assert not fresh(draft).live


def test_a_chair_who_wrote_a_sentence_of_it_cannot_approve_it(draft, officer, chair, deputy):
    page = fresh(draft)
    page.save_revision(user=chair)
    page.save_revision(user=officer)
    state = submit(page, officer)
    with pytest.raises(NotYoursToDecide):
        decide(state, chair)
    assert queue_titles(chair) == []
    decide(state, deputy)
    assert fresh(draft).live


def test_a_chair_who_submitted_it_cannot_approve_it(draft, chair):
    state = submit(draft, chair)
    with pytest.raises(NotYoursToDecide):
        decide(state, chair)


def test_work_on_an_earlier_live_version_does_not_bar_a_later_approval(draft, officer, chair, deputy):
    page = fresh(draft)
    page.save_revision(user=chair)
    decide(submit(page, officer), deputy)
    page = fresh(draft)
    page.title = "第二版"
    page.save_revision(user=officer)
    decide(submit(page, officer), chair)
    assert fresh(draft).title == "第二版"


def test_a_superuser_cannot_approve(draft, officer, superuser):
    with pytest.raises(NotYoursToDecide):
        decide(submit(draft, officer), superuser)


def test_a_role_that_has_ended_approves_nothing(draft, officer, chair):
    from people.actions import end_role

    state = submit(draft, officer)
    end_role(chair.role_grants.get())
    with pytest.raises(NotYoursToDecide):
        decide(state, type(chair).objects.get(pk=chair.pk))


@pytest.mark.parametrize("comment", ["", "   ", None, 7])
def test_sending_back_needs_a_remark(draft, officer, chair, comment):
    state = submit(draft, officer)
    with pytest.raises(RemarkMissing):
        decide(state, chair, "reject", comment)


def test_a_sent_back_draft_is_mended_and_submitted_again(draft, officer, chair):
    decide(submit(draft, officer), chair, "reject", "请补充集合时间")
    page = fresh(draft)
    page.summary = "四月的第二个周六上午八点。"
    page.save_revision(user=officer)
    page.current_workflow_state.resume(officer)
    decide(page.current_workflow_task_state, chair)
    assert fresh(draft).summary == "四月的第二个周六上午八点。"


def test_a_snippet_that_was_sent_back_is_reviewed_as_it_was_mended(honour_draft, officer, chair):
    """Wagtail's editor holds an object in memory that knows the revision before the mending."""
    decide(submit(honour_draft, officer), chair, "reject", "请补充获奖理由")
    editors = Honour.objects.get(pk=honour_draft.pk)
    workflow_state = editors.current_workflow_state
    assert workflow_state.content_object.latest_revision
    editors.citation = "连续五年零差错。"
    editors.save_revision(user=officer)
    workflow_state.resume(officer)
    decide(workflow_state.current_task_state, chair)
    honour_draft.refresh_from_db()
    assert honour_draft.citation == "连续五年零差错。"


@pytest.mark.parametrize("kind", ["draft", "honour_draft"])
def test_a_submitted_revision_is_not_overwritten_in_place(kind, officer, request):
    thing = request.getfixturevalue(kind)
    submit(thing, officer)
    with pytest.raises(PermissionDenied):
        thing.save_revision(user=officer, overwrite_revision=thing.latest_revision)


def test_a_stale_second_decision_is_refused(draft, officer, chair, deputy):
    state = submit(draft, officer)
    stale = TaskState.objects.get(pk=state.pk)
    decide(state, chair)
    with pytest.raises(AlreadyDecided):
        decide(stale, deputy, "reject", "太晚了")
    assert fresh(draft).live


def test_a_withdrawn_submission_cannot_be_approved(draft, officer, chair):
    state = submit(draft, officer)
    fresh(draft).current_workflow_state.cancel(user=officer)
    with pytest.raises(AlreadyDecided):
        decide(state, chair)
    assert not fresh(draft).live


def test_an_unknown_action_is_refused(draft, officer, chair):
    with pytest.raises(PermissionDenied):
        decide(submit(draft, officer), chair, "publish")


def test_what_a_client_adds_to_a_decision_is_ignored(draft, officer, chair):
    decide(submit(draft, officer), chair, update=False, user=None)
    assert fresh(draft).live


def test_a_draft_without_what_publishing_needs_is_not_approved(draft, officer, chair):
    page = fresh(draft)
    page.body = []
    page.save_revision(user=officer, clean=False)
    with pytest.raises(ContentsInvalid):
        decide(submit(page, officer), chair)
    assert not fresh(draft).live


def test_approvers_are_told_and_whoever_worked_on_it_is_not(draft, officer, chair, deputy):
    page = fresh(draft)
    page.save_revision(user=deputy)
    submit(page, officer)
    assert [notice.recipient for notice in Notice.objects.filter(kind="approval.waiting")] == [chair]


def test_the_author_reads_the_remark_in_a_notice(draft, officer, chair):
    decide(submit(draft, officer), chair, "reject", "请补充集合时间")
    notice = Notice.objects.get(kind="approval.sent_back")
    assert notice.recipient == officer
    assert "请补充集合时间" in notice.body


def test_notices_are_in_chinese_whatever_the_decider_reads(draft, officer, chair):
    with translation.override("en"):
        submit(draft, officer)
    assert Notice.objects.get(kind="approval.waiting").subject == "待您审批：春季健步走报名"


def test_the_queue_costs_the_same_for_one_item_and_for_twenty(
    draft, news_index, officer, chair, django_assert_num_queries, client
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    submit(draft, officer)
    client.force_login(chair)
    client.get("/admin/approvals/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        assert client.get("/admin/approvals/").status_code == 200
    for number in range(19):
        put_in_line(make_draft(news_index, officer, slug=f"no-{number}"), officer)
    with CaptureQueriesContext(connection) as twenty:
        response = client.get("/admin/approvals/")
    assert len(response.context["waiting"]) == 20
    assert len(twenty) == len(one)
