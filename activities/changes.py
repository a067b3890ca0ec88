"""What changes by itself on the pages of this room."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from .calendar import sessions_of, start_of
from .models import RecurringActivity

HOURS = ["starts_at", "ends_at", "opens_at", "closes_at"]


def next_change(now: datetime) -> datetime:
    """Return when the next date begins, ends, opens or closes, at the latest the next midnight, when today changes.

    Clubs begin and end to take members at midnight as well.
    """
    midnight = start_of(timezone.localdate(now) + timedelta(days=1))
    today = Q(*[(f"{name}__range", (now, midnight)) for name in HOURS], _connector=Q.OR)
    moments = sessions_of(RecurringActivity.objects.live()).planned().filter(today).values_list(*HOURS)
    coming = [moment for each in moments for moment in each if moment and moment > now]
    return min([midnight, *coming])
