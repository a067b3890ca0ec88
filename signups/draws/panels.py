"""What the page of a date shows of its draw."""

from ..models import Session, SignUpTerms
from ..panels import Panel, register_organiser_panel, register_panel


def _about(request, session: Session) -> dict | None:
    if session.offering.mode != SignUpTerms.Mode.DRAW and session.drawn_at is None:
        return None
    waits = session.drawn_at is None and not (session.is_cancelled or session.has_begun)
    return {
        "session": session,
        "is_drawn": session.drawn_at is not None,
        "may_draw": waits and (session.closes_at is None or session.is_closed),
        "first_timers_first": session.offering.first_timers_first,
        "seniority_counts": session.offering.seniority_counts,
    }


def register() -> None:
    register_panel(Panel("draw", "signups/draws/panel.html", _about, order=30))
    register_organiser_panel(Panel("draw", "signups/draws/organiser_panel.html", _about, order=10))
