"""Days that come every year, against dates that everybody can look up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from days.yearly import TERMS, LunarDay, SolarDay, TermDay, next_of


def days_of(rule, first_year: int, last_year: int) -> list[str]:
    found = rule.between(date(first_year, 1, 1), date(last_year, 12, 31))
    return [f"{each.date:%Y-%m-%d}" for each in found]


@pytest.mark.parametrize(
    ("rule", "known"),
    [
        pytest.param(
            LunarDay(1, 1),
            "2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03",
            id="春节",
        ),
        pytest.param(LunarDay(1, 15), "2024-02-24 2025-02-12 2026-03-03 2027-02-20 2028-02-09", id="元宵"),
        pytest.param(TermDay("清明"), "2024-04-04 2025-04-04 2026-04-05 2027-04-05 2028-04-04", id="清明"),
        pytest.param(LunarDay(5, 5), "2024-06-10 2025-05-31 2026-06-19 2027-06-09 2028-05-28", id="端午"),
        pytest.param(LunarDay(8, 15), "2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03", id="中秋"),
        pytest.param(LunarDay(9, 9), "2024-10-11 2025-10-29 2026-10-18 2027-10-08 2028-10-26", id="重阳"),
        pytest.param(TermDay("冬至"), "2024-12-21 2025-12-21 2026-12-22", id="冬至"),
        pytest.param(SolarDay(5, 12), "2024-05-12 2025-05-12", id="护士节"),
    ],
)
def test_known_dates(rule, known):
    days = known.split()
    assert days_of(rule, int(days[0][:4]), int(days[-1][:4])) == days


def test_the_last_day_of_the_lunar_year_is_the_twenty_ninth_where_the_month_has_no_thirtieth():
    """New Year's Eve (除夕) is the day before the Spring Festival, whatever the month has."""
    assert days_of(LunarDay(12, 30), 2024, 2027) == ["2024-02-09", "2025-01-28", "2026-02-16", "2027-02-05"]


@pytest.mark.parametrize(
    ("rule", "year", "known"),
    [
        # 2023 had a leap second month, 2025 a leap sixth.
        (LunarDay(2, 2), 2023, ["2023-02-21"]),
        (LunarDay(6, 6), 2025, ["2025-06-30"]),
        (LunarDay(6, 24), 2025, ["2025-07-18"]),
    ],
)
def test_a_leap_month_brings_no_day_a_second_time(rule, year, known):
    assert days_of(rule, year, year) == known


def test_a_lunar_day_may_come_twice_in_a_solar_year_and_counts_as_of_two_lunar_ones():
    found = LunarDay(12, 1).between(date(2003, 1, 1), date(2003, 12, 31))
    assert [(f"{each.date}", each.year) for each in found] == [("2003-01-03", 2002), ("2003-12-23", 2003)]


def test_who_was_born_on_29_february_has_the_day_before_march_in_other_years():
    assert days_of(SolarDay(2, 29), 2023, 2025) == ["2023-02-28", "2024-02-29", "2025-02-28"]


@pytest.mark.parametrize("month_and_day", [(2, 30), (13, 1), (4, 31), (0, 1)])
def test_a_day_that_no_year_has_is_refused(month_and_day):
    with pytest.raises(ValueError, match="month|day"):
        SolarDay(*month_and_day)


@pytest.mark.parametrize("month_and_day", [(1, 31), (13, 1), (-6, 1), (1, 0)])
def test_a_day_that_no_lunar_month_has_is_refused(month_and_day):
    with pytest.raises(ValueError, match="no lunar month"):
        LunarDay(*month_and_day)


def test_what_is_no_term_is_refused():
    with pytest.raises(ValueError, match="no solar term"):
        TermDay("春节")


def test_the_terms_stand_in_the_order_of_the_year():
    for year in (2024, 2026, 2030):
        days = [TermDay(name).in_year(year) for name in TERMS]
        assert days == sorted(days)
        assert {day.year for day in days} == {year}


def test_the_day_itself_is_the_next_one():
    assert next_of(LunarDay(5, 5), date(2027, 6, 9)).date == date(2027, 6, 9)
    assert next_of(LunarDay(5, 5), date(2027, 6, 10)).date == date(2028, 5, 28)
    assert next_of(LunarDay(12, 30), date(2026, 12, 31)).date == date(2027, 2, 5)


def test_rules_are_called_as_on_a_calendar():
    assert [str(LunarDay(5, 5)), str(LunarDay(12, 30)), str(LunarDay(1, 15))] == [
        "农历五月初五",
        "农历十二月三十",
        "农历正月十五",
    ]
    assert [str(TermDay("清明")), str(SolarDay(5, 12))] == ["节气清明", "5月12日"]


@given(st.integers(1, 12), st.integers(1, 30), st.dates(date(1950, 1, 1), date(2080, 12, 31)))
def test_a_lunar_day_comes_once_a_lunar_year_and_the_next_one_is_never_far(month, day, today):
    rule = LunarDay(month, day)
    following = next_of(rule, today)
    assert today <= following.date <= today + timedelta(days=390)
    again = next_of(rule, following.date + timedelta(days=1))
    assert again.year == following.year + 1
    assert 350 <= (again.date - following.date).days <= 386
