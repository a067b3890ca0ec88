"""Why a member could not sign up, said before they try. What counts is asked again under the lock."""

from people.models import Member

from ..errors import SignUpRefused
from ..models import SignUpTerms
from ..rules import check_audience, check_not_there_yet, check_standing
from .standing import Standing


def why_not(standing: Standing, member: Member) -> str:
    """Return the sentence that signing up would be refused with, as far as it can be told now; else nothing."""
    session = standing.session
    alone = session.offering.company in (SignUpTerms.Company.ALONE, SignUpTerms.Company.MAY_BRING)
    try:
        check_audience(session.offering, member)
        check_standing(member)
        check_not_there_yet(session, member, [None] if alone else [])
    except SignUpRefused as refusal:
        return str(refusal)
    return ""
