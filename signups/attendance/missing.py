"""Whoever held a place and did not come: noted once attendance is closed, and taken back where that was wrong."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from .. import notice_kinds as kinds
from ..actions.giving_back import strike
from ..models import Session, SignUp, Strike
from ..telling import tell


def settle(session: Session, member_ids: Iterable[int] | None = None) -> None:
    """Let the missed sign-ups of a session be what its attendance says: of these members, or of all. Under their locks.

    One for each member of whom nobody came, neither they nor who was to come with them; none while attendance is open,
    where absences do not count, and for whoever is excused. What is noted or taken back is told.
    """
    rows = SignUp.objects.of_holders().filter(session=session)
    noted = Strike.objects.filter(sign_up__session=session, cause=Strike.Cause.NO_SHOW)
    if member_ids is not None:
        member_ids = list(member_ids)
        rows, noted = rows.filter(member__in=member_ids), noted.filter(member__in=member_ids)
    parties = defaultdict(list)
    for row in rows.select_related("member", "dependant").order_by("pk"):
        parties[row.member_id].append(row)
    noted = {each.member_id: each for each in noted}
    for member_id, party in parties.items():
        missed = _was_missed(session, party)
        if missed and member_id not in noted:
            strike(party[0], Strike.Cause.NO_SHOW)
            tell(kinds.STRUCK, session, party, event=_event(party))
        elif not missed and member_id in noted:
            _take_back(session, noted[member_id], party)


def _was_missed(session: Session, party: list[SignUp]) -> bool:
    absent = all(row.attendance == SignUp.Attendance.ABSENT for row in party)
    return absent and session.is_attendance_closed and session.offering.absences_count


def _take_back(session: Session, noted: Strike, party: list[SignUp]) -> None:
    """It was never right: nothing of it stays. Who was told that it counts is told that it does not."""
    was_waived = noted.waived_at is not None
    noted.delete()
    if not was_waived:
        tell(kinds.STRUCK, session, party, wording="waived", event=f"waived.{_event(party)}")


def _event(party: list[SignUp]) -> str:
    """What tells one correction from the next of the same date."""
    latest = max((row.attendance_at for row in party if row.attendance_at), default=timezone.now())
    return f"{latest.timestamp():.6f}"
