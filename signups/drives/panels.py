"""What the page of a date says of the drive to which it belongs."""

from ..models import Session
from ..panels import Panel, register_panel


def drive_of(request, session: Session) -> dict | None:
    """Return the drive of a date; nothing where everybody may have a place beside others."""
    return {"drive": session.offering.drive} if session.offering.drive_id else None


def register() -> None:
    register_panel(Panel("drive", "signups/drives/panel.html", drive_of, order=5))
