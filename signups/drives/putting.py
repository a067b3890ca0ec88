"""Making a drive, and putting offerings into it before anybody has signed up."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from psycopg import errors

from people.models import Member

from ..errors import DriveIsFixed
from ..locking import lock_offering, patiently
from ..models import Drive, Offering

FIXED = "signups_offering_keeps_its_drive"


@patiently
def set_offerings(drive: Drive, offerings: Iterable[Offering], by: Member) -> list[Offering]:
    """Let a drive consist of exactly these offerings; returns those that have come or gone.

    Raises:
        DriveIsFixed: somebody has signed up for one of them already; nothing is changed then.
    """
    wanted = {offering.pk for offering in offerings}
    there = set(Offering.objects.filter(drive=drive).values_list("pk", flat=True))
    changed = []
    for pk in sorted(wanted ^ there):
        offering = lock_offering(pk)
        if offering.drive_id not in (None, drive.pk):
            raise DriveIsFixed(offering.title)
        changed.append(_move(offering, drive if pk in wanted else None))
    return changed


def _move(offering: Offering, drive: Drive | None) -> Offering:
    offering.drive = drive
    try:
        with transaction.atomic():
            offering.save(update_fields=["drive"])
    except IntegrityError as error:
        cause = error.__cause__
        if isinstance(cause, errors.CheckViolation) and cause.diag.constraint_name == FIXED:
            raise DriveIsFixed(offering.title) from error
        raise
    return offering
