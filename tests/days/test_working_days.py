"""Working days: the State Council's calendar, what the office entered over it, and years that nobody announced."""

from datetime import date

import pytest

from days.errors import YearNotAnnounced
from days.models import AnnouncedYear, CalendarDay
from days.working_days import add_working_days, day_of, days_between, is_working_day

OFF, WORK = CalendarDay.Kind.DAY_OFF, CalendarDay.Kind.WORKING_DAY


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 4, 13), True),  # a Monday
        (date(2026, 4, 12), False),  # a Sunday
        (date(2026, 10, 1), False),  # National Day, a Thursday
        (date(2026, 9, 20), True),  # a Sunday that is worked for it
        (date(2026, 10, 10), True),  # a Saturday that is worked for it
        (date(2025, 10, 8), False),  # the last of eight days
        (date(2024, 2, 18), True),  # a Sunday after the Spring Festival
    ],
)
def test_the_announced_calendar_is_followed(db, day, worked):
    assert is_working_day(day) is worked


def test_what_the_office_entered_wins(db):
    CalendarDay.objects.create(date=date(2026, 4, 13), kind=OFF, name="院庆")
    CalendarDay.objects.create(date=date(2026, 4, 12), kind=WORK, name="补班")
    assert not is_working_day(date(2026, 4, 13))
    assert is_working_day(date(2026, 4, 12))
    assert day_of(date(2026, 4, 13)).name == "院庆"
    assert day_of(date(2026, 4, 12)).is_make_up


def test_a_year_that_nobody_announced_is_unknown_and_not_guessed(db):
    assert day_of(date(2031, 5, 6)).is_working is None
    with pytest.raises(YearNotAnnounced) as refusal:
        is_working_day(date(2031, 5, 6))
    assert refusal.value.year == 2031


def test_the_office_announces_a_year_by_entering_it(db):
    CalendarDay.objects.create(date=date(2031, 5, 1), kind=OFF, name="劳动节")
    assert is_working_day(date(2031, 5, 1)) is False
    with pytest.raises(YearNotAnnounced):
        is_working_day(date(2031, 5, 6))
    AnnouncedYear.objects.create(year=2031)
    assert is_working_day(date(2031, 5, 6))
    assert not is_working_day(date(2031, 5, 4))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 4, 13), 0, date(2026, 4, 13)),
        (date(2026, 4, 13), 1, date(2026, 4, 14)),
        (date(2026, 4, 10), 1, date(2026, 4, 13)),  # over a weekend
        (date(2026, 4, 11), 1, date(2026, 4, 13)),  # from a day off
        (date(2026, 9, 30), 2, date(2026, 10, 9)),  # over the National Day: 10-08 and 10-09 are worked
        (date(2026, 9, 30), 3, date(2026, 10, 10)),  # a worked Saturday counts
        (date(2026, 1, 5), 40, date(2026, 3, 6)),  # over the Spring Festival and more than one stretch
    ],
)
def test_working_days_are_counted_forward(db, day, count, expected):
    assert add_working_days(day, count) == expected


def test_a_count_agrees_with_the_days_it_passed(db):
    start = date(2026, 1, 5)
    end = add_working_days(start, 100)
    passed = days_between(start, end)[1:]
    assert sum(day.is_working for day in passed) == 100
    assert passed[-1].is_working


def test_a_deadline_in_an_unannounced_year_is_refused_or_counts_weekdays_as_the_caller_says(db):
    with pytest.raises(YearNotAnnounced):
        add_working_days(date(2031, 5, 2), 1)
    assert add_working_days(date(2031, 5, 2), 1, weekdays_if_unknown=True) == date(2031, 5, 5)


def test_working_days_are_not_counted_backward(db):
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2026, 4, 13), -1)


def test_a_year_of_days_costs_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(days_between(date(2026, 1, 1), date(2026, 12, 31))) == 365
