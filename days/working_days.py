"""Which days are worked: what the office entered, over the State Council's calendar as `chinesecalendar` has it.

A year that nobody has announced is unknown, not guessed: the State Council moves weekends about every year.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar
from chinese_calendar.constants import Holiday
from django.db.models import DateField, IntegerField, Value
from django.utils.translation import get_language

from .errors import YearNotAnnounced
from .models import AnnouncedYear, CalendarDay

SATURDAY = 5
# The longest holidays take eight days; one stretch of this length nearly always holds the next working day.
STRETCH = timedelta(days=31)
# The State Council announces the next year in November.
ANNOUNCED_BY_MONTH = 11


@dataclass(frozen=True)
class Day:
    """`is_working` is None in a year that has not been announced; `name` is empty on an ordinary day."""

    date: date
    is_working: bool | None
    name: str = ""

    @property
    def is_weekend(self) -> bool:
        return self.date.weekday() >= SATURDAY

    @property
    def is_make_up(self) -> bool:
        """True for a Saturday or Sunday that is worked."""
        return self.is_weekend and self.is_working is True

    @property
    def is_off(self) -> bool:
        return self.is_working is False

    @property
    def is_holiday(self) -> bool:
        """True for a day off that has a name: a public holiday with its weekends, or a day that the office gave."""
        return self.is_off and bool(self.name)


def days_between(first: date, last: date) -> list[Day]:
    """Return every day from `first` to `last`, both included, in one query."""
    entered, announced = _what_the_office_entered(first, last)
    days = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day in entered:
            kind, name = entered[day]
            days.append(Day(day, kind == CalendarDay.Kind.WORKING_DAY, name))
        elif day.year in announced:
            days.append(Day(day, day.weekday() < SATURDAY))
        else:
            days.append(_as_announced(day))
    return days


class DayBook:
    """Days as `days_between` has them, each looked up once: for whoever asks about one stretch again and again."""

    def __init__(self):
        self._known: dict[date, Day] = {}

    def between(self, first: date, last: date) -> list[Day]:
        wanted = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        if any(day not in self._known for day in wanted):
            self._known |= {day.date: day for day in days_between(first, last)}
        return [self._known[day] for day in wanted]


def is_announced(year: int) -> bool:
    """True when it is known which days of `year` are off."""
    return is_installed(year) or AnnouncedYear.objects.filter(year=year).exists()


def is_installed(year: int) -> bool:
    """True when the installed calendar knows the days of `year` by itself."""
    return _as_announced(date(year, 1, 1)).is_working is not None


def year_to_announce(today: date) -> int | None:
    """Return the year whose days off should be known on `today` and are not: this one, or from November the next."""
    if not is_announced(today.year):
        return today.year
    if today.month >= ANNOUNCED_BY_MONTH and not is_announced(today.year + 1):
        return today.year + 1
    return None


def _what_the_office_entered(first: date, last: date) -> tuple[dict[date, tuple[str, str]], set[int]]:
    """Return kind and name of each day that was entered, and the years that were announced."""
    days = CalendarDay.objects.filter(date__range=(first, last)).order_by()
    years = AnnouncedYear.objects.filter(year__range=(first.year, last.year)).order_by()
    rows = days.values_list(Value(None, IntegerField()), "date", "kind", "name").union(
        years.values_list("year", Value(None, DateField()), Value(""), Value("")), all=True
    )
    entered, announced = {}, set()
    for year, day, kind, name in rows:
        if year is None:
            entered[day] = kind, name
        else:
            announced.add(year)
    return entered, announced


def _as_announced(day: date) -> Day:
    try:
        is_off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return Day(day, None)
    if not name:
        return Day(day, not is_off)
    chinese = (get_language() or "zh").startswith("zh")
    return Day(day, not is_off, Holiday(name).chinese if chinese else Holiday(name).value)


def day_of(day: date) -> Day:
    """Return what is known of one day."""
    return days_between(day, day)[0]


def is_working_day(day: date) -> bool:
    """Raises YearNotAnnounced when nobody has announced that year's days."""
    found = day_of(day)
    if found.is_working is None:
        raise YearNotAnnounced(day.year)
    return found.is_working


def add_working_days(day: date, count: int, *, weekdays_if_unknown: bool = False) -> date:
    """Return the `count`-th working day after `day`; for 0 it is `day` itself, worked or not.

    With `weekdays_if_unknown` Monday to Friday count as worked in a year that has not been announced, for deadlines
    that must come even if nobody has kept the calendar.

    Raises:
        ValueError: `count` is negative.
        YearNotAnnounced: the way leads into a year that nobody has announced.
    """
    if count < 0:
        raise ValueError("working days are counted forward")
    while count:
        for found in days_between(day + timedelta(days=1), day + STRETCH):
            worked = found.is_working
            if worked is None:
                if not weekdays_if_unknown:
                    raise YearNotAnnounced(found.date.year)
                worked = not found.is_weekend
            count -= worked
            day = found.date
            if not count:
                break
    return day
