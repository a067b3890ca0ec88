"""The code at the door: it stands on a screen, changes every half a minute, and lets in whoever has a place."""

import time
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from people.models import Member

from ..errors import DoorCodeStale, DoorShut, NoPlaceHere, SessionCancelled
from ..locking import patiently
from ..models import AttendanceMark, Session, SignUp
from .codes import held_by
from .marking import present

SALT = "signups.door_code"
SECONDS = 30
CODE_LENGTH = 20
OPENS_BEFORE = timedelta(minutes=30)


def code_now(session: Session) -> str:
    """Return what the screen shows now. Whoever has no SECRET_KEY cannot work it out."""
    return _code(session, _window())


def seconds_left() -> float:
    """Return for how long that is what the screen shows."""
    return SECONDS - time.time() % SECONDS


def is_right(session: Session, code: str) -> bool:
    """The code of this half minute, or of the one before: it takes a moment to get the phone out."""
    return any(constant_time_compare(code, _code(session, _window() - ago)) for ago in (0, 1))


def _window() -> int:
    return int(time.time() // SECONDS)


def _code(session: Session, window: int) -> str:
    return salted_hmac(SALT, f"{session.pk}.{window}", algorithm="sha256").hexdigest()[:CODE_LENGTH]


def check_door(session: Session) -> None:
    """Raises SessionCancelled, DoorShut."""
    if session.is_cancelled:
        raise SessionCancelled
    opens_at = session.starts_at - OPENS_BEFORE
    if not opens_at <= timezone.now() <= session.ends_at:
        raise DoorShut(opens_at, session.ends_at)


def places_at_door(session: Session, member: Member, code: str) -> list[SignUp]:
    """Return the places that a member may check in to with this code now.

    Raises:
        SessionCancelled, DoorShut, DoorCodeStale, NoPlaceHere
    """
    # First: whoever has no code learns nothing about the date.
    if not is_right(session, code):
        raise DoorCodeStale
    check_door(session)
    places = list(held_by(member, session))
    if not places:
        raise NoPlaceHere
    return places


@patiently
def check_in(session: Session, member: Member, code: str, sign_up_ids: list[int]) -> list[SignUp]:
    """Note those of one's places as present that one names; a second time it changes nothing. Returns one's places.

    Raises:
        SessionCancelled, DoorShut, DoorCodeStale, NoPlaceHere
    """
    places = places_at_door(session, member, code)
    present(session, [row for row in places if row.pk in sign_up_ids], member, AttendanceMark.Way.DOOR)
    return places
