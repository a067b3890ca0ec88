"""What stands on the pages of a date: one's own answers, and for whoever keeps the list how many there are."""

from django.db.models import Count

from ..models import Answers, SignUpTerms
from ..panels import Panel, register_organiser_panel, register_panel
from ..rules import may_take_names_away
from ..telling import parties
from . import questions as kinds
from .keeping import attempts_of
from .questions import questions_of
from .reading import lines_of, names_of


def register() -> None:
    register_panel(Panel("answers", "signups/answers/own_panel.html", own_panel, order=40))
    register_organiser_panel(Panel("answers", "signups/answers/organiser_panel.html", organiser_panel, order=40))


def own_panel(request, session) -> dict | None:
    """The member's own answers, for each attempt; nothing where nothing is asked or nobody has signed up."""
    if not session.offering.questions or not request.user.is_authenticated:
        return None
    attempts = attempts_of(session, request.user)
    if not attempts:
        return None
    # They belong to the first of an attempt.
    found = {each.sign_up_id: each for each in Answers.objects.filter(sign_up__in=sum(attempts, [])).with_everything()}
    shown = []
    for attempt in attempts:
        answers = found.get(attempt[0].pk)
        shown.append(
            {
                "names": names_of(attempt),
                "sign_up": attempt[0],
                "lines": lines_of(answers) if answers else [],
                "is_missing": answers is None,
                "may_change": not session.has_begun and (answers is None or not session.is_closed),
            }
        )
    return {"session": session, "attempts": shown}


def organiser_panel(request, session) -> dict | None:
    """How many have answered, and the ways to the answers; two queries."""
    asked = questions_of(session.offering)
    if not asked:
        return None
    live = session.sign_ups.filter(state__in=session.sign_ups.model.LIVE_STATES)
    attempts = len(parties(live.only("party", "session")))
    counted = Answers.objects.of_session(session).of_live().aggregate(answered=Count("pk"))
    return {
        "session": session,
        "answered": counted["answered"],
        "missing": max(attempts - counted["answered"], 0),
        "has_pick_up": has_pick_up(session) and may_take_names_away(session, request.user),
    }


def has_pick_up(session) -> bool:
    """Whether children come who are picked up again: on a day, and somebody was asked who may."""
    offering = session.offering
    asked = any(each.kind == kinds.PICK_UP for each in questions_of(offering))
    return session.starts_at is not None and offering.company != SignUpTerms.Company.ALONE and asked
