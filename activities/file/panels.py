"""What this part shows on the organiser's page of a date."""

from signups.models import Session
from signups.panels import Panel, register_organiser_panel

from .checklist import checklist
from .finding import has_a_file


def file_of_date(request, session: Session) -> dict | None:
    """For whoever keeps the list, once it has begun: what of its file is there, and the way to it."""
    if not has_a_file(session) or session.is_cancelled or not session.has_begun:
        return None
    lines = [line for line in checklist(session, request.user) if line.part.is_expected]
    return {"session": session, "lines": lines, "there": sum(line.is_there for line in lines), "of": len(lines)}


def register() -> None:
    register_organiser_panel(Panel("file", "activities/file/organiser_panel.html", file_of_date, order=90))
