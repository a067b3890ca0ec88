"""An approved hour is cancelled by an approver, with a remark, for pages and for snippets alike."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from approval.errors import NothingScheduled, NotYoursToUnschedule, RemarkMissing
from approval.models import Act, ApprovalRecord, MissedHour
from approval.schedule import carry_out_what_is_due
from approval.unscheduling import unschedule
from news.models import NewsPage
from notices.models import Notice

from .conftest import decide, submit

REMARK = "活动改期"


@pytest.fixture(params=["draft", "honour_draft"])
def scheduled(request, officer, chair):
    """The revision of a page, and of a snippet, that was approved for tomorrow."""
    thing = request.getfixturevalue(request.param)
    thing.go_live_at = timezone.now() + timedelta(days=1)
    revision = thing.save_revision(user=officer)
    decide(submit(thing, officer), chair)
    revision.refresh_from_db()
    assert revision.approved_go_live_at
    return revision


def is_live(revision) -> bool:
    return type(revision.as_object()).objects.get(pk=revision.object_id).live


def namespace_of(revision) -> str:
    page = isinstance(revision.as_object(), NewsPage)
    return "wagtailadmin_pages" if page else "wagtailsnippets_honours_honour"


def theirs_for(revision) -> str:
    """Return Wagtail's own address for cancelling the hour."""
    return reverse(f"{namespace_of(revision)}:revisions_unschedule", args=[revision.object_id, revision.pk])


def later():
    return time_machine.travel(timezone.now() + timedelta(days=2))


def test_it_does_not_go_public_at_its_hour(scheduled, chair):
    unschedule(scheduled, chair, REMARK)
    with later():
        carry_out_what_is_due()
    assert not is_live(scheduled)
    assert not MissedHour.objects.exists()


def test_what_keeps_its_hour_does(scheduled):
    """The control."""
    with later():
        carry_out_what_is_due()
    assert is_live(scheduled)


def test_the_act_has_a_record_with_remark_in_the_course_of_its_submission(scheduled, deputy):
    unschedule(scheduled, deputy, f" {REMARK} ")
    row = ApprovalRecord.objects.select_related("words").first()
    submitted = ApprovalRecord.objects.filter(act=Act.SUBMITTED).first()
    assert (row.act, row.actor, row.words.remark) == (Act.UNSCHEDULED, deputy, REMARK)
    assert (row.submission, row.revision) == (submitted.submission, scheduled.pk)


def test_author_and_the_other_approvers_are_told_why(scheduled, officer, chair, deputy):
    unschedule(scheduled, deputy, REMARK)
    told = Notice.objects.filter(kind="approval.unscheduled")
    assert {notice.recipient for notice in told} == {officer, chair}
    assert all(REMARK in notice.body for notice in told)


@pytest.mark.parametrize("role", ["officer", "superuser", "reader"])
def test_nobody_but_an_approver_does_it(role, scheduled, client, request):
    member = request.getfixturevalue(role)
    with pytest.raises(NotYoursToUnschedule):
        unschedule(scheduled, member, REMARK)
    client.force_login(member)
    client.post(reverse("approval_unschedule", args=[scheduled.pk]), {"comment": REMARK})
    scheduled.refresh_from_db()
    assert scheduled.approved_go_live_at


def test_it_needs_a_remark(scheduled, chair, client):
    with pytest.raises(RemarkMissing):
        unschedule(scheduled, chair, "  ")
    client.force_login(chair)
    assert client.post(reverse("approval_unschedule", args=[scheduled.pk]), {"comment": " "}).status_code == 422
    scheduled.refresh_from_db()
    assert scheduled.approved_go_live_at


def test_a_second_tab_finds_it_done(scheduled, chair, deputy, client):
    unschedule(scheduled, chair, REMARK)
    with pytest.raises(NothingScheduled):
        unschedule(scheduled, deputy, REMARK)
    client.force_login(deputy)
    assert client.get(reverse("approval_unschedule", args=[scheduled.pk])).status_code == 200
    client.post(reverse("approval_unschedule", args=[scheduled.pk]), {"comment": REMARK})
    assert ApprovalRecord.objects.filter(act=Act.UNSCHEDULED).count() == 1


def test_it_is_done_from_the_calendar_by_approvers_alone(scheduled, chair, officer, client):
    month = f"/admin/approvals/calendar/?month={timezone.localtime(scheduled.approved_go_live_at):%Y-%m}"
    address = reverse("approval_unschedule", args=[scheduled.pk])
    client.force_login(officer)
    assert address not in client.get(month).content.decode()
    client.force_login(chair)
    assert address in client.get(month).content.decode()
    answer = client.post(address, {"comment": REMARK}, follow=True)
    assert answer.redirect_chain[-1][0] == month
    assert address not in answer.content.decode()


def test_wagtails_own_address_leads_to_the_remark_and_cancels_nothing(scheduled, chair, client):
    client.force_login(chair)
    if isinstance(scheduled.as_object(), NewsPage):
        theirs = reverse("wagtailadmin_pages:revisions_unschedule", args=[scheduled.object_id, scheduled.pk])
    else:
        theirs = reverse(
            "wagtailsnippets_honours_honour:revisions_unschedule", args=[scheduled.object_id, scheduled.pk]
        )
    assert client.post(theirs).url == reverse("approval_unschedule", args=[scheduled.pk])
    scheduled.refresh_from_db()
    assert scheduled.approved_go_live_at


def test_the_history_of_page_and_snippet_offers_it(scheduled, chair, officer, client):
    history = reverse(f"{namespace_of(scheduled)}:history", args=[scheduled.object_id])
    for member, offered in [(chair, True), (officer, False)]:
        client.force_login(member)
        assert (theirs_for(scheduled) in client.get(history).content.decode()) is offered


def test_what_was_unscheduled_is_submitted_again(scheduled, officer, chair):
    unschedule(scheduled, chair, REMARK)
    thing = type(scheduled.as_object()).objects.get(pk=scheduled.object_id)
    draft = thing.get_latest_revision_as_object()
    draft.go_live_at = None
    draft.save_revision(user=officer)
    decide(submit(type(thing).objects.get(pk=thing.pk), officer), chair)
    assert is_live(scheduled)


def test_what_has_missed_its_hour_is_no_longer_tried_once_it_is_cancelled(scheduled, chair):
    MissedHour.objects.create(
        act="publish",
        content_type=scheduled.base_content_type,
        object_id=scheduled.object_id,
        title="x",
        due_at=scheduled.approved_go_live_at,
        reason="x",
        try_again_at=scheduled.approved_go_live_at,
    )
    unschedule(scheduled, chair, REMARK)
    assert not MissedHour.objects.exists()
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
