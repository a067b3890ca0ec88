"""Closing attendance: whoever was not ticked is absent from then on. By the organiser, or by the clock."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from people.models import Member

from ..errors import NotBegunYet, SessionCancelled
from ..locking import patiently
from ..models import AttendanceMark, Session, SignUp, SignUpSettings
from .missing import settle

# What nobody has closed by then stays as it is: nobody is noted for what was long ago.
LOOKS_BACK = timedelta(days=14)
Attendance = SignUp.Attendance


@patiently
def close(session: Session, by: Member | None) -> Session:
    """Note everybody else as absent, and what was missed by that; a second time it changes nothing.

    The clock (`by` is None) takes nobody for absent where nobody was ticked as present: the list may have stayed in a
    drawer.

    Raises:
        SessionCancelled, NotBegunYet
    """
    holders = SignUp.objects.of_holders().filter(session=session).order_by("pk")
    rows = list(holders.select_for_update(no_key=True))
    # Read after the locks, which whoever ticks somebody waits for.
    session = Session.objects.select_for_update(no_key=True, of=("self",)).select_related("offering").get(pk=session.pk)
    if session.is_attendance_closed:
        return session
    if session.is_cancelled:
        raise SessionCancelled
    if session.starts_at is None or not session.has_begun:
        raise NotBegunYet
    if by or any(row.attendance == Attendance.PRESENT for row in rows):
        _the_others_are_absent(rows, by)
    session.attendance_closed_at = timezone.now()
    session.save(update_fields=["attendance_closed_at"])
    settle(session)
    return session


def _the_others_are_absent(rows: list[SignUp], by: Member | None) -> None:
    missing, now = [row for row in rows if not row.attendance], timezone.now()
    # Without an hour: nobody has looked at these people, and a tap that is still on its way holds against it.
    SignUp.objects.filter(pk__in=[row.pk for row in missing]).update(attendance=Attendance.ABSENT)
    AttendanceMark.objects.bulk_create(
        AttendanceMark(sign_up=row, attendance=Attendance.ABSENT, way=AttendanceMark.Way.CLOSING, by=by, at=now)
        for row in missing
    )


def sessions_to_close() -> list[Session]:
    """Return the dates that are over for the hours of the settings and on which somebody took attendance."""
    now = timezone.now()
    before = now - timedelta(hours=SignUpSettings.load().attendance_closes_after_hours)
    ticked = SignUp.objects.of_holders().filter(
        Q(attendance__in=[Attendance.PRESENT, Attendance.ABSENT]), session=OuterRef("pk")
    )
    over = Session.objects.planned().filter(
        Exists(ticked), attendance_closed_at=None, ends_at__gt=before - LOOKS_BACK, ends_at__lte=before
    )
    return list(over.order_by("ends_at", "pk"))
