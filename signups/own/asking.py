"""Why a member could not sign up, said before they try. What counts is asked again under the lock."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.models import Member

from ..errors import SignUpRefused
from ..models import SignUpTerms
from ..rules import check_audience, check_not_there_yet, check_standing
from .forms import SignUpForm
from .standing import Standing, State


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


def too_few_places(standing: Standing, form: SignUpForm) -> str:
    """Return what to say where places are left, but perhaps not for all who could come together; else nothing."""
    if standing.has_too_few:
        return _("1 place is left, and the two of you come together: you wait until there are two.")
    left, company = standing.places_now, standing.session.offering.company
    is_open_to_more = standing.state == State.FREE and company == SignUpTerms.Company.MAY_BRING
    if not is_open_to_more or standing.has_no_rush or left is None or left > len(form.fields["dependants"].queryset):
        return ""
    said = ngettext(
        "%(left)d place is left. Whoever comes with more people waits until there is room for all of them.",
        "%(left)d places are left. Whoever comes with more people waits until there is room for all of them.",
        left,
    )
    return said % {"left": left}
