"""What changes by itself on the pages of this room."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from days.working_days import DayBook

from .models import RecurringActivity


def next_change(now: datetime) -> datetime:
    """Return when the next activity begins or ends, at the latest the next midnight: the calendar marks today.

    Clubs begin and end to take members at midnight as well.
    """
    midnight = _start_of(timezone.localdate(now) + timedelta(days=1))
    hours = [midnight]
    days = DayBook()
    for activity in RecurringActivity.objects.live().with_dates():
        for slot in activity.occurrence_slots(now - activity.duration, midnight, days):
            hours += [hour for hour in (slot.starts_at, slot.ends_at) if hour > now]
    return min(hours)


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
