"""Days that come every year: by the solar calendar, by the lunar one, by a solar term. All on the hospital's one clock.

Lunar months and solar terms are those of China's calendar, which is reckoned in the time zone of this site; a date
needs no hour.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

from tyme4py.lunar import LunarDay as Lunar
from tyme4py.lunar import LunarMonth
from tyme4py.solar import SolarTerm

# In the order of the solar year; the fifteenth degree after the spring equinox is 清明.
TERMS = [
    *("小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至"),
    *("小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至"),
]
# A leap year, so that 29 February is a day to choose.
LONGEST_YEAR = 2000
LUNAR_MONTH_DAYS = 30


@dataclass(frozen=True, order=True)
class Occurrence:
    """One time that such a day comes. `year` counts it: that of the calendar that its rule is of, so that a lunar day
    which falls into December once and into January the next time is not taken for the same one twice.
    """

    date: date
    year: int


class Yearly(Protocol):
    def between(self, first: date, last: date) -> list[Occurrence]:
        """Return when it comes from `first` to `last`, both included, in order."""

    def __str__(self) -> str:
        """The rule in Chinese, as a calendar writes it."""


@dataclass(frozen=True)
class SolarDay:
    """A day of the ordinary calendar. 29 February is 28 February in the years without one, so it stays in its month.

    Raises:
        ValueError: no year has such a day.
    """

    month: int
    day: int

    def __post_init__(self):
        date(LONGEST_YEAR, self.month, self.day)

    def in_year(self, year: int) -> date:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, 2, 28)

    def between(self, first: date, last: date) -> list[Occurrence]:
        found = (Occurrence(self.in_year(year), year) for year in range(first.year, last.year + 1))
        return _within(found, first, last)

    def __str__(self) -> str:
        return f"{self.month}月{self.day}日"


@dataclass(frozen=True)
class LunarDay:
    """A day of the lunar calendar, in its ordinary month: a leap month does not bring it a second time. The thirtieth
    of a month that has 29 days is the twenty-ninth.

    Raises:
        ValueError: no lunar month has such a day.
    """

    month: int
    day: int

    def __post_init__(self):
        if not (1 <= self.month <= 12 and 1 <= self.day <= LUNAR_MONTH_DAYS):
            raise ValueError(f"no lunar month has the day {self.month}/{self.day}")

    def in_year(self, year: int) -> date:
        """Return the date in a lunar year, which is named after the solar year that it begins in."""
        return _lunar_date(year, self.month, self.day)

    def between(self, first: date, last: date) -> list[Occurrence]:
        # The end of a lunar year falls into the next solar one.
        found = (Occurrence(self.in_year(year), year) for year in range(first.year - 1, last.year + 1))
        return _within(found, first, last)

    def __str__(self) -> str:
        month = LunarMonth.from_ym(LONGEST_YEAR, self.month)
        # Whatever month it is, its thirtieth has a name.
        return f"农历{month.get_name()}{Lunar.NAMES[self.day - 1]}"


@dataclass(frozen=True)
class TermDay:
    """The day of a solar term, such as 清明.

    Raises:
        ValueError: there is no such term.
    """

    name: str

    def __post_init__(self):
        if self.name not in TERMS:
            raise ValueError(f"{self.name} is no solar term")

    def in_year(self, year: int) -> date:
        return _term_date(year, self.name)

    def between(self, first: date, last: date) -> list[Occurrence]:
        found = (Occurrence(self.in_year(year), year) for year in range(first.year, last.year + 1))
        return _within(found, first, last)

    def __str__(self) -> str:
        return f"节气{self.name}"


def next_of(rule: Yearly, day: date) -> Occurrence:
    """Return when it comes next, on `day` itself or after it; at most some fourteen months later."""
    return rule.between(day, day.replace(year=day.year + 2, day=1))[0]


def _within(found: Iterator[Occurrence], first: date, last: date) -> list[Occurrence]:
    return sorted(each for each in found if first <= each.date <= last)


@cache
def _lunar_date(year: int, month: int, day: int) -> date:
    length = LunarMonth.from_ym(year, month).get_day_count()
    return _as_date(Lunar.from_ymd(year, month, min(day, length)).get_solar_day())


@cache
def _term_date(year: int, name: str) -> date:
    # The library's year of terms begins with 冬至, in December of the year before.
    found = [_as_date(SolarTerm.from_name(each, name).get_solar_day()) for each in (year, year + 1)]
    return next(each for each in found if each.year == year)


def _as_date(day) -> date:
    return date(day.get_year(), day.get_month(), day.get_day())
