"""What changes by itself on the pages of this room."""

from datetime import datetime, time, timedelta

from django.db.models import Min
from django.utils import timezone

from .models import NewsPage


def next_change(now: datetime) -> datetime | None:
    """Return when the next pin ends: at the end of its last day."""
    pinned = NewsPage.objects.live().filter(pinned_until__gte=timezone.localdate(now))
    last = pinned.aggregate(day=Min("pinned_until"))["day"]
    return last and timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
