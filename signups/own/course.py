"""Signing up for all dates of a course at once: each is a sign-up of its own, with its own answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from people.models import Member

from ..actions.signing_up import sign_up
from ..errors import SignUpRefused
from ..models import Session
from .forms import CourseForm
from .standing import Standing


@dataclass
class Asked:
    """One date of several. `standing` is how it stands afterwards; `refusal` is why it was refused, or empty."""

    session: Session
    refusal: str = ""
    standing: Standing | None = None


def dates_to_ask_for(found: Iterable[Standing]) -> list[Standing]:
    """Return those of several dates for which the reader can sign up now; none where questions are asked, whose
    answers are of one date.
    """
    return [each for each in found if each.can_ask and not each.session.offering.questions]


def sign_up_for_all(member: Member, sessions: Iterable[Session], form: CourseForm) -> list[Asked]:
    """Ask for places on each of several dates as a valid form says, one after the other: what one refuses says nothing
    of the next. The same attempt a second time asks for nothing anew.
    """
    wanted = {"attempt": form.cleaned_data["attempt"], "note": form.cleaned_data["note"], **form.company_chosen}
    asked = []
    for session in sessions:
        try:
            sign_up(member, session, **wanted)
            asked.append(Asked(session))
        except SignUpRefused as refusal:
            asked.append(Asked(session, str(refusal)))
    return asked
