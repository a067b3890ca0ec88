"""What this part shows on the page of a date."""

from django.utils import timezone

from ..models import Session
from ..panels import Panel, register_organiser_panel, register_panel
from .closing import Attendance
from .codes import held_by
from .counting import Count
from .hours import attended_by
from .marking import OPENS_BEFORE


def own_attendance(request, session: Session) -> dict | None:
    """For whoever holds a place: the code to be shown at the door, whether one is noted as present, the hours of the
    course so far. Two queries.
    """
    if not request.user.is_authenticated or session.starts_at is None or session.is_cancelled:
        return None
    places = list(held_by(request.user, session))
    attended = [each for each in attended_by(request.user, session.offering) if each.held]
    if not places and not attended:
        return None
    waiting = [row for row in places if row.attendance != Attendance.PRESENT]
    opens_at = session.starts_at - OPENS_BEFORE
    shows_code = bool(waiting) and opens_at <= timezone.now() and not session.is_over
    is_soon = bool(waiting) and not shows_code and not session.is_over and not session.has_begun
    return {
        "session": session,
        "places": [row for row in places if row.attendance],
        "shows_code": shows_code,
        "opens_at": opens_at if is_soon else None,
        "attended": attended if any(each.held > 1 for each in attended) else [],
    }


def attendance_of_date(request, session: Session) -> dict | None:
    """For whoever keeps the list: how it stands, and the way there. One query."""
    if session.starts_at is None or session.is_cancelled:
        return None
    return {"session": session, "count": Count.of_session(session)}


def register() -> None:
    register_panel(Panel("attendance", "signups/attendance/own_panel.html", own_attendance, order=30))
    register_organiser_panel(
        Panel("attendance", "signups/attendance/organiser_panel.html", attendance_of_date, order=20)
    )
