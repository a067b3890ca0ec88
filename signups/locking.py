"""The one lock under which places are handed out.

Everything that can change who holds a place locks the offering first, or the drive that it belongs to, and reads what
it decides on after that. The trigger that counts locks the session, always later.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import BooleanField, Func, Value
from psycopg import errors

from .errors import Busy, VenueTaken
from .models import Drive, Offering, Session

ATTEMPTS = 3
# All attempts together stay below the ten seconds that anybody waits for an answer.
LOCK_TIMEOUT = "2900ms"
# Somebody was quicker elsewhere: the next attempt sees what they have done.
WORTH_ANOTHER_TRY = (errors.DeadlockDetected, errors.LockNotAvailable, errors.SerializationFailure)
QUICKER_ELSEWHERE = ("signups_signup_member_once_at_a_time", "signups_signup_dependant_once_at_a_time")
ONE_USE_OF_A_VENUE = "signups_session_venue_once_at_a_time"

_is_within_a_verb: ContextVar[bool] = ContextVar("is_within_a_verb", default=False)


class JoinedAnotherDrive(Exception):
    """Between looking and locking an offering has come into a drive, or out of one."""


class _Patience(Func):
    """Lets the statements of this transaction wait so long for a lock, in the statement that looks what to lock."""

    function = "set_config"
    output_field = BooleanField()

    def __init__(self):
        super().__init__(Value("lock_timeout"), Value(LOCK_TIMEOUT), Value(True))


def patiently(act: Callable) -> Callable:
    """Run a verb in a transaction, again where it met another one. Within another verb it is tried once: what met
    somebody else has to let go of all its locks first, and only the outermost can.

    Raises:
        Busy: it did so three times.
        VenueTaken: something else takes place in the venue of a session at its hours.
    """

    @wraps(act)
    def run(*args, **kwargs):
        if _is_within_a_verb.get():
            with transaction.atomic():
                return act(*args, **kwargs)
        outermost = _is_within_a_verb.set(True)
        try:
            return _until_alone(act, *args, **kwargs)
        finally:
            _is_within_a_verb.reset(outermost)

    return run


def _until_alone(act: Callable, *args, **kwargs):
    for _attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return act(*args, **kwargs)
        except JoinedAnotherDrive:
            continue
        except OperationalError as error:
            if not isinstance(error.__cause__, WORTH_ANOTHER_TRY):
                raise
        except IntegrityError as error:
            constraint = constraint_of(error)
            if constraint == ONE_USE_OF_A_VENUE:
                raise VenueTaken from error
            if constraint not in QUICKER_ELSEWHERE:
                raise
    raise Busy


def constraint_of(error: IntegrityError) -> str | None:
    """Return the name of the constraint that refused what was written."""
    return error.__cause__.diag.constraint_name if isinstance(error.__cause__, errors.Error) else None


def lock_offering(offering_id: int) -> Offering:
    """Lock an offering, after its drive if it has one, until the transaction ends; returns it as it is now."""
    _patience, drive_id = Offering.objects.filter(pk=offering_id).values_list(_Patience(), "drive").get()
    return _lock(offering_id, drive_id)


def lock_session(session_id: int) -> Session:
    """Lock what a session belongs to; returns the session as it is now, with its offering."""
    looked_at = Session.objects.filter(pk=session_id)
    _patience, offering_id, drive_id = looked_at.values_list(_Patience(), "offering", "offering__drive").get()
    offering = _lock(offering_id, drive_id)
    session = Session.objects.select_related("venue").get(pk=session_id)
    session.offering = offering
    return session


def _lock(offering_id: int, drive_id: int | None) -> Offering:
    if drive_id is not None:
        Drive.objects.select_for_update(no_key=True).only("pk").get(pk=drive_id)
    offering = Offering.objects.select_for_update(no_key=True).get(pk=offering_id)
    if offering.drive_id != drive_id:
        raise JoinedAnotherDrive
    return offering
