"""What changes by itself on a festival page: calls and votes that open and close."""

from datetime import datetime

from django.db.models import Q

from ..models import Call, VoteRound


def next_change(now: datetime) -> datetime | None:
    """Return when the next call or vote opens or closes, None when none does."""
    coming = Q(opens_at__gt=now) | Q(closes_at__gt=now)
    moments = [
        moment
        for things in (Call.objects, VoteRound.objects)
        for hours in things.live().filter(coming).values_list("opens_at", "closes_at")
        for moment in hours
        if moment > now
    ]
    return min(moments, default=None)
