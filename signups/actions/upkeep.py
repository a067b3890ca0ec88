"""What becomes due by the clock: offers that lapse, pools that merge, places that are released.

All of it is found by what the rows say and not by what a job remembers: a worker that dies in the middle leaves it to
the next.
"""

from django.utils import timezone

from ..locking import lock_session, patiently
from ..models import Pool, Release, Session, SignUp
from ..promoting import promote
from .confirming import expire_offers


def due_sessions() -> list[int]:
    """Return the ids of sessions in which something has become due."""
    found = set(SignUp.objects.lapsed().values_list("session", flat=True))
    found |= set(Pool.objects.due().values_list("session", flat=True))
    found |= set(Release.objects.due().values_list("session", flat=True))
    return sorted(found)


def catch_up(session_id: int) -> None:
    """Do in one session what has become due."""
    expire_offers(session_id)
    open_up(session_id)


@patiently
def open_up(session_id: int) -> list[SignUp]:
    """Merge the pools and release the places whose hour has come; returns who got a place by that."""
    session: Session = lock_session(session_id)
    now = timezone.now()
    merged = Pool.objects.due().filter(session=session).update(merged_at=now)
    released = Release.objects.due().filter(session=session).update(released_at=now)
    return promote(session) if merged or released else []
