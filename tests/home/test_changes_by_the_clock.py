"""Nothing that is kept for visitors outlives what changes by itself: pins, recruitment, what is on today."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from approval.schedule import next_scheduled_change
from tests.factories import ClubPageFactory, NewsPageFactory, RecurringActivityFactory


def moment(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """In April 2026, of which the 15th is a Wednesday."""
    return datetime(2026, 4, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _a_day_before(time_machine):
    """The dates of activities are put into the calendar some weeks ahead."""
    time_machine.move_to(moment(13), tick=False)


@pytest.fixture
def at(time_machine):
    """Set the clock, and return what a visitor is shown then."""

    def page_at(now: datetime, address: str) -> str:
        time_machine.move_to(now, tick=False)
        response = Client().get(address)
        assert response.status_code == 200
        return response.content.decode()

    return page_at


def opening_of(page: str, word: str) -> str:
    return page[page.index("<main") :].split(word)[0]


def test_a_list_of_news_that_is_kept_does_not_outlive_a_pin(site, at):
    NewsPageFactory(title="置顶通知", date=date(2026, 1, 1), pinned_until=date(2026, 4, 15))
    NewsPageFactory(title="新近消息", date=date(2026, 4, 14))
    address = site.news.url
    kept_until = next_scheduled_change(moment(15, 20))
    assert kept_until <= moment(16)
    assert "新近消息" not in opening_of(at(moment(15, 23, 59), address), "置顶通知")
    assert "新近消息" in opening_of(at(kept_until, address), "置顶通知")


def test_a_club_that_is_kept_does_not_outlive_its_recruitment(site, at):
    club = ClubPageFactory(recruitment_opens_on=date(2026, 4, 15), recruitment_closes_on=date(2026, 4, 15))
    opens, closes = next_scheduled_change(moment(14, 9)), next_scheduled_change(moment(15, 9))
    assert (opens, closes) == (moment(15), moment(16))
    assert "facts__open" not in at(moment(14, 23, 59), club.url)
    assert "facts__open" in at(opens, club.url)
    assert "facts__open" not in at(closes, club.url)


def test_the_dates_of_an_activity_change_when_it_begins_and_ends(site):
    RecurringActivityFactory()
    hours = [moment(15, 9), moment(15, 17, 30), moment(15, 18, 30), moment(16), moment(17)]
    assert [next_scheduled_change(hour) for hour in hours[:-1]] == hours[1:]


def test_an_activity_that_began_before_midnight_ends_after_it(site):
    RecurringActivityFactory(starts_at=moment(15, 23, 30))
    assert next_scheduled_change(moment(15, 23, 40)) == moment(16)
    assert next_scheduled_change(moment(16)) == moment(16, 0, 30)


def test_what_is_no_longer_live_changes_nothing(site):
    RecurringActivityFactory(draft=True)
    NewsPageFactory(pinned_until=date(2026, 4, 15), draft=True)
    assert next_scheduled_change(moment(15, 9)) == moment(16)


def test_asking_costs_the_same_for_one_activity_and_for_twenty(site, django_assert_num_queries):
    RecurringActivityFactory()
    next_scheduled_change(moment(15, 9))
    with CaptureQueriesContext(connection) as one:
        next_scheduled_change(moment(15, 9))
    for _number in range(19):
        RecurringActivityFactory(listed=True)
    with django_assert_num_queries(len(one)):
        next_scheduled_change(moment(15, 9))
