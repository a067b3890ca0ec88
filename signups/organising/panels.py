"""What whoever keeps a date sees on its page: the way to its list."""

from ..keeping import keeps_date
from ..models import Session
from ..panels import Panel, register_panel


def way_to_the_list(request, session: Session) -> dict | None:
    member = request.user
    return {"session": session} if member.is_authenticated and keeps_date(session, member) else None


def register() -> None:
    register_panel(Panel("organising", "signups/organising/panel.html", way_to_the_list, order=90))
