"""What this room keeps about people, for the registry."""

from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from people.privacy.emptying import EMPTIED_NAME
from people.privacy.periods import days
from people.privacy.registry import Entry, Fact, facts_of, forgets, keeps, on_emptying

from .kinds import name_of_kind
from .models import Preferences, WorkAccount
from .retention import KEPT_FOR, forget_expired


def register() -> None:
    keeps(
        key="notices.notices",
        name=_("Notices"),
        contents=_("What the site has told you, when, whether it was mailed, and whether you have opened it."),
        purpose=_("To tell you what concerns you, and to see whether a message arrived."),
        period=days(KEPT_FOR),
        seen_by=_(
            "Yourself. The administrators see that there was a notice, and when; not its text. Whoever asks for a "
            "receipt, the leader of your union group and the chair of your branch see whether you have given it."
        ),
        models=("notices.Notice", "notices.Delivery"),
        rows=lambda member: member.notices.all(),
        describe=lambda notice: facts_of(
            notice, "subject", "body", "created_at", "mailed_at", "read_at", "received_at"
        ),
    )
    keeps(
        key="notices.accounts",
        name=_("Your names at WeCom and DingTalk"),
        contents=_("What you are called there, where that is not your employee number."),
        purpose=_("To hand your notices to the right person there."),
        period=_("Until your account closes."),
        seen_by=_("Yourself and the administrators."),
        models=("notices.WorkAccount",),
        rows=lambda member: member.work_accounts.all(),
        describe=lambda row: facts_of(row, "channel", "account"),
    )
    keeps(
        key="notices.events",
        name=_("Notices that you have sent"),
        contents=_("What you told others, when, and whether you asked whether it arrived."),
        purpose=_("Whoever asked for a receipt sees who has given it."),
        period=days(KEPT_FOR),
        seen_by=_(
            "Yourself, and whom you told; where you ask for a receipt, also the leaders of their union groups and the "
            "chairs of their branches."
        ),
        models=("notices.Event",),
        rows=lambda member: member.events_sent.all(),
        describe=lambda event: facts_of(event, "subject", "body", "created_at"),
    )
    keeps(
        key="notices.choices",
        name=_("How you want to hear of notices"),
        contents=_("The way you have chosen, your quiet hours, and what you do without."),
        purpose=_("To reach you when and where it suits you."),
        period=_("Until your account closes."),
        seen_by=_("Yourself alone."),
        models=("notices.Preferences",),
        rows=lambda member: Preferences.objects.filter(member=member),
        describe=_choices,
    )
    forgets("notices", forget_expired)
    on_emptying(_empty)


def _choices(chosen: Preferences) -> Entry:
    without = "、".join(name_of_kind(code) for code in chosen.unwanted_kinds)
    facts = facts_of(
        chosen, "way", "sms_if_urgent", "quiet", "quiet_from", "quiet_until", "urgent_comes_through", "digest_at"
    )
    return [*facts, Fact("unwanted_kinds", _("what I do not want"), without)]


def _empty(member) -> None:
    member.notices.all().delete()
    Preferences.objects.filter(member=member).delete()
    member.work_accounts.all().delete()
    _leave_no_name_in_the_log(member)


def _leave_no_name_in_the_log(member) -> None:
    """The log of the editor calls an account by its owner, also long after the account has gone."""
    kind = ContentType.objects.get_for_model(WorkAccount)
    numbers = [member.employee_number, *member.former_numbers.values_list("number", flat=True)]
    named = reduce(or_, (Q(label__contains=f"({number})") for number in numbers))
    ModelLogEntry.objects.filter(named, content_type=kind).update(label=EMPTIED_NAME)
