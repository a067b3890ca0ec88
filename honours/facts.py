"""What an honour counts in a selection by points: the highest level somebody has received in their own name."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from signups.selections.facts import Fact, Found, register_fact

from .models import Honour, HonourRecipient

Level = Honour.Level
# A prize of a society counts like one of the hospital, and one of a district between that and the city's.
UNITS = {
    Level.HOSPITAL: Decimal(1),
    Level.ASSOCIATION: Decimal(1),
    Level.DISTRICT: Decimal("1.5"),
    Level.MUNICIPAL: Decimal(2),
    Level.PROVINCIAL: Decimal(3),
    Level.NATIONAL: Decimal(5),
}


def highest_honours(members: Iterable, selection) -> dict[int, Found]:
    """Return the highest level of the live honours of each until the day that counts; medals for service are years."""
    members = list(members)
    received = HonourRecipient.objects.filter(
        member__in=[member.pk for member in members], honour__live=True, honour__date__lte=selection.points_on
    ).exclude(honour__kind=Honour.Kind.SERVICE_MEDAL)
    found: dict[int, Found] = {member.pk: Found(Decimal(0), _("No honour on the wall.")) for member in members}
    for recipient in received.select_related("honour").order_by("honour__date", "pk"):
        honour = recipient.honour
        if UNITS[honour.level] >= found[recipient.member_id].units:
            words = {"title": honour.title, "level": honour.get_level_display()}
            found[recipient.member_id] = Found(UNITS[honour.level], _("%(title)s (%(level)s)") % words)
    return found


def register() -> None:
    register_fact(
        Fact(
            "honours",
            gettext_lazy("highest honour, 1 for the hospital's to 5 for the nation's"),
            highest_honours,
            pgettext_lazy("of a fact", "level"),
        )
    )
