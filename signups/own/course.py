"""Signing up for all dates of a course at once: each is a sign-up of its own, with its own answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from people.models import Member

from ..actions.signing_up import sign_up
from ..errors import SignUpRefused
from ..models import Offering, Session, SignUpTerms
from .standing import Standing

Company = SignUpTerms.Company


@dataclass
class Asked:
    """One date of several. `standing` is how it stands afterwards; `refusal` is why it was refused, or empty."""

    session: Session
    refusal: str = ""
    standing: Standing | None = None


def can_be_asked_for_at_once(offering: Offering) -> bool:
    """Whether a tap is all that signing up takes: nothing is asked, and whoever signs up comes alone or may do so."""
    is_alone = offering.company in (Company.ALONE, Company.MAY_BRING)
    return offering.takes_sign_ups and is_alone and not offering.questions


def dates_to_ask_for(found: Iterable[Standing]) -> list[Standing]:
    """Return those of several dates for which the reader can sign up now."""
    return [each for each in found if each.can_ask and can_be_asked_for_at_once(each.session.offering)]


def sign_up_for_all(member: Member, sessions: Iterable[Session], attempt: UUID) -> list[Asked]:
    """Ask for a place on each of several dates, one after the other: what one refuses says nothing of the next. The
    same attempt a second time asks for nothing anew.
    """
    asked = []
    for session in sessions:
        try:
            sign_up(member, session, attempt=attempt)
            asked.append(Asked(session))
        except SignUpRefused as refusal:
            asked.append(Asked(session, str(refusal)))
    return asked
