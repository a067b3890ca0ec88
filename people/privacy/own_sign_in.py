"""What this room keeps about how people sign in."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..querysets import CODES_KEPT_FOR
from ..sessions.devices import device_in_words
from .periods import years
from .registry import Entry, Fact, facts_of, keeps


def _session(session: UserSession) -> Entry:
    return [
        Fact("device", _("device"), device_in_words(session.user_agent)),
        Fact("ip", _("network address"), session.ip),
        Fact("created_at", pgettext_lazy("of a sign-in", "since"), session.created_at),
        Fact("last_seen_at", _("last seen"), session.last_seen_at),
    ]


def _second_factor(authenticator: Authenticator) -> Entry:
    return [
        Fact("type", _("kind"), str(authenticator.get_type_display())),
        Fact("created_at", pgettext_lazy("of what was set up", "since"), authenticator.created_at),
        Fact("last_used_at", _("last used"), authenticator.last_used_at),
    ]


def keep_sign_in() -> None:
    keeps(
        key="people.codes",
        name=_("Sign-in codes"),
        contents=_(
            "Who issued a slip with a sign-in code for you, when, and when it was used. The code is on the slip."
        ),
        purpose=_("To sign in the first time, and to know who could."),
        period=years(CODES_KEPT_FOR),
        seen_by=_("Yourself and the administrators."),
        models=("people.SignInCode",),
        rows=lambda member: member.sign_in_codes.select_related("issued_by"),
        describe=lambda code: facts_of(code, "issued_by", "issued_at", "expires_at", "used_at"),
    )
    keeps(
        key="people.second_factors",
        name=_("Second factors"),
        contents=_(
            "If you use one: the sealed secret of your authenticator app, the public keys of your devices with the "
            "name that you gave them, recovery codes, since when and last used."
        ),
        purpose=_("Nobody gets into your account with a stolen password alone."),
        period=_("Until you take it off, or your data is emptied."),
        seen_by=_("Yourself. Administrators see whether you have one."),
        models=("mfa.Authenticator",),
        rows=lambda member: Authenticator.objects.filter(user=member).order_by("pk"),
        describe=_second_factor,
    )
    keeps(
        key="people.other_services",
        name=_("Sign-in by another service"),
        contents=_("Nothing: the service says your employee number, and what else it says is not kept."),
        purpose=_("To find your account."),
        period=_("Until you are signed in."),
        seen_by=_("Nobody."),
        models=("socialaccount.SocialAccount", "socialaccount.SocialToken"),
        # Shown all the same, should there ever be a row.
        rows=lambda member: SocialAccount.objects.filter(user=member).order_by("pk"),
        describe=lambda account: facts_of(account, "provider", "uid", "date_joined", "last_login"),
    )
    keeps(
        key="people.second_factor_removals",
        name=_("Second factors taken off"),
        contents=_("If an administrator has taken your second factor off: who, when and why."),
        purpose=_("To know who could have opened the way into an account."),
        period=years(CODES_KEPT_FOR),
        seen_by=_("Yourself and the administrators."),
        models=("people.SecondFactorRemoval",),
        rows=lambda member: member.second_factor_removals.select_related("removed_by"),
        describe=lambda removal: facts_of(removal, "removed_by", "removed_at", "reason"),
    )
    keeps(
        key="people.sessions",
        name=_("Where you are signed in"),
        contents=_("Device, browser and network address of each sign-in, since when, and last seen."),
        purpose=_("You see where you are signed in, and can end it."),
        period=_("Until the sign-in is over, at most 30 days after you were last here."),
        seen_by=_("Yourself alone."),
        models=("usersessions.UserSession",),
        rows=lambda member: UserSession.objects.filter(user=member).order_by("-last_seen_at"),
        describe=_session,
    )
    keeps(
        key="people.wrong_attempts",
        name=_("Wrong attempts to sign in"),
        contents=_(
            "From which network address somebody was wrong, and how often at which number; of the number a digest."
        ),
        purpose=_("To stop whoever tries passwords and codes."),
        period=_("An hour after the last one; an hour later it is removed."),
        seen_by=_("Nobody: the site counts by itself."),
        models=(),
    )
