"""From what an activity says of its dates to the dates themselves.

What is planned comes from a rule, or from a day of every lunar or solar year. Public holidays and make-up working days
change it, dates that are named one by one change it, and in a year whose holidays nobody has announced it stays as
planned.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from days.working_days import Day, DayBook
from days.yearly import Yearly

from .recurrence import CODES, interval_of, moments_of, parts_of

OCCURRENCES_LIMIT = 400
# The next or the previous working day is looked for within a month.
SHIFT = timedelta(days=31)
WEEK = timedelta(days=7)
ONE_DAY = timedelta(days=1)
FIRST_STRETCH = timedelta(days=366)
# 29 February comes ten times in forty years.
YEARS_AHEAD = 60
WORKING_WEEK = CODES[:5]


class OnHolidays(models.TextChoices):
    KEEP = "keep", _("it takes place all the same")
    SKIP = "skip", _("it does not take place")
    NEXT = "next", _("it moves to the next working day")
    PREVIOUS = "previous", _("it moves to the working day before")


class OnMakeUpDays(models.TextChoices):
    USUAL = "usual", _("as on any Saturday or Sunday")
    NEVER = "never", _("it does not take place")
    MONDAY = "MO", _("as on a Monday")
    TUESDAY = "TU", _("as on a Tuesday")
    WEDNESDAY = "WE", _("as on a Wednesday")
    THURSDAY = "TH", _("as on a Thursday")
    FRIDAY = "FR", _("as on a Friday")


MOVING = {OnHolidays.NEXT, OnHolidays.PREVIOUS}


@dataclass(frozen=True, order=True)
class Slot:
    """One date of an activity, aware, in the hospital's time zone.

    `key` is the moment in the series that it stands for, unique in it: it stays when a holiday moves the date. In a
    year whose holidays are not announced, `is_announced` is False where they could move or cancel it.
    """

    starts_at: datetime
    ends_at: datetime
    key: datetime
    is_announced: bool = True

    @property
    def is_moved(self) -> bool:
        return self.starts_at != self.key


@dataclass(frozen=True)
class Series:
    """All that is said of the dates of an activity. Times are on the hospital's wall clock.

    Without a `rule` it comes once, on `first`. `yearly` names the day of a rule that is yearly. `without` are dates
    on which it does not take place, as planned or as moved; `added` come in addition, whatever day that is.
    """

    first: datetime
    duration: timedelta
    rule: str = ""
    yearly: Yearly | None = None
    ends_on: date | None = None
    on_holidays: str = OnHolidays.KEEP
    on_make_up_days: str = OnMakeUpDays.USUAL
    without: frozenset[date] = frozenset()
    added: frozenset[datetime] = frozenset()

    def slots(self, begin: datetime, end: datetime, days: DayBook | None = None) -> list[Slot]:
        """Return what begins in [begin, end), in order, at most OCCURRENCES_LIMIT."""
        begin, end = _on_the_wall(begin), _on_the_wall(end)
        placed = {moment: (moment, True) for moment in self.added}
        for start, key, is_announced in self._by_rule(begin, end, days or DayBook()):
            placed.setdefault(start, (key, is_announced))
        within = sorted(start for start in placed if begin <= start < end)
        return [self._slot(start, *placed[start]) for start in within[:OCCURRENCES_LIMIT]]

    def upcoming(self, begin: datetime, count: int, days: DayBook | None = None) -> list[Slot]:
        """Return the next `count` from `begin` on, or as many as there are in the coming YEARS_AHEAD years."""
        days = days or DayBook()
        found, stretch = [], FIRST_STRETCH
        until = begin + timedelta(days=366 * YEARS_AHEAD)
        while len(found) < count and begin < until:
            end = min(begin + stretch, until)
            found += self.slots(begin, end, days)
            begin, stretch = end, stretch * 2
        return found[:count]

    def fallen_away(self, begin: datetime, end: datetime, days: DayBook | None = None) -> list[datetime]:
        """Return the moments in [begin, end) that were planned and have no date, for a holiday or by name."""
        margin = self._margin
        kept = {slot.key for slot in self.slots(begin - margin, end + margin, days)}
        planned = (timezone.make_aware(moment) for moment in self._planned(_on_the_wall(begin), _on_the_wall(end)))
        return [moment for moment in planned if moment not in kept]

    @property
    def single_moments(self) -> list[datetime]:
        """The moments that are named one by one; none of them where a rule says the others."""
        if self.rule:
            return []
        moments = {self.first} if self.first.date() not in self.without else set()
        return sorted(moments | self.added)

    @property
    def is_without_dates(self) -> bool:
        """True when no date comes of it at all."""
        earliest = min([self.first, *self.added]) - SHIFT
        return not self.upcoming(timezone.make_aware(earliest), 1)

    @property
    def asks_the_calendar(self) -> bool:
        """True where holidays and make-up days make a difference; single dates are meant as they are."""
        return bool(self.rule) and (self.on_holidays, self.on_make_up_days) != (OnHolidays.KEEP, OnMakeUpDays.USUAL)

    @property
    def _margin(self) -> timedelta:
        """How far from its date something planned can come to stand."""
        if not self.asks_the_calendar:
            return timedelta(0)
        return SHIFT if self.on_holidays in MOVING else WEEK

    def _slot(self, start: datetime, key: datetime, is_announced: bool) -> Slot:
        starts_at = timezone.make_aware(start)
        return Slot(starts_at, starts_at + self.duration, timezone.make_aware(key), is_announced)

    def _planned(self, begin: datetime, end: datetime) -> Iterator[datetime]:
        if not self.rule:
            yield from [self.first] if begin <= self.first < end else []
            return
        if self.ends_on:
            end = min(end, datetime.combine(self.ends_on, time.min) + ONE_DAY)
        if self.yearly:
            yield from (moment for moment in self._every_year(end) if begin <= moment < end)
        else:
            yield from moments_of(self.rule, self.first, begin, end, timezone.get_default_timezone())

    def _every_year(self, end: datetime) -> list[datetime]:
        parts = parts_of(self.rule)
        found = self.yearly.between(self.first.date(), max(end, self.first).date())
        chosen = [each.date for each in found if (each.year - found[0].year) % interval_of(parts) == 0]
        count = int(parts["COUNT"]) if "COUNT" in parts else None
        return [datetime.combine(day, self.first.time()) for day in chosen[:count]]

    def _by_rule(self, begin: datetime, end: datetime, days: DayBook) -> Iterator[tuple[datetime, datetime, bool]]:
        """Yield start, key and whether that is settled; what was not moved stands first, for it keeps its place."""
        planned = list(self._planned(begin - self._margin, end + self._margin))
        taking_place = [moment for moment in planned if moment.date() not in self.without]
        if not planned or not self.asks_the_calendar:
            yield from ((moment, moment, True) for moment in taking_place)
            return
        reach = 2 * SHIFT
        known = {day.date: day for day in days.between((begin - reach).date(), (end + reach).date())}
        moved = []
        for moment in taking_place:
            day = known[moment.date()]
            if moment in self.added or not self._is_touched(day):
                yield moment, moment, day.is_working is not None
            elif day.is_holiday and self.on_holidays in MOVING:
                moved.append((moment, self._other_day(day, known)))
        yield from ((moment, moment, True) for moment in self._made_up(planned, known))
        for moment, other in moved:
            if other is None:
                yield moment, moment, False
            elif other not in self.without:
                yield datetime.combine(other, moment.time()), moment, True

    def _is_touched(self, day: Day) -> bool:
        if day.is_make_up:
            return self.on_make_up_days == OnMakeUpDays.NEVER
        return day.is_holiday and self.on_holidays != OnHolidays.KEEP

    def _other_day(self, day: Day, known: dict[date, Day]) -> date | None:
        """Return the working day that a holiday's activity moves to; None where a day on the way is not announced."""
        step = ONE_DAY if self.on_holidays == OnHolidays.NEXT else -ONE_DAY
        for number in range(1, SHIFT.days + 1):
            other = known[day.date + number * step]
            if other.is_working is None:
                return None
            if other.is_working and not self._is_touched(other):
                return other.date
        return None

    def _made_up(self, planned: list[datetime], known: dict[date, Day]) -> Iterator[datetime]:
        """Yield the moments on make-up days that run the programme of a weekday, if that week has it."""
        if self.on_make_up_days not in WORKING_WEEK or not runs_by_weekday(self.rule):
            return
        weekday = CODES.index(self.on_make_up_days)
        by_date = {}
        for moment in planned:
            by_date.setdefault(moment.date(), []).append(moment.time())
        for day in known.values():
            if day.is_make_up and day.date not in self.without and self._lasts_on(day.date):
                stands_for = day.date + timedelta(days=weekday - day.date.weekday())
                yield from (datetime.combine(day.date, at) for at in by_date.get(stands_for, []))

    def _lasts_on(self, day: date) -> bool:
        return self.first.date() <= day and (self.ends_on is None or day <= self.ends_on)


def runs_by_weekday(rule: str) -> bool:
    """True for what comes daily or weekly: only that has a programme of each weekday."""
    return parts_of(rule).get("FREQ") in ("DAILY", "WEEKLY")


def _on_the_wall(moment: datetime) -> datetime:
    return timezone.localtime(moment, timezone.get_default_timezone()).replace(tzinfo=None)
