"""What is on: the occurrences of live activities between two days, in order of time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from days.working_days import DayBook

from .models import RecurringActivity


@dataclass(frozen=True)
class Occurrence:
    """One date of an activity; `starts_at` and `ends_at` are aware, in the hospital's time zone."""

    activity: RecurringActivity
    starts_at: datetime
    ends_at: datetime
    # The moment in the series that it stands for: it stays when a holiday moves the date.
    key: datetime

    @property
    def is_over(self):
        return self.ends_at <= timezone.now()

    @property
    def is_today(self):
        return timezone.localdate(self.starts_at) == timezone.localdate()


@dataclass(frozen=True)
class Day:
    """One day of a calendar, with what is on; also a day without anything."""

    date: date
    occurrences: list[Occurrence]

    @property
    def is_today(self):
        return self.date == timezone.localdate()

    @property
    def is_past(self):
        return self.date < timezone.localdate()


def occurrences_between(first: date, last: date, **filters) -> list[Occurrence]:
    """Return every occurrence from `first` to `last`, both included. `filters` narrow the activities."""
    begin = timezone.make_aware(datetime.combine(first, time.min))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    days = DayBook()
    found = [
        Occurrence(activity, slot.starts_at, slot.ends_at, slot.key)
        for activity in RecurringActivity.objects.live().filter(**filters).with_card_data()
        for slot in activity.occurrence_slots(begin, end, days)
    ]
    return sorted(found, key=lambda occurrence: (occurrence.starts_at, occurrence.activity.title))


def week_of(day: date) -> list[Occurrence]:
    """Return the occurrences of the seven days from `day` on that are not over yet."""
    return [found for found in occurrences_between(day, day + timedelta(days=6)) if not found.is_over]


def days_from(first: date, count: int, **filters) -> list[Day]:
    """Return `count` days from `first` on, each with its occurrences. `filters` narrow the activities."""
    days = [Day(first + timedelta(days=number), []) for number in range(count)]
    by_date = {day.date: day for day in days}
    for found in occurrences_between(first, days[-1].date, **filters):
        by_date[timezone.localdate(found.starts_at)].occurrences.append(found)
    return days
