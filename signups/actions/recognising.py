"""Which session stands for which date of a series, also once the series comes at another hour."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.utils import timezone

from ..models import Session


def recognised(known: Iterable[Session], wanted: Collection[datetime]) -> dict[datetime, Session]:
    """Return which of `known` stands for which of the moments `wanted` of its series, by the moment.

    Its key names a session. Of those whose key is no moment any more, and of the moments that nobody's key is, what is
    on the same day of the series belongs together, in order of time.
    """
    found = {session.key: session for session in known if session.key in wanted}
    left = {session.key: session for session in known if session.key not in wanted}
    days = _by_day(left)
    for day, moments in _by_day(moment for moment in wanted if moment not in found).items():
        found |= {moment: left[key] for moment, key in zip(moments, days[day], strict=False)}
    return found


def _by_day(moments: Iterable[datetime]) -> dict[date, list[datetime]]:
    """Return them by their day on the clock of the hospital, in order of time."""
    days = defaultdict(list)
    for moment in sorted(moments):
        days[timezone.localdate(moment, timezone.get_default_timezone())].append(moment)
    return days


def give_keys(standing: dict[datetime, Session]) -> set[int]:
    """Let each session be known by the moment that it stands for now: no other session of the series has that key.

    Returns the ids of those that stood at an hour which the series has given up.
    """
    renamed = [session for key, session in standing.items() if session.key != key]
    given_up = {session.pk for session in renamed if session.starts_at == session.key}
    for key, session in standing.items():
        session.key = key
    Session.objects.bulk_update(renamed, ["key"])
    return given_up
