"""What becomes due by the clock: offers that lapse, pools that merge, places that are released, people who leave.

All of it is found by what the rows say and not by what a job remembers: a worker that dies in the middle leaves it to
the next.
"""

from django.utils import timezone

from ..locking import lock_session, patiently
from ..models import Pool, Release, Session, SignUp
from ..promoting import promote
from .confirming import expire_offers
from .giving_back import end_for_leavers


def due_sessions() -> list[int]:
    """Return the ids of sessions in which something has become due, or somebody waits beside a free place.

    They may be unable to take it, or it may be kept for others: then looking again changes nothing.
    """
    found = set(SignUp.objects.lapsed().values_list("session", flat=True))
    found |= set(SignUp.objects.of_leavers().values_list("session", flat=True))
    found |= set(Pool.objects.due().values_list("session", flat=True))
    found |= set(Release.objects.due().values_list("session", flat=True))
    found |= set(Session.objects.with_people_for_free_places().values_list("pk", flat=True))
    return sorted(found)


def catch_up(session_id: int) -> None:
    """Do in one session what has become due."""
    end_for_leavers(session_id)
    expire_offers(session_id)
    open_up(session_id)


@patiently
def open_up(session_id: int) -> list[SignUp]:
    """Merge the pools and release the places whose hour has come; returns who got a place by that."""
    session = lock_session(session_id)
    now = timezone.now()
    Pool.objects.due().filter(session=session).update(merged_at=now)
    Release.objects.due().filter(session=session).update(released_at=now)
    return promote(session)


@patiently
def give_free_places(session_id: int) -> list[SignUp]:
    """Give the free places of a session to those who wait; returns who got one."""
    return promote(lock_session(session_id))
