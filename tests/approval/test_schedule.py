"""What is approved for an hour goes public at that hour, and goes at its expiry, whatever happens to its neighbours."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from wagtail.log_actions import registry
from wagtail.models import Revision, TaskState

from approval.errors import ExpiredBeforePublication
from approval.models import MissedHour
from approval.schedule import carry_out_what_is_due, next_scheduled_change
from honours.models import Honour
from news.models import NewsPage
from notices.models import Notice
from people.models import Role
from reading.models import Book

from .conftest import decide, make_draft, make_member, submit

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 4, 13, 9, 0, tzinfo=SHANGHAI)
NOON = datetime(2026, 4, 13, 12, 0, tzinfo=SHANGHAI)
EVENING = datetime(2026, 4, 13, 18, 0, tzinfo=SHANGHAI)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as travel:
        yield travel


@pytest.fixture
def administrator(db):
    return make_member("1006", "赵管理", Role.ADMINISTRATOR)


@pytest.fixture
def approved(clock, news_index, officer, chair):
    """A function that drafts a page with hours, has it approved, and returns it."""

    def approve(slug="spring-walk", **fields):
        page = make_draft(news_index, officer, slug, **fields)
        decide(submit(page, officer), chair)
        return NewsPage.objects.get(pk=page.pk)

    return approve


def run_at(clock, moment) -> None:
    clock.move_to(moment)
    carry_out_what_is_due()


def is_live(thing) -> bool:
    return type(thing).objects.get(pk=thing.pk).live


def told(member, kind) -> list[str]:
    return list(member.notices.filter(kind=f"approval.{kind}").values_list("subject", flat=True))


def logged(page, action) -> int:
    return registry.get_logs_for_instance(page).filter(action=action).count()


@pytest.fixture
def broken(monkeypatch):
    """A set of titles; a page with one of them cannot be saved."""
    titles = set()
    save = NewsPage.save

    def refuse(self, *args, **kwargs):
        if self.title in titles:
            raise ValidationError("短名称已被占用。")
        return save(self, *args, **kwargs)

    monkeypatch.setattr(NewsPage, "save", refuse)
    return titles


def test_a_page_goes_public_at_its_hour_and_expires_at_its_hour(clock, approved):
    page = approved(go_live_at=NOON, expire_at=EVENING)
    run_at(clock, NOON - MINUTE)
    assert not is_live(page)
    run_at(clock, NOON)
    assert is_live(page)
    run_at(clock, EVENING - MINUTE)
    assert is_live(page)
    run_at(clock, EVENING)
    assert not is_live(page)
    assert NewsPage.objects.get(pk=page.pk).expired


def test_a_snippet_goes_public_at_its_hour_and_expires_at_its_hour(clock, honour_draft, officer, chair):
    honour_draft.go_live_at, honour_draft.expire_at = NOON, EVENING
    honour_draft.save_revision(user=officer)
    decide(submit(honour_draft, officer), chair)
    assert not is_live(honour_draft)
    run_at(clock, NOON)
    assert is_live(honour_draft)
    run_at(clock, EVENING)
    assert not is_live(honour_draft)


def test_what_nobody_approved_has_no_hour(clock, news_index, officer):
    page = make_draft(news_index, officer, go_live_at=NOON)
    submit(page, officer)
    run_at(clock, EVENING)
    assert not is_live(page)


def test_an_hour_without_an_approval_is_reported_and_not_followed(clock, news_index, officer, administrator):
    page = make_draft(news_index, officer, go_live_at=NOON)
    Revision.objects.filter(object_id=str(page.pk)).update(approved_go_live_at=NOON)
    run_at(clock, EVENING)
    assert not is_live(page)
    assert told(administrator, "hour_missed") == ["未按时发布：春季健步走报名"]


def test_the_approved_version_goes_public_and_a_later_draft_stays_one(clock, approved, officer):
    page = approved(go_live_at=NOON)
    draft = page.get_latest_revision_as_object()
    draft.title = "春季健步走改期"
    draft.save_revision(user=officer)
    run_at(clock, NOON)
    page = NewsPage.objects.get(pk=page.pk)
    assert page.title == "春季健步走报名"
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().title == "春季健步走改期"


def test_a_newer_submission_goes_on_waiting_when_the_approved_version_goes_public(clock, approved, officer):
    page = approved(go_live_at=NOON)
    draft = page.get_latest_revision_as_object()
    draft.title = "春季健步走改期"
    draft.save_revision(user=officer)
    waiting = submit(NewsPage.objects.get(pk=page.pk), officer)
    run_at(clock, NOON)
    assert is_live(page)
    assert TaskState.objects.get(pk=waiting.pk).status == TaskState.STATUS_IN_PROGRESS


def test_what_fails_neither_stops_its_neighbours_nor_loses_its_hour(clock, approved, broken):
    before, faulty, after = (
        approved(slug, title=title, go_live_at=NOON)
        for slug, title in [("a", "第一篇"), ("b", "第二篇"), ("c", "第三篇")]
    )
    broken.add("第二篇")
    run_at(clock, NOON)
    assert is_live(before)
    assert is_live(after)
    assert not is_live(faulty)
    assert faulty.revisions.get().approved_go_live_at == NOON
    broken.clear()
    run_at(clock, NOON + MINUTE)
    assert is_live(faulty)
    assert not MissedHour.objects.exists()


def test_an_expiry_that_fails_does_not_stop_a_publication(clock, approved, broken):
    old = approved("old", title="旧通知", expire_at=NOON)
    new = approved("new", title="新通知", go_live_at=NOON)
    broken.add("旧通知")
    run_at(clock, NOON)
    assert is_live(old)
    assert is_live(new)
    broken.clear()
    run_at(clock, NOON + MINUTE)
    assert not is_live(old)


def test_a_failure_is_told_once_to_the_author_and_the_administrator(
    clock, approved, broken, officer, administrator, chair, deputy
):
    approved(go_live_at=NOON)
    broken.add("春季健步走报名")
    for minute in range(30):
        run_at(clock, NOON + minute * MINUTE)
    for member in (officer, administrator):
        assert told(member, "hour_missed") == ["未按时发布：春季健步走报名"]
    assert not told(chair, "hour_missed")
    assert not told(deputy, "hour_missed")
    assert "短名称已被占用。" in officer.notices.get(kind="approval.hour_missed").body


def test_a_failure_is_retried_after_growing_pauses(clock, approved, broken):
    approved(go_live_at=NOON)
    broken.add("春季健步走报名")
    tries = []
    for minute in range(200):
        before = MissedHour.objects.values_list("attempts", flat=True).first() or 0
        run_at(clock, NOON + minute * MINUTE)
        if MissedHour.objects.get().attempts > before:
            tries.append(minute)
    assert tries == [0, 1, 3, 7, 15, 31, 63, 123, 183]


def test_a_technical_fault_is_not_spelt_out_in_a_notice(clock, approved, monkeypatch, officer):
    approved(go_live_at=NOON)

    def fail(*args, **kwargs):
        raise RuntimeError("password=secret")

    monkeypatch.setattr("approval.schedule.tell_of_publication", fail)
    run_at(clock, NOON)
    body = officer.notices.get(kind="approval.hour_missed").body
    assert "RuntimeError" in body
    assert "secret" not in body


def test_a_failure_is_forgotten_once_its_hour_has_been_changed(clock, approved, broken, officer, chair):
    page = approved(go_live_at=NOON)
    broken.add("春季健步走报名")
    run_at(clock, NOON)
    broken.clear()
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = EVENING
    draft.save_revision(user=officer)
    decide(submit(NewsPage.objects.get(pk=page.pk), officer), chair)
    run_at(clock, NOON + MINUTE)
    assert not MissedHour.objects.exists()
    assert not is_live(page)
    run_at(clock, EVENING)
    assert is_live(page)


def test_the_author_alone_is_told_of_publication_and_expiry_once(clock, approved, officer, chair, administrator):
    approved(go_live_at=NOON, expire_at=EVENING)
    for moment in (NOON, NOON + MINUTE, EVENING, EVENING + MINUTE):
        run_at(clock, moment)
    assert told(officer, "published") == ["已发布：春季健步走报名"]
    assert told(officer, "expired") == ["已到期下线：春季健步走报名"]
    assert not Notice.objects.filter(kind__in=["approval.published", "approval.expired"]).exclude(recipient=officer)
    assert "2026-04-13 12:00" in officer.notices.get(kind="approval.published").body


def test_the_approval_says_at_which_hour_it_goes_public(clock, approved, officer):
    approved(go_live_at=NOON)
    assert "2026-04-13 12:00" in officer.notices.get(kind="approval.approved").body


def test_the_next_version_keeps_its_hour_when_the_present_one_expires(clock, approved, officer, chair):
    page = approved(expire_at=NOON)
    draft = page.get_latest_revision_as_object()
    draft.title, draft.go_live_at, draft.expire_at = "夏季健步走报名", EVENING, None
    draft.save_revision(user=officer)
    decide(submit(NewsPage.objects.get(pk=page.pk), officer), chair)
    assert is_live(page)
    run_at(clock, NOON)
    assert not is_live(page)
    run_at(clock, EVENING)
    assert is_live(page)
    assert NewsPage.objects.get(pk=page.pk).title == "夏季健步走报名"


def test_after_an_outage_what_has_expired_meanwhile_is_not_shown_at_all(clock, approved, officer):
    page = approved(go_live_at=NOON, expire_at=EVENING)
    run_at(clock, EVENING + MINUTE)
    assert not is_live(page)
    assert logged(page, "wagtail.publish.scheduled") == 0
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert told(officer, "expired")


@pytest.mark.parametrize("kind", ["page", "snippet"])
def test_what_expired_while_it_waited_is_not_approved(clock, kind, news_index, honour_draft, officer, chair):
    thing = make_draft(news_index, officer) if kind == "page" else honour_draft
    thing.expire_at = NOON
    thing.save_revision(user=officer)
    state = submit(thing, officer)
    clock.move_to(EVENING)
    with pytest.raises(ExpiredBeforePublication):
        decide(state, chair)
    assert not is_live(thing)
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS
    decide(TaskState.objects.get(pk=state.pk).specific, chair, "reject", comment="请改到期时间。")


def test_the_approver_reads_why_what_has_expired_is_refused(clock, news_index, officer, chair, client):
    state = submit(make_draft(news_index, officer, expire_at=NOON), officer)
    clock.move_to(EVENING)
    client.force_login(chair)
    answer = client.post(f"/admin/approvals/{state.pk}/", {"action": "approve"}, follow=True)
    assert "到期时间已过" in answer.content.decode()


def test_a_book_is_covered_like_every_other_kind(clock, officer, chair):
    book = Book(title="活着", author="余华")
    book.go_live_at = NOON
    book.save()
    book.save_revision(user=officer)
    decide(submit(book, officer), chair)
    run_at(clock, NOON)
    assert is_live(book)


class TestNextScheduledChange:
    @pytest.fixture(autouse=True)
    def _no_other_room(self, monkeypatch):
        monkeypatch.setattr("approval.schedule._other_changes", [])

    def test_there_is_none_where_nothing_is_scheduled(self, clock, approved):
        approved()
        assert next_scheduled_change(MORNING) is None

    def test_it_is_the_earliest_of_publication_and_expiry(self, clock, approved, honour_draft, officer, chair):
        approved(go_live_at=EVENING)
        assert next_scheduled_change(MORNING) == EVENING
        honour_draft.expire_at = NOON
        honour_draft.save_revision(user=officer)
        decide(submit(honour_draft, officer), chair)
        assert Honour.objects.get(pk=honour_draft.pk).live
        assert next_scheduled_change(MORNING) == NOON
        run_at(clock, NOON)
        assert next_scheduled_change(NOON) == EVENING

    def test_what_was_asked_for_and_not_approved_does_not_count(self, clock, news_index, officer):
        submit(make_draft(news_index, officer, go_live_at=NOON), officer)
        assert next_scheduled_change(MORNING) is None

    def test_while_something_is_overdue_it_is_now(self, clock, approved):
        approved(go_live_at=NOON)
        assert next_scheduled_change(EVENING) == EVENING

    def test_what_failed_changes_when_it_is_tried_again(self, clock, approved, broken):
        approved(go_live_at=NOON)
        broken.add("春季健步走报名")
        run_at(clock, NOON)
        assert next_scheduled_change(NOON) == NOON + MINUTE

    def test_another_room_enters_its_own_hours(self, clock, monkeypatch, db):
        monkeypatch.setattr("approval.schedule._other_changes", [lambda now: NOON, lambda now: None])
        assert next_scheduled_change(MORNING) == NOON
