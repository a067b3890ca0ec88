"""What this room keeps about people, for the registry."""

from django.utils.translation import gettext_lazy as _

from people.models import Member
from people.privacy.periods import years
from people.privacy.registry import Entry, Fact, facts_of, forgets, keeps, on_emptying

from .models import SignUp
from .retention import KEPT_FOR, forget_expired


def register() -> None:
    keeps(
        key="signups.sign_ups",
        name=_("Sign-ups"),
        contents=_(
            "What you have signed up for, for yourself and for those you bring; whether you had a place and came. What "
            "came to nothing or is confidential, and notes and reasons, go a year after the date."
        ),
        purpose=_("To hand out places fairly, to know who comes, and to let those go first who have never been."),
        period=years(KEPT_FOR),
        seen_by=_(
            "Yourself, and those who keep the list of the date: the office, its contact person and leaders of "
            "the club. Of what is confidential the contact person alone."
        ),
        models=("signups.SignUp",),
        rows=lambda member: (
            SignUp.objects.filter(member=member)
            .select_related("session__offering", "dependant", "member")
            .order_by("-pk")
        ),
        describe=_sign_up,
    )
    keeps(
        key="signups.strikes",
        name=_("Missed sign-ups"),
        contents=_("Which places you held and did not use, until when that counts, and whether it was waived and why."),
        purpose=_("Places that nobody uses are missed by those who wait."),
        period=_("For a year after it has stopped counting."),
        seen_by=_("Yourself and the union office."),
        models=("signups.Strike",),
        rows=lambda member: member.strikes.select_related("sign_up__session__offering"),
        describe=lambda strike: [
            Fact("sign_up", _("sign-up"), str(strike.sign_up.session)),
            *facts_of(strike, "cause", "made_at", "expires_on", "waived_at", "waiver_reason"),
        ],
    )
    forgets("signups", forget_expired)
    on_emptying(empty)


def _sign_up(row: SignUp) -> Entry:
    return [
        Fact("session", _("session"), str(row.session)),
        Fact("who", _("who comes"), row.person_name),
        *facts_of(row, "state", "made_at", "granted_at", "ended_at", "reason", "note", "attendance"),
    ]


def empty(member: Member) -> None:
    """Blank what was written beside sign-ups; they stay as figures, of somebody who has no name any more."""
    SignUp.objects.filter(member=member).update(note="", reason="")
    member.strikes.update(waiver_reason="")
