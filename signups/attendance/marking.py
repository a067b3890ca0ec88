"""Noting who came, from wherever it comes: a tap on the list, a code that was shown, the code at the door.

Marks lock the sign-ups that they are about, not the offering: no place changes hands by them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from people.models import Member

from ..errors import NotExpected, SessionCancelled, SignUpRefused, TooEarlyToMark
from ..locking import patiently
from ..models import AttendanceMark, Session, SignUp
from .missing import settle

OPENS_BEFORE = timedelta(hours=2)
Attendance = SignUp.Attendance
# A code says only that somebody is there; that it is said again tells nothing new.
BY_CODE = (AttendanceMark.Way.CODE, AttendanceMark.Way.DOOR)


@dataclass(frozen=True)
class Tap:
    """One mark as somebody made it. `id` is drawn where it is made; `at` is when, however late it arrives. An empty
    `attendance` takes the mark back.
    """

    id: UUID
    sign_up_id: int
    attendance: str
    at: datetime
    excuse: str = ""


@patiently
def mark(session: Session, taps: Sequence[Tap], by: Member | None, way: AttendanceMark.Way) -> dict[UUID, str]:
    """Note who came; returns by id why a tap could not be noted, or "" where it was.

    The same tap a second time changes nothing. Of two taps on one name the later one holds, in whatever order they
    arrive; of those with one time the last in `taps`. Once attendance is closed, what is missed follows at once.

    Raises:
        SessionCancelled
    """
    rows = lock_rows(session, (tap.sign_up_id for tap in taps))
    session = Session.objects.select_related("offering", "venue").get(pk=session.pk)
    if session.is_cancelled:
        raise SessionCancelled
    known = set(AttendanceMark.objects.filter(pk__in=[tap.id for tap in taps]).values_list("pk", flat=True))
    outcomes: dict[UUID, str] = {}
    for tap in taps:
        if tap.id in known:
            outcomes.setdefault(tap.id, "")
            continue
        known.add(tap.id)
        try:
            _note(session, rows.get(tap.sign_up_id), tap, by, way)
        except SignUpRefused as refusal:
            outcomes[tap.id] = str(refusal)
        else:
            outcomes[tap.id] = ""
    settle(session, {row.member_id for row in rows.values()})
    return outcomes


def lock_rows(session: Session, sign_up_ids: Iterable[int]) -> dict[int, SignUp]:
    """Lock what is expected of the people of these sign-ups, always in one order, and return it by id."""
    members = SignUp.objects.filter(session=session, pk__in=list(sign_up_ids)).values("member")
    rows = SignUp.objects.of_holders().filter(session=session, member__in=members)
    return {row.pk: row for row in rows.order_by("pk").select_for_update(no_key=True)}


def _note(session: Session, row: SignUp | None, tap: Tap, by: Member | None, way: AttendanceMark.Way) -> None:
    if row is None:
        raise NotExpected
    if tap.attendance in (Attendance.PRESENT, Attendance.ABSENT):
        check_hour(session)
    if way in BY_CODE and row.attendance == tap.attendance:
        return
    excuse = tap.excuse if tap.attendance == Attendance.EXCUSED else ""
    at = min(tap.at, timezone.now())
    AttendanceMark.objects.create(
        id=tap.id, sign_up=row, attendance=tap.attendance, excuse=excuse, way=way, by=by, at=at
    )
    if row.attendance_at and at < row.attendance_at:
        return
    row.attendance, row.attendance_at, row.attendance_by = tap.attendance, at, by
    row.save(update_fields=["attendance", "attendance_at", "attendance_by"])


def check_hour(session: Session) -> None:
    """Raises TooEarlyToMark: nobody is there yet. Who cannot come can be excused at any time."""
    opens_at = session.starts_at - OPENS_BEFORE
    if timezone.now() < opens_at:
        raise TooEarlyToMark(opens_at)


def present(session: Session, sign_ups: Iterable[SignUp], by: Member, way: AttendanceMark.Way) -> None:
    """Note these as present, now.

    Raises:
        SessionCancelled, TooEarlyToMark; NotExpected: somebody has no place any more.
    """
    check_hour(session)
    now = timezone.now()
    taps = [Tap(uuid4(), sign_up.pk, Attendance.PRESENT, now) for sign_up in sign_ups]
    if any(mark(session, taps, by, way).values()):
        raise NotExpected
