"""What this room keeps about people, for the registry."""

from django.utils.translation import gettext_lazy as _

from people.privacy.periods import days
from people.privacy.registry import facts_of, forgets, keeps, on_emptying

from .models import Preferences
from .retention import KEPT_FOR, forget_expired


def register() -> None:
    keeps(
        key="notices.notices",
        name=_("Notices"),
        contents=_("What the site has told you, when, whether it was mailed, and whether you have opened it."),
        purpose=_("To tell you what concerns you, and to see whether a message arrived."),
        period=days(KEPT_FOR),
        seen_by=_("Yourself. The administrators see that there was a notice, and when; not its text."),
        models=("notices.Notice", "notices.Delivery"),
        rows=lambda member: member.notices.all(),
        describe=lambda notice: facts_of(notice, "subject", "body", "created_at", "mailed_at", "read_at"),
    )
    keeps(
        key="notices.events",
        name=_("Notices that you have sent"),
        contents=_("What you told others, when, and whether you asked whether it arrived."),
        purpose=_("Whoever asked for a receipt sees who has given it."),
        period=days(KEPT_FOR),
        seen_by=_("Yourself, and whom you told."),
        models=("notices.Event",),
        rows=lambda member: member.events_sent.all(),
        describe=lambda event: facts_of(event, "subject", "body", "created_at"),
    )
    keeps(
        key="notices.choices",
        name=_("How you want to hear of notices"),
        contents=_("The way you have chosen, and your quiet hours."),
        purpose=_("To reach you when and where it suits you."),
        period=_("Until your account closes."),
        seen_by=_("Yourself alone."),
        models=("notices.Preferences",),
        rows=lambda member: Preferences.objects.filter(member=member),
        describe=lambda chosen: facts_of(chosen, "way", "quiet", "quiet_from", "quiet_until", "digest_at"),
    )
    keeps(
        key="notices.accounts",
        name=_("Account at WeCom or DingTalk"),
        contents=_("Your account there, where it is not your employee number."),
        purpose=_("To reach you when and where it suits you."),
        period=_("Until your account closes."),
        seen_by=_("Yourself and the administrators."),
        models=("notices.WorkAccount",),
        rows=lambda member: member.work_accounts.all(),
        describe=lambda account: facts_of(account, "channel", "account"),
    )
    forgets("notices", forget_expired)
    on_emptying(_empty)


def _empty(member) -> None:
    member.notices.all().delete()
    Preferences.objects.filter(member=member).delete()
    member.work_accounts.all().delete()
