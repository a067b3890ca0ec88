"""The one lock under which places are handed out.

Everything that can change who holds a place locks the offering first, or the drive that it belongs to, and reads what
it decides on after that. The trigger that counts locks the session, always later.
"""

from collections.abc import Callable
from functools import wraps

from django.db import IntegrityError, OperationalError, connection, transaction
from psycopg import errors

from .errors import Busy
from .models import Drive, Offering, Session

ATTEMPTS = 3
LOCK_TIMEOUT = "4s"
# Somebody was quicker elsewhere: the next attempt sees what they have done.
WORTH_ANOTHER_TRY = (errors.DeadlockDetected, errors.LockNotAvailable, errors.SerializationFailure)
QUICKER_ELSEWHERE = (errors.ExclusionViolation,)
OWN_CLASHES = ("signups_signup_member_once_at_a_time", "signups_signup_dependant_once_at_a_time")


def patiently(act: Callable) -> Callable:
    """Run a verb in a transaction, again where it met another one.

    Raises:
        Busy: it did so three times.
    """

    @wraps(act)
    def run(*args, **kwargs):
        for _attempt in range(ATTEMPTS):
            try:
                with transaction.atomic():
                    return act(*args, **kwargs)
            except OperationalError as error:
                if not isinstance(error.__cause__, WORTH_ANOTHER_TRY):
                    raise
            except IntegrityError as error:
                if not _is_own_clash(error):
                    raise
        raise Busy

    return run


def _is_own_clash(error: IntegrityError) -> bool:
    cause = error.__cause__
    return isinstance(cause, QUICKER_ELSEWHERE) and cause.diag.constraint_name in OWN_CLASHES


def lock_offering(offering_id: int) -> Offering:
    """Lock an offering, or its drive if it has one, until the transaction ends; returns it as it is now."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
    drive = Offering.objects.filter(pk=offering_id).values_list("drive", flat=True).get()
    if drive is None:
        return Offering.objects.select_for_update(no_key=True, of=("self",)).get(pk=offering_id)
    Drive.objects.select_for_update(no_key=True).get(pk=drive)
    return Offering.objects.get(pk=offering_id)


def lock_session(session_id: int) -> Session:
    """Lock what a session belongs to; returns the session as it is now, with its offering."""
    offering_id = Session.objects.filter(pk=session_id).values_list("offering", flat=True).get()
    offering = lock_offering(offering_id)
    session = Session.objects.select_related("venue").get(pk=session_id)
    session.offering = offering
    return session
