"""From a rule to dates, on the hospital's clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from activities.models import RecurringActivity
from activities.recurrence import check_rule
from activities.series import OCCURRENCES_LIMIT

SHANGHAI = ZoneInfo("Asia/Shanghai")
YEAR_BEGINS, YEAR_ENDS = datetime(2026, 1, 1, tzinfo=SHANGHAI), datetime(2027, 1, 1, tzinfo=SHANGHAI)


def starts(rule, first=datetime(2026, 1, 7, 17, 30, tzinfo=SHANGHAI), begin=YEAR_BEGINS, end=YEAR_ENDS, **fields):
    """Return the starts as local wall-clock texts."""
    activity = RecurringActivity(rule=rule, starts_at=first, **fields)
    found = [slot.starts_at for slot in activity.occurrence_slots(begin, end)]
    assert all(start.utcoffset() == timedelta(hours=8) for start in found)
    return [f"{start:%m-%d %H:%M}" for start in found]


def test_every_week_on_its_days():
    found = starts("FREQ=WEEKLY;BYDAY=MO,WE", end=datetime(2026, 1, 20, tzinfo=SHANGHAI))
    assert found == ["01-07 17:30", "01-12 17:30", "01-14 17:30", "01-19 17:30"]


def test_every_month_on_a_weekday_counted_from_either_end():
    found = starts("FREQ=MONTHLY;BYDAY=2TH,-1FR", end=datetime(2026, 3, 1, tzinfo=SHANGHAI))
    assert found == ["01-08 17:30", "01-30 17:30", "02-12 17:30", "02-27 17:30"]


def test_first_tuesday_of_each_quarter():
    found = starts("FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1TU")
    assert found == ["04-07 17:30", "07-07 17:30", "10-06 17:30"]


def test_the_hour_stays_the_same_all_year_round():
    assert {start[-5:] for start in starts("FREQ=WEEKLY;BYDAY=WE")} == {"17:30"}


def test_a_start_stored_in_another_zone_keeps_its_local_hour():
    activity = RecurringActivity(rule="FREQ=DAILY", starts_at=datetime(2026, 1, 7, 16, 30, tzinfo=UTC))
    first = activity.occurrence_slots(YEAR_BEGINS, YEAR_ENDS)[0].starts_at
    assert first == datetime(2026, 1, 8, 0, 30, tzinfo=SHANGHAI)


def test_nothing_happens_before_the_first_time():
    assert starts("FREQ=WEEKLY;BYDAY=WE", end=datetime(2026, 1, 7, 17, 30, tzinfo=SHANGHAI)) == []


def test_the_beginning_of_a_period_belongs_to_it_and_its_end_does_not():
    begin, end = datetime(2026, 1, 14, 17, 30, tzinfo=SHANGHAI), datetime(2026, 1, 21, 17, 30, tzinfo=SHANGHAI)
    assert starts("FREQ=WEEKLY;BYDAY=WE", begin=begin, end=end) == ["01-14 17:30"]


def test_the_last_date_is_the_last():
    found = starts("FREQ=WEEKLY;BYDAY=WE", ends_on=date(2026, 1, 21))
    assert found == ["01-07 17:30", "01-14 17:30", "01-21 17:30"]


@pytest.mark.parametrize("until", ["20260121T235959", "20260121T093000Z", "20260121T155959Z"])
def test_a_rule_may_say_until_when_on_the_local_clock_or_in_utc(until):
    """RFC 5545 asks for UTC where the start has a zone; 17:30 in Shanghai is 09:30 in UTC."""
    rule = f"FREQ=WEEKLY;BYDAY=WE;UNTIL={until}"
    check_rule(rule)
    assert starts(rule) == ["01-07 17:30", "01-14 17:30", "01-21 17:30"]


def test_until_a_minute_before_leaves_the_last_one_out():
    assert starts("FREQ=WEEKLY;BYDAY=WE;UNTIL=20260121T092900Z") == ["01-07 17:30", "01-14 17:30"]


def test_a_rule_may_say_how_often():
    assert starts("FREQ=WEEKLY;BYDAY=WE;COUNT=2") == ["01-07 17:30", "01-14 17:30"]


def test_a_calendar_does_not_drown():
    end = datetime(2036, 1, 1, tzinfo=SHANGHAI)
    assert len(starts("FREQ=DAILY", end=end)) == OCCURRENCES_LIMIT


def test_an_activity_that_is_not_planned_yet_has_no_dates():
    activity = RecurringActivity(title="还没定")
    assert activity.occurrence_slots(YEAR_BEGINS, YEAR_ENDS) == []
    assert activity.schedule == ""


@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY;BYDAY=WE", "freq=weekly;byday=we", "FREQ=MONTHLY;BYDAY=2TH,4TH", "FREQ=DAILY", "FREQ=YEARLY"]
)
def test_a_rule_that_the_calendar_can_show_is_taken(rule):
    check_rule(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=00",
        "FREQ=WEEKLY;COUNT=-1",
        # dateutil would stand still for ever.
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=FORTNIGHTLY",
        "BYDAY=WE",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;UNTIL=tomorrow",
        "FREQ=WEEKLY\nEXRULE:FREQ=DAILY",
        "every Wednesday",
        "周三",
    ],
)
def test_a_rule_that_the_calendar_cannot_show_is_refused(rule):
    with pytest.raises(ValidationError) as refused:
        check_rule(rule)
    assert list(refused.value.message_dict) == ["rule"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
        # To the last year that Python has, this is searched through day by day.
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31;COUNT=3",
    ],
)
def test_a_rule_that_never_comes_is_refused_at_once(rule):
    with pytest.raises(ValidationError):
        check_rule(rule, datetime(2026, 2, 2, 17, 30))  # noqa: DTZ001
    activity = RecurringActivity(rule=rule, starts_at=datetime(2026, 2, 2, 17, 30, tzinfo=SHANGHAI))
    with pytest.raises(ValidationError) as refused:
        activity.clean()
    assert refused.value.message_dict == {"rule": ["哪一年都没有这样的日期。"]}


@pytest.mark.parametrize("year", [1900, 2026, 2399, 2400, 9998])
def test_a_rule_that_comes_seldom_is_taken(year):
    check_rule("FREQ=DAILY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=28", datetime(year, 2, 1, 17, 30))  # noqa: DTZ001
