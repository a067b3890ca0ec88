"""Two workers come upon the same hour at the same moment, on real connections: it is kept once."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import Page, Revision, TaskState

from approval.errors import NothingScheduled
from approval.models import Act, ApprovalRecord, MissedHour
from approval.schedule import carry_out_what_is_due
from approval.taking_down import take_down
from approval.unscheduling import unschedule
from news.models import NewsPage
from people.models import Role
from tests.plugins.racing import at_once

from .conftest import decide, make_draft, make_member, make_news_index, submit
from .test_decision_races import let_it_wait_again

pytestmark = pytest.mark.race


@pytest.fixture
def cast(committed_db):
    """The index, an officer and the chair, committed."""
    officer = make_member("1001", "钱小文", Role.PUBLICITY_OFFICER)
    return make_news_index(), officer, make_member("1002", "孙立", Role.CHAIR)


def make_due(cast, slug: str) -> NewsPage:
    """Return a page that was approved for an hour which has just come."""
    index, officer, chair = cast
    hour = timezone.now() - timedelta(seconds=1)
    with time_machine.travel(hour - timedelta(hours=1)):
        page = make_draft(index, officer, slug, go_live_at=hour)
        decide(submit(page, officer), chair)
    return page


def publications_of(page) -> int:
    return registry.get_logs_for_instance(page).filter(action="wagtail.publish.scheduled").count()


def let_it_come_again(page, revision: Revision, hour: datetime) -> None:
    """Undo the publication past all rules: a new page for each round would take longer than the race."""
    Page.objects.filter(pk=page.pk).update(
        live=False, expired=False, live_revision=None, go_live_at=hour, expire_at=None, title="还没有发布"
    )
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=hour)


def test_two_workers_at_once_publish_and_expire_once(cast, race_rounds):
    _index, officer, _chair = cast
    page = make_due(cast, "due")
    revision = page.latest_revision
    hour = Revision.objects.get(pk=revision.pk).approved_go_live_at
    ended = registry.get_logs_for_instance(page).filter(action="wagtail.unpublish.scheduled")
    for number in range(1, race_rounds + 1):
        # Another hour each time, since a notice tells of each once.
        due = hour - timedelta(minutes=number)
        let_it_come_again(page, revision, due)
        assert at_once(carry_out_what_is_due, carry_out_what_is_due) == [None, None]
        assert NewsPage.objects.get(pk=page.pk).live
        assert publications_of(page) == number
        NewsPage.objects.filter(pk=page.pk).update(expire_at=due + timedelta(seconds=1))
        assert at_once(carry_out_what_is_due, carry_out_what_is_due) == [None, None]
        assert not NewsPage.objects.get(pk=page.pk).live
        assert ended.count() == number
    assert officer.notices.filter(kind="approval.published").count() == race_rounds
    assert officer.notices.filter(kind="approval.expired").count() == race_rounds
    assert not MissedHour.objects.exists()


def test_without_the_lock_it_is_published_twice(cast, monkeypatch, race_rounds):
    """The control: both believe what they have read."""
    monkeypatch.setattr(
        "approval.schedule.lock_subject",
        lambda content_type, pk, **options: content_type.model_class()._base_manager.get(pk=pk).specific,
    )
    page = make_due(cast, "no-lock")
    revision = page.latest_revision
    hour = Revision.objects.get(pk=revision.pk).approved_go_live_at
    for number in range(1, race_rounds + 1):
        let_it_come_again(page, revision, hour)
        at_once(carry_out_what_is_due, carry_out_what_is_due)
        if publications_of(page) > number or MissedHour.objects.exists():
            return
    pytest.fail("the race was never lost: it shows nothing")


def test_the_hour_of_one_version_and_the_approval_of_the_next_do_not_stop_each_other(cast, race_rounds):
    _index, officer, chair = cast
    page = make_due(cast, "next")
    due = Revision.objects.get(pk=page.latest_revision_id)
    draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.title, draft.go_live_at = "改期通知", None
    draft.save_revision(user=officer)
    state = submit(NewsPage.objects.get(pk=page.pk), officer)
    for _round in range(race_rounds):
        let_it_wait_again(state)
        let_it_come_again(page, due, due.approved_go_live_at)
        assert at_once(carry_out_what_is_due, lambda: decide(state, chair)) == [None, None]
        page = NewsPage.objects.get(pk=page.pk)
        assert (page.live, page.title) == (True, "改期通知")
        assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_APPROVED
        assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert not MissedHour.objects.exists()


def cancellation(page, by):
    """Return a call that cancels the hour of `page` and returns whether it came in time."""
    revision = Revision.objects.get(object_id=str(page.pk), approved_go_live_at__isnull=False)

    def cancel():
        try:
            unschedule(revision, by, "活动改期")
        except NothingScheduled:
            return False
        return True

    return cancel


def test_an_hour_that_is_cancelled_at_its_moment_is_kept_or_cancelled_and_not_both(cast, race_rounds):
    _index, _officer, chair = cast
    for number in range(race_rounds):
        page = make_due(cast, f"cancelled-{number}")
        outcomes = at_once(carry_out_what_is_due, cancellation(page, chair))
        assert outcomes in ([None, True], [None, False])
        carry_out_what_is_due()
        assert NewsPage.objects.get(pk=page.pk).live is not outcomes[1]
        acts = ApprovalRecord.objects.filter(thing_id=str(page.pk)).values_list("act", flat=True)
        assert (Act.UNSCHEDULED in acts) is outcomes[1]
        assert (Act.PUBLISHED in acts) is not outcomes[1]
    assert not MissedHour.objects.exists()


def test_without_the_lock_it_is_cancelled_and_public(cast, monkeypatch):
    """The control: the worker publishes between looking and cancelling."""
    _index, _officer, chair = cast
    monkeypatch.setattr(
        "approval.unscheduling.lock_subject",
        lambda content_type, pk, **options: content_type.model_class()._base_manager.get(pk=pk).specific,
    )
    save = Revision.save

    def save_after_the_worker(self, *args, **kwargs):
        monkeypatch.setattr(Revision, "save", save)
        assert at_once(carry_out_what_is_due) == [None]
        save(self, *args, **kwargs)

    page = make_due(cast, "no-lock-cancelled")
    cancel = cancellation(page, chair)
    monkeypatch.setattr(Revision, "save", save_after_the_worker)
    assert cancel() is True
    assert NewsPage.objects.get(pk=page.pk).live


SUMMER = "夏季健步走报名"


def make_next_due(cast, slug: str) -> NewsPage:
    """Return a public page whose next version was approved for an hour which has just come."""
    index, officer, chair = cast
    hour = timezone.now() - timedelta(seconds=1)
    with time_machine.travel(hour - timedelta(hours=1)):
        page = make_draft(index, officer, slug)
        decide(submit(page, officer), chair)
        draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        draft.title, draft.go_live_at = SUMMER, hour
        draft.save_revision(user=officer)
        decide(submit(NewsPage.objects.get(pk=page.pk), officer), chair)
    return page


def test_what_is_taken_down_at_the_hour_of_its_next_version_is_not_public_and_the_course_says_why(cast, race_rounds):
    _index, _officer, chair = cast
    for number in range(race_rounds):
        page = make_next_due(cast, f"taken-down-{number}")
        outcomes = at_once(carry_out_what_is_due, lambda page=page: take_down(page, chair, "时间有误"))
        assert outcomes == [None, None]
        carry_out_what_is_due()
        page = NewsPage.objects.get(pk=page.pk)
        assert not page.live
        acts = ApprovalRecord.objects.filter(thing_id=str(page.pk)).order_by("number").values_list("act", flat=True)
        went_public_first = list(acts)[-2:] == [Act.PUBLISHED, Act.TAKEN_DOWN]
        assert went_public_first or set(acts[len(acts) - 2 :]) == {Act.TAKEN_DOWN, Act.UNSCHEDULED}
        assert (page.title == SUMMER) is went_public_first


def test_without_the_lock_an_older_version_is_written_over_the_one_that_went_public(cast, monkeypatch):
    """The control: the worker publishes between looking and taking down."""
    _index, _officer, chair = cast

    def look_before_the_worker(content_type, pk):
        page = NewsPage.objects.get(pk=pk)
        assert at_once(carry_out_what_is_due) == [None]
        return page

    page = make_next_due(cast, "no-lock-taken-down")
    monkeypatch.setattr("approval.taking_down.lock_subject", look_before_the_worker)
    take_down(page, chair, "时间有误")
    acts = ApprovalRecord.objects.filter(thing_id=str(page.pk)).order_by("number").values_list("act", flat=True)
    assert list(acts)[-2:] == [Act.PUBLISHED, Act.TAKEN_DOWN]
    assert NewsPage.objects.get(pk=page.pk).title != SUMMER
