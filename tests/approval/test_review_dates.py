"""A page with a review-by date: who is reminded, who confirms, and what readers see of it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse

from approval.comparison import changes_of
from approval.errors import NotYoursToConfirm
from approval.models import Confirmation
from approval.review_dates import confirm, last_confirmed_at, remind_of_review_dates
from news.models import NewsPage
from people.models import Role
from tests.factories import NewsPageFactory

from .conftest import decide, make_draft, make_member, submit

DUE = date(2026, 6, 15)
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def clock():
    with time_machine.travel(datetime(2026, 4, 13, 9, 0, tzinfo=SHANGHAI), tick=False) as travel:
        yield travel


@pytest.fixture
def page(clock, news_index, officer, chair):
    """A live page of the officer's, to be read again by DUE."""
    draft = make_draft(news_index, officer, review_by=DUE)
    decide(submit(draft, officer), chair)
    return NewsPage.objects.get(pk=draft.pk)


@pytest.fixture
def colleague(db):
    return make_member("1004", "吴小雅", Role.PUBLICITY_OFFICER)


def remind_every_night(clock, first: date, last: date) -> None:
    day = first
    while day <= last:
        clock.move_to(datetime(day.year, day.month, day.day, 7, 10, tzinfo=SHANGHAI))
        remind_of_review_dates()
        day += timedelta(days=1)


def reminders_of(member) -> list[tuple[str, date]]:
    told = member.notices.filter(kind="approval.review_due").order_by("pk")
    return [(notice.subject.partition("：")[0], notice.created_at.astimezone(SHANGHAI).date()) for notice in told]


def test_the_owner_is_reminded_a_week_before_and_on_the_day_and_no_more(clock, page, officer, colleague, chair):
    remind_every_night(clock, DUE - timedelta(days=20), DUE + timedelta(days=20))
    assert reminders_of(officer) == [("即将到复核日期", date(2026, 6, 8)), ("今天请复核", DUE)]
    assert reminders_of(colleague) == []
    assert reminders_of(chair) == []


def test_a_night_that_was_missed_is_made_up_for(clock, page, officer):
    remind_every_night(clock, DUE + timedelta(days=2), DUE + timedelta(days=3))
    assert reminders_of(officer) == [("今天请复核", DUE + timedelta(days=2))]


def test_what_was_confirmed_within_the_week_reminds_nobody(clock, page, officer):
    remind_every_night(clock, DUE - timedelta(days=7), DUE - timedelta(days=7))
    confirm(page, officer)
    remind_every_night(clock, DUE - timedelta(days=6), DUE)
    assert len(reminders_of(officer)) == 1


def test_a_draft_reminds_nobody(clock, news_index, officer):
    make_draft(news_index, officer, review_by=DUE)
    remind_every_night(clock, DUE, DUE)
    assert reminders_of(officer) == []


def test_the_other_officers_are_reminded_when_the_owner_has_left(clock, page, officer, colleague):
    officer.is_active = False
    officer.save()
    remind_every_night(clock, DUE, DUE)
    assert reminders_of(colleague) == [("今天请复核", DUE)]
    assert reminders_of(officer) == []


def test_the_date_is_approved_with_the_page(clock, page, officer, chair, rf):
    draft = page.get_latest_revision_as_object()
    draft.review_by = date(2026, 12, 1)
    revision = draft.save_revision(user=officer)
    request = rf.get("/")
    request.user = chair
    assert "复核日期" in [change.label for change in changes_of(revision, request)]
    assert NewsPage.objects.get(pk=page.pk).review_by == DUE


def test_confirming_changes_nothing_but_the_date(clock, page, officer, chair, client):
    before = NewsPage.objects.filter(pk=page.pk).values().get()
    clock.move_to(datetime(2026, 6, 10, 9, 0, tzinfo=SHANGHAI))
    client.force_login(officer)
    answer = client.post(reverse("approval_confirm", args=[page.pk]), follow=True)
    assert "仍然有效" in answer.content.decode()
    assert NewsPage.objects.filter(pk=page.pk).values().get() == before
    record = Confirmation.objects.get()
    assert (record.confirmed_by, record.title, record.revision_number) == (officer, page.title, page.live_revision_id)
    assert last_confirmed_at(page).astimezone(SHANGHAI).date() == date(2026, 6, 10)


def test_readers_see_when_it_was_last_confirmed(clock, site, client, officer):
    page = NewsPageFactory(review_by=DUE)
    plain = NewsPageFactory()
    assert "最后确认于 2026-04-13" in client.get(page.url).content.decode()
    clock.move_to(datetime(2026, 6, 10, 9, 0, tzinfo=SHANGHAI))
    confirm(page, officer)
    assert "最后确认于 2026-06-10" in client.get(page.url).content.decode()
    assert "最后确认于" not in client.get(plain.url).content.decode()


@pytest.mark.parametrize("role", ["reader", "administrator", "librarian"])
def test_who_does_not_edit_a_page_does_not_confirm_it(role, page, client, reader):
    roles = {"administrator": Role.ADMINISTRATOR, "librarian": Role.LIBRARIAN}
    member = reader if role == "reader" else make_member("1007", "另一人", roles[role])
    client.force_login(member)
    client.get(reverse("approval_confirm", args=[page.pk]))
    client.post(reverse("approval_confirm", args=[page.pk]))
    with pytest.raises(NotYoursToConfirm):
        confirm(page, member)
    assert not Confirmation.objects.exists()


def test_a_draft_is_not_confirmed(clock, news_index, officer):
    with pytest.raises(NotYoursToConfirm):
        confirm(make_draft(news_index, officer, review_by=DUE), officer)


def test_looking_confirms_nothing(page, officer, client):
    client.force_login(officer)
    assert client.get(reverse("approval_confirm", args=[page.pk])).status_code == 200
    assert not Confirmation.objects.exists()


def test_a_confirmation_is_neither_changed_nor_removed(page, officer):
    record = confirm(page, officer)
    with pytest.raises(DatabaseError), transaction.atomic():
        Confirmation.objects.filter(pk=record.pk).update(title="别的")
    with pytest.raises(DatabaseError), transaction.atomic():
        record.delete()
