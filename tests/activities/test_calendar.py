"""The week, what recurs, and one activity: shown as they stand on a frozen Wednesday."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from activities.calendar import days_from, occurrences_between, week_of
from activities.models import RecurringActivity
from tests.factories import ClubPageFactory, ImageFactory, RecurringActivityFactory
from tests.list_costs import queries_for

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEDNESDAY = date(2026, 3, 11)


@pytest.fixture(autouse=True)
def _wednesday_at_noon():
    with time_machine.travel(datetime(2026, 3, 11, 12, 0, tzinfo=SHANGHAI), tick=False):
        yield


def test_occurrences_stand_in_the_order_of_time(site):
    RecurringActivityFactory(title="晚", rule="FREQ=WEEKLY;BYDAY=WE")
    RecurringActivityFactory(
        title="早", rule="FREQ=DAILY", starts_at=datetime(2026, 1, 7, 9, 30, tzinfo=SHANGHAI), ends_on=WEDNESDAY
    )
    found = occurrences_between(WEDNESDAY - timedelta(days=1), WEDNESDAY + timedelta(days=1))
    assert [(one.activity.title, one.starts_at.day) for one in found] == [("早", 10), ("早", 11), ("晚", 11)]


def test_this_week_leaves_out_what_is_over(site):
    at_nine = datetime(2026, 1, 7, 9, 0, tzinfo=SHANGHAI)
    RecurringActivityFactory(title="上午", starts_at=at_nine)
    RecurringActivityFactory(title="还在进行", starts_at=at_nine + timedelta(hours=2, minutes=30))
    RecurringActivityFactory(title="傍晚")
    assert [one.activity.title for one in week_of(WEDNESDAY)] == ["还在进行", "傍晚"]


def test_a_day_without_anything_is_a_day_too(site):
    RecurringActivityFactory()
    days = days_from(date(2026, 3, 9), 7)
    assert [len(day.occurrences) for day in days] == [0, 0, 1, 0, 0, 0, 0]
    assert [day.is_today for day in days].index(True) == 2
    assert [day.is_past for day in days] == [True, True, False, False, False, False, False]


def test_what_waits_for_approval_is_not_in_the_calendar(site, client):
    waiting = RecurringActivityFactory(submitted=True)
    draft = RecurringActivityFactory(draft=True)
    assert week_of(WEDNESDAY) == []
    for activity in (waiting, draft):
        assert client.get(activity.url).status_code == 404
        assert activity.title not in client.get("/activities/").content.decode()


@pytest.mark.parametrize(
    ("query", "monday"),
    [
        ("", date(2026, 3, 9)),
        ("?week=1", date(2026, 3, 16)),
        ("?week=999", date(2026, 5, 4)),
        ("?week=-5", date(2026, 3, 9)),
        ("?week=abc", date(2026, 3, 9)),
        ("?week=", date(2026, 3, 9)),
        ("?week=%00", date(2026, 3, 9)),
        ("?week=1.5", date(2026, 3, 9)),
        (f"?week={'9' * 5000}", date(2026, 3, 9)),
        ("?kind=nothing", date(2026, 3, 9)),
        ("?kind=%00", date(2026, 3, 9)),
    ],
)
def test_a_week_out_of_range_is_the_nearest(query, monday, site, client):
    response = client.get(f"/activities/{query}")
    assert response.status_code == 200
    assert response.context["monday"] == monday


def test_a_kind_narrows_both_the_week_and_the_list(site, client):
    RecurringActivityFactory(title="八段锦", kind=RecurringActivity.Kind.WORK_BREAK)
    RecurringActivityFactory(title="瑜伽课")
    html = client.get("/activities/?kind=work_break").content.decode()
    assert "八段锦" in html
    assert "瑜伽课" not in html


def test_an_empty_calendar_says_so(site, client):
    assert 'class="empty-state"' in client.get("/activities/").content.decode()


def test_an_activity_shows_its_next_dates(site, client):
    activity = RecurringActivityFactory()
    response = client.get(activity.url)
    assert [f"{day:%m-%d}" for day in response.context["dates"][:2]] == ["03-11", "03-18"]
    assert "每周三 17:30–18:30" in response.content.decode()


def test_an_activity_that_has_ended_says_that_nothing_comes(site, client):
    activity = RecurringActivityFactory(ends_on=date(2026, 2, 1))
    response = client.get(activity.url)
    assert response.context["dates"] == []
    assert "recurring-activity__none" in response.content.decode()


@pytest.mark.parametrize("hidden", [{"draft": True}, {"visibility": "staff"}])
def test_an_activity_does_not_name_a_club_that_the_visitor_cannot_read(hidden, site, client):
    activity = RecurringActivityFactory(club=ClubPageFactory(title="筹备中的合唱团", **hidden))
    assert "筹备中的合唱团" not in client.get(activity.url).content.decode()


def test_the_calendar_costs_the_same_for_one_activity_and_for_twenty(site, client):
    def plan():
        RecurringActivityFactory(listed=True, picture=ImageFactory(), club=ClubPageFactory(listed=True))

    plan()
    one = queries_for(client, "/activities/")
    for _ in range(19):
        plan()
    assert len(client.get("/activities/").context["all_activities"]) == 20
    assert len(queries_for(client, "/activities/")) == len(one)
