"""The week or the month that a reader looks at, and the way to the next one."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from .calendar import Day, between, days_from

MONTHS_BACK = 12


@dataclass(frozen=True)
class Week:
    """`number` is 0 for this week; `last` is the last day for which dates stand in the calendar."""

    number: int
    last: date

    @classmethod
    def asked_for(cls, asked: str, last: date) -> "Week":
        """Return the week that an address asks for, or the nearest that there is; this week for what is no number."""
        try:
            number = int(asked)
        except ValueError:
            number = 0
        return cls(min(max(number, 0), (last - timezone.localdate()).days // 7), last)

    @property
    def monday(self) -> date:
        today = timezone.localdate()
        return today - timedelta(days=today.weekday()) + timedelta(weeks=self.number)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def hours(self):
        return between(self.monday, self.sunday)

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.monday + timedelta(weeks=1) <= self.last else None

    def days(self, found) -> list[Day]:
        return days_from(self.monday, 7, found, self.last)


@dataclass(frozen=True)
class Month:
    """`first` is its first day, `chosen` the day whose dates are listed."""

    first: date
    chosen: date
    last: date

    @classmethod
    def asked_for(cls, month: str, day: str, last: date) -> "Month":
        """Return the month (YYYY-MM) and the day (YYYY-MM-DD) that an address asks for, or the nearest there are."""
        today = timezone.localdate()
        chosen = _day(day)
        first = _day(f"{month}-01") or (chosen or today).replace(day=1)
        earliest = _months_on(today.replace(day=1), -MONTHS_BACK)
        first = min(max(first, earliest), last.replace(day=1))
        end = first.replace(day=monthrange(first.year, first.month)[1])
        if chosen is None or not first <= chosen <= end:
            chosen = today if first <= today <= end else first
        return cls(first, chosen, last)

    @property
    def end(self) -> date:
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def hours(self):
        return between(self.first, self.end)

    @property
    def previous(self) -> date | None:
        before = _months_on(self.first, -1)
        return before if before >= _months_on(timezone.localdate().replace(day=1), -MONTHS_BACK) else None

    @property
    def next(self) -> date | None:
        after = _months_on(self.first, 1)
        return after if after <= self.last else None

    def weeks(self, found) -> list[list[Day | None]]:
        """Return the days in rows of seven from Monday on; None stands for those of the months beside it."""
        days: list[Day | None] = [None] * self.first.weekday()
        days += days_from(self.first, self.end.day, found, self.last)
        days += [None] * (-len(days) % 7)
        return [days[begin : begin + 7] for begin in range(0, len(days), 7)]

    def chosen_of(self, weeks) -> Day:
        return next(day for week in weeks for day in week if day and day.date == self.chosen)


def _months_on(first: date, count: int) -> date:
    months = first.year * 12 + first.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-01-01") else None
    except ValueError:
        return None
