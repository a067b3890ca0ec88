"""Dates under holidays, make-up days and dates that are named one by one, against the calendars of 2025 and 2026."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from activities.choices import yearly_of
from activities.models import RecurringActivity
from activities.series import OCCURRENCES_LIMIT, OnHolidays, OnMakeUpDays, Series
from days.models import AnnouncedYear, CalendarDay
from days.working_days import DayBook

pytestmark = pytest.mark.django_db

SHANGHAI = ZoneInfo("Asia/Shanghai")
KEEP, SKIP, NEXT, PREVIOUS = OnHolidays.KEEP, OnHolidays.SKIP, OnHolidays.NEXT, OnHolidays.PREVIOUS
USUAL, NEVER = OnMakeUpDays.USUAL, OnMakeUpDays.NEVER
WEDNESDAYS = "FREQ=WEEKLY;BYDAY=WE"
WORKING_WEEK = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


def aware(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def series(rule=WEDNESDAYS, first="2024-01-03T17:30", *, without=(), added=(), lunar=(None, None), term="", **said):
    return Series(
        first=datetime.fromisoformat(first),
        duration=timedelta(hours=1),
        rule=rule,
        yearly=yearly_of(*lunar, term),
        without=frozenset(date.fromisoformat(each) for each in without),
        added=frozenset(datetime.fromisoformat(each) for each in added),
        **said,
    )


def days_of(found: Series, first: str, last: str) -> list[str]:
    """Return the dates from `first` to `last`, both included, as 2026-03-05 → 03-05."""
    slots = found.slots(aware(first), aware(last) + timedelta(days=1))
    return [f"{slot.starts_at:%m-%d}" for slot in slots]


@pytest.mark.parametrize(
    ("year", "policy", "gone", "come"),
    [
        (2025, KEEP, "", ""),
        # New Year, the Spring Festival, the National Day and its last day.
        (2025, SKIP, "01-01 01-29 10-01 10-08", ""),
        # The first two move into a Thursday and into a Wednesday that has its own; the last two into the same Thursday.
        (2025, NEXT, "01-01 01-29 10-01 10-08", "01-02 10-09"),
        # The Tuesday before the New Year is of another year; the Monday 01-27 is worked; 09-30 is a Tuesday.
        (2025, PREVIOUS, "01-01 01-29 10-01 10-08", "01-27 09-30"),
        (2026, KEEP, "", ""),
        (2026, SKIP, "02-18 10-07", ""),
        (2026, NEXT, "02-18 10-07", "02-24 10-08"),
        # The Saturday 02-14 is worked for the Spring Festival; before the National Day stands a Wednesday of its own.
        (2026, PREVIOUS, "02-18 10-07", "02-14"),
    ],
)
def test_wednesdays_of_a_year_under_each_policy(year, policy, gone, come):
    planned = set(days_of(series(), f"{year}-01-01", f"{year}-12-31"))
    under_policy = days_of(series(on_holidays=policy), f"{year}-01-01", f"{year}-12-31")
    assert planned - set(under_policy) == set(gone.split())
    assert set(under_policy) - planned == set(come.split())
    assert len(under_policy) == len(set(under_policy))


@pytest.mark.parametrize(
    ("year", "made_up"),
    [(2025, "01-26 02-08 04-27 09-28 10-11"), (2026, "01-04 02-14 02-28 05-09 09-20 10-10")],
)
def test_the_programme_of_a_weekday_runs_on_the_make_up_days_of_a_year(year, made_up):
    planned = set(days_of(series(), f"{year}-01-01", f"{year}-12-31"))
    as_on_wednesday = days_of(series(on_make_up_days=OnMakeUpDays.WEDNESDAY), f"{year}-01-01", f"{year}-12-31")
    assert set(as_on_wednesday) - planned == set(made_up.split())
    # Nothing is on Thursdays.
    assert set(days_of(series(on_make_up_days=OnMakeUpDays.THURSDAY), f"{year}-01-01", f"{year}-12-31")) == planned


def test_the_break_of_the_working_week_is_on_all_working_days_of_2026_and_no_other():
    said = {"on_holidays": SKIP, "on_make_up_days": OnMakeUpDays.MONDAY}
    found = days_of(series(WORKING_WEEK, **said), "2026-01-01", "2026-12-31")
    worked = [f"{day.date:%m-%d}" for day in DayBook().between(date(2026, 1, 1), date(2026, 12, 31)) if day.is_working]
    assert found == worked


def test_a_saturday_falls_away_where_it_is_worked_and_where_it_is_a_holiday():
    saturdays = series("FREQ=WEEKLY;BYDAY=SA", on_holidays=SKIP, on_make_up_days=NEVER)
    found = days_of(saturdays, "2026-09-12", "2026-10-24")
    # 09-26 is the Mid-Autumn Festival's, 10-03 the National Day's, 10-10 is worked.
    assert found == ["09-12", "09-19", "10-17", "10-24"]


def test_an_ordinary_weekend_is_no_holiday():
    assert days_of(series("FREQ=WEEKLY;BYDAY=SA", on_holidays=SKIP), "2026-03-01", "2026-03-31") == [
        *("03-07", "03-14", "03-21", "03-28")
    ]


def test_what_moves_does_not_move_to_a_make_up_day_where_these_do_not_count():
    said = {"on_holidays": PREVIOUS, "on_make_up_days": NEVER}
    assert "02-13" in days_of(series(**said), "2026-02-12", "2026-02-17")
    assert "02-14" not in days_of(series(**said), "2026-02-12", "2026-02-17")


@pytest.mark.parametrize(
    ("what", "known"),
    [
        ({"lunar": (5, 5)}, "2025-05-31 2026-06-19 2027-06-09"),
        ({"lunar": (8, 15)}, "2025-10-06 2026-09-25 2027-09-15"),
        ({"lunar": (1, 1)}, "2025-01-29 2026-02-17 2027-02-06"),
        # Both of these months have no thirtieth.
        ({"lunar": (12, 30)}, "2025-01-28 2026-02-16 2027-02-05"),
        # 2025 had a leap sixth month.
        ({"lunar": (6, 6)}, "2025-06-30 2026-07-19 2027-07-09"),
        ({"term": "清明"}, "2025-04-04 2026-04-05 2027-04-05"),
        ({"term": "冬至"}, "2025-12-21 2026-12-22 2027-12-22"),
    ],
)
def test_days_of_the_lunar_year_and_solar_terms(what, known):
    found = series("FREQ=YEARLY", "2025-01-01T09:00", **what).slots(aware("2025-01-01"), aware("2028-01-01"))
    assert [f"{slot.starts_at:%Y-%m-%d}" for slot in found] == known.split()
    assert {slot.starts_at.time() for slot in found} == {time(9)}


def test_a_lunar_day_keeps_to_its_number_of_times_and_its_years():
    twice = series("FREQ=YEARLY;COUNT=2", "2025-06-01T09:00", lunar=(5, 5))
    assert [slot.starts_at.year for slot in twice.upcoming(aware("2025-01-01"), 10)] == [2026, 2027]
    every_other = series("FREQ=YEARLY;INTERVAL=2", "2025-01-01T09:00", lunar=(5, 5))
    assert [slot.starts_at.year for slot in every_other.upcoming(aware("2026-01-01"), 3)] == [2027, 2029, 2031]


@pytest.mark.parametrize(
    ("policy", "dates"),
    [
        # The Mid-Autumn Festival of 2025 lies in the holidays of the National Day, that of 2026 is one of its own.
        (KEEP, ["2025-10-06", "2026-09-25"]),
        (SKIP, []),
        (NEXT, ["2025-10-09", "2026-09-28"]),
        (PREVIOUS, ["2025-09-30", "2026-09-24"]),
    ],
)
def test_a_festival_is_held_before_or_after_its_holidays(policy, dates):
    festival = series("FREQ=YEARLY", "2025-01-01T09:00", lunar=(8, 15), on_holidays=policy)
    found = festival.slots(aware("2025-01-01"), aware("2027-01-01"))
    assert [f"{slot.starts_at:%Y-%m-%d}" for slot in found] == dates
    assert [f"{slot.key:%Y-%m-%d}" for slot in found] == (["2025-10-06", "2026-09-25"] if dates else [])


def test_29_february_is_the_day_before_march_in_other_years():
    rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"
    found = series(rule, "2026-01-01T09:00").upcoming(aware("2026-01-01"), 4)
    assert [f"{slot.starts_at:%Y-%m-%d}" for slot in found] == ["2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"]


def test_a_series_goes_on_across_the_year():
    found = series("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "2025-12-17T17:30")
    assert days_of(found, "2025-12-15", "2026-01-31") == ["12-17", "12-31", "01-14", "01-28"]


def test_in_a_year_that_nobody_announced_it_stays_as_planned_and_says_so():
    found = series(on_holidays=SKIP).slots(aware("2030-09-25"), aware("2030-10-10"))
    assert [(slot.starts_at.day, slot.is_announced) for slot in found] == [(25, False), (2, False), (9, False)]
    announced = series(on_holidays=SKIP).slots(aware("2026-09-22"), aware("2026-10-20"))
    assert all(slot.is_announced for slot in announced)


def test_once_the_year_is_announced_its_holidays_count():
    CalendarDay.objects.create(date=date(2030, 10, 2), kind="off", name="国庆节")
    AnnouncedYear.objects.create(year=2030)
    found = series(on_holidays=NEXT).slots(aware("2030-09-25"), aware("2030-10-10"))
    assert [(slot.starts_at.day, slot.key.day, slot.is_announced) for slot in found] == [
        (25, 25, True),
        (3, 2, True),
        (9, 9, True),
    ]


def test_what_would_move_into_a_year_that_nobody_announced_stays():
    CalendarDay.objects.create(date=date(2030, 12, 31), kind="off", name="院庆")
    AnnouncedYear.objects.create(year=2030)
    tuesdays = series("FREQ=WEEKLY;BYDAY=TU", on_holidays=NEXT)
    [slot] = tuesdays.slots(aware("2030-12-30"), aware("2031-01-04"))
    assert (slot.starts_at.day, slot.is_announced) == (31, False)


def test_where_holidays_make_no_difference_nobody_asks_for_them(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert len(days_of(series(), "2026-01-01", "2026-12-31")) == 52


def test_named_dates_fall_away_and_come_in_addition():
    found = series(without=["2026-03-11"], added=["2026-03-14T09:00", "2026-10-01T17:30"], on_holidays=SKIP)
    assert days_of(found, "2026-03-01", "2026-03-31") == ["03-04", "03-14", "03-18", "03-25"]
    # Who names a holiday means it.
    assert "10-01" in days_of(found, "2026-09-28", "2026-10-08")


def test_a_date_may_be_at_another_time():
    found = series(without=["2026-03-11"], added=["2026-03-11T19:00"])
    [slot] = found.slots(aware("2026-03-10"), aware("2026-03-12"))
    assert f"{slot.starts_at:%H:%M}" == "19:00"


@pytest.mark.parametrize("named", ["2026-10-07", "2026-10-08"])
def test_a_date_falls_away_as_planned_and_as_moved(named):
    assert days_of(series(without=[named], on_holidays=NEXT), "2026-10-01", "2026-10-13") == []


def test_an_added_holiday_is_not_moved_a_second_time():
    found = series(added=["2026-10-07T17:30"], on_holidays=NEXT).slots(aware("2026-10-01"), aware("2026-10-13"))
    assert [(slot.starts_at.day, slot.key.day) for slot in found] == [(7, 7)]


def test_without_a_rule_the_dates_are_those_that_are_named():
    course = series("", "2026-10-01T18:30", added=["2026-10-08T18:30", "2026-10-15T19:00"], on_holidays=SKIP)
    assert days_of(course, "2026-09-01", "2026-12-31") == ["10-01", "10-08", "10-15"]
    assert len(course.upcoming(aware("2020-01-01"), 10)) == 3


def test_what_has_fallen_away_is_known():
    found = series(on_holidays=SKIP, without=["2026-10-14"]).fallen_away(aware("2026-09-30"), aware("2026-10-31"))
    assert [f"{moment:%m-%d}" for moment in found] == ["10-07", "10-14"]
    moved = series(on_holidays=NEXT).fallen_away(aware("2026-10-01"), aware("2026-10-13"))
    assert moved == []


@pytest.mark.parametrize(
    "said",
    [
        {"without": ["2026-03-11"], "rule": f"{WEDNESDAYS};COUNT=1", "first": "2026-03-11T17:30"},
        {"rule": WEDNESDAYS, "first": "2026-03-12T17:30", "ends_on": date(2026, 3, 17)},
        {"rule": "", "first": "2026-03-12T17:30", "without": ["2026-03-12"]},
        {"rule": f"{WEDNESDAYS};COUNT=1", "first": "2026-10-07T17:30", "on_holidays": SKIP},
    ],
)
def test_a_series_may_have_no_date_at_all(said):
    assert series(**said).is_without_dates


def test_a_series_in_the_past_has_had_its_dates():
    assert not series(f"{WEDNESDAYS};COUNT=1", "2016-03-09T17:30").is_without_dates


def test_ten_thousand_dates_are_cut_off_and_what_is_far_on_is_found():
    daily = series("FREQ=DAILY", "1990-01-01T08:00")
    assert len(daily.slots(aware("1990-01-01"), aware("2040-01-01"))) == OCCURRENCES_LIMIT
    assert days_of(daily, "2039-12-30", "2039-12-31") == ["12-30", "12-31"]
    ten_thousand = series("FREQ=DAILY;COUNT=10000", "2000-01-01T08:00")
    assert [slot.starts_at.date() for slot in ten_thousand.slots(aware("2027-05-18"), aware("2030-01-01"))] == [
        date(2027, 5, 18)
    ]


def test_an_activity_gives_its_slots_and_their_starts():
    activity = RecurringActivity(
        rule=WEDNESDAYS, starts_at=aware("2026-01-07T17:30"), duration=timedelta(minutes=90), on_holidays=NEXT
    )
    begin, end = aware("2026-10-05"), aware("2026-10-13")
    [slot] = activity.occurrence_slots(begin, end)
    assert (slot.starts_at, slot.ends_at, slot.key) == (
        aware("2026-10-08T17:30"),
        aware("2026-10-08T19:00"),
        aware("2026-10-07T17:30"),
    )
    assert slot.is_moved


def test_twenty_activities_ask_for_the_holidays_once(django_assert_num_queries):
    days = DayBook()
    with django_assert_num_queries(1):
        for _number in range(20):
            series(on_holidays=NEXT).slots(aware("2026-10-05"), aware("2026-10-13"), days)
