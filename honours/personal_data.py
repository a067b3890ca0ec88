"""What this room keeps about people, for the registry."""

from django.utils.translation import gettext_lazy as _

from people.models import Member
from people.privacy.registry import Entry, Fact, keeps, on_emptying

from .models import HonourRecipient


def _honour(recipient: HonourRecipient) -> Entry:
    honour = recipient.honour
    return [
        Fact("title", _("honour"), honour.title),
        Fact("awarding_body", _("awarding body"), honour.awarding_body),
        Fact("date", _("date"), honour.date),
    ]


def register() -> None:
    keeps(
        key="honours.honours",
        name=_("Honours"),
        contents=_("Honours that you have received, alone or with others."),
        purpose=_("The wall of honours tells who has earned merit, and the history of the house keeps it."),
        period=_("For good, as the history of the house; the name stays on the wall."),
        seen_by=_("Everybody, once the honour is approved."),
        models=("honours.HonourRecipient",),
        rows=lambda member: member.honours.select_related("honour").order_by("-honour__date"),
        describe=_honour,
    )
    on_emptying(keep_the_name_on_the_wall)


def keep_the_name_on_the_wall(member: Member) -> None:
    """An honour is shown as it was approved: it goes on naming the person when the member no longer has a name."""
    HonourRecipient.objects.filter(member=member).update(member=None, name=member.name)
