"""What the series of a date says of it now, where somebody has to decide between the two."""

from datetime import timedelta

from ..models import Session
from ..registry import Said, answers_of

# A holiday moves a date by no more than that from the day of the series that it stands for.
FURTHEST = timedelta(days=31)


def said_of(session: Session) -> Said | None:
    """Return what the series says now of a date that differs from it; None where it says that there is none, and for
    dates that do not differ.
    """
    if not session.is_out_of_step or session.key is None:
        return None
    return said_of_all([session])[session.pk]


def said_of_all(sessions: list[Session]) -> dict[int, Said | None]:
    """Return the same of many, by their ids: each series is worked out once."""
    by_offering: dict[int, list[Session]] = {}
    for session in sessions:
        by_offering.setdefault(session.offering_id, []).append(session)
    found: dict[int, Said | None] = {}
    for own in by_offering.values():
        offering, keys = own[0].offering, [session.key for session in own]
        dates = {}
        if offering.thing and offering.is_live:
            dates = answers_of(offering).dates(offering.thing, min(keys) - FURTHEST, max(keys) + FURTHEST)
        found |= {session.pk: dates.get(session.key) for session in own}
    return found
