"""Who has said that a notice arrived, group by group, for whoever sent it or leads a group."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from people.models import Member, UnionGroup

from .actions import seen_by
from .models import Event, Notice


@dataclass
class GroupOfReceipts:
    """One union group; `missing` and `received` are notices with their recipients."""

    name: str
    told: int
    missing: list[Notice] = field(default_factory=list)
    received: list[Notice] = field(default_factory=list)


def groups_of(event: Event, member: Member) -> list[dict]:
    """Return for each group that `member` may see how many were told and have received it; those with gaps first."""
    gone = Q(recipient__is_active=False, received_at=None)
    counted = (
        seen_by(event, member)
        .exclude(gone)
        .order_by()
        .values("recipient__union_group")
        .annotate(told=Count("pk"), received=Count("received_at"))
    )
    return list(
        counted.order_by(
            F("received") - F("told"), "recipient__union_group__position", "recipient__union_group__name"
        ).values("recipient__union_group", "told", "received")
    )


def with_people(event: Event, member: Member, counted: list[dict]) -> list[GroupOfReceipts]:
    """Return some of these groups with the names: two questions to the database, however many they are."""
    ids = [row["recipient__union_group"] for row in counted]
    names = dict(UnionGroup.objects.filter(pk__in=[pk for pk in ids if pk]).values_list("pk", "name"))
    groups = {
        row["recipient__union_group"]: GroupOfReceipts(
            names.get(row["recipient__union_group"], _("In no union group")), row["told"]
        )
        for row in counted
    }
    wanted = Q(recipient__union_group__in=[pk for pk in ids if pk])
    if None in groups:
        wanted |= Q(recipient__union_group=None)
    shown = seen_by(event, member).filter(wanted).exclude(recipient__is_active=False, received_at=None)
    for notice in shown.select_related("recipient__department").order_by("recipient__pinyin", "recipient__pk"):
        group = groups[notice.recipient.union_group_id]
        (group.received if notice.received_at else group.missing).append(notice)
    return list(groups.values())
