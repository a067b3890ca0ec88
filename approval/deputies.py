"""Naming a deputy, and ending it."""

from datetime import date, timedelta

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from notices.actions import notify
from notices.models import Notice
from people.models import Member

from .announcements import in_the_sites_language
from .errors import NotYoursToEnd
from .models import Act, Deputyship
from .recording import record

TOLD_WITHIN = timedelta(days=7)


@transaction.atomic
def name_deputy(principal: Member, deputy: Member, first_date: date, last_date: date) -> Deputyship:
    """Let `deputy` decide what waits for `principal` from `first_date` to `last_date`, both included; tells the deputy.

    Raises:
        ValidationError: the deputy is the principal, has left, or the dates stand the wrong way round or are past.
    """
    deputyship = Deputyship(
        principal=principal, deputy=deputy, first_date=first_date, last_date=last_date, named_by=principal
    )
    deputyship.full_clean()
    deputyship.save()
    period = f"{first_date:%Y-%m-%d} – {last_date:%Y-%m-%d}"
    record(Act.DELEGATED, thing=deputyship, title=str(deputyship), actor=principal, remark=period)
    _tell_deputy(deputyship)
    return deputyship


def all_deputies() -> models.QuerySet:
    """Return the ids of those who decide for somebody today or on a day to come."""
    return Deputyship.objects.not_over().order_by().values("deputy")


@in_the_sites_language
def _tell_deputy(deputyship: Deputyship) -> None:
    """Tell the deputy; the principal sees whether it has been read."""
    notify(
        [deputyship.deputy],
        kind="approval.deputy",
        key=f"approval.deputy.{deputyship.pk}",
        places={
            "name": deputyship.principal.get_full_name(),
            "first": date_format(deputyship.first_date),
            "last": date_format(deputyship.last_date),
        },
        link=reverse("approval_queue"),
        sender=deputyship.principal,
        asks_receipt=True,
    )


@transaction.atomic
def end_deputyship(deputyship: Deputyship, by: Member) -> Deputyship:
    """End it now and tell both sides; one that is over stays as it is.

    Raises:
        NotYoursToEnd: `by` is neither the principal nor the deputy.
    """
    deputyship = Deputyship.objects.select_for_update(of=("self",)).get(pk=deputyship.pk)
    if by.pk not in (deputyship.principal_id, deputyship.deputy_id):
        raise NotYoursToEnd
    if not deputyship.is_over:
        deputyship.ended_at = timezone.now()
        deputyship.ended_by = by
        deputyship.save(update_fields=["ended_at", "ended_by"])
        record(Act.DELEGATION_ENDED, thing=deputyship, title=str(deputyship), actor=by)
        _tell_of_the_end(deputyship)
    return deputyship


def tell_of_ended_deputyships() -> int:
    """Tell both sides of each deputyship whose last day has passed, once; returns how many notices were written.

    A week back, so that an outage leaves nobody untold.
    """
    today = timezone.localdate()
    over = Deputyship.objects.filter(
        ended_at=None, last_date__lt=today, last_date__gte=today - TOLD_WITHIN
    ).select_related("principal", "deputy")
    return sum(len(_tell_of_the_end(deputyship)) for deputyship in over)


@in_the_sites_language
def _tell_of_the_end(deputyship: Deputyship) -> list[Notice]:
    """Tell both sides that the principal decides alone again, and who has ended it before its last day."""
    places = {
        "by": deputyship.ended_by.get_full_name() if deputyship.ended_by else "",
        "deputy": deputyship.deputy.get_full_name(),
        "principal": deputyship.principal.get_full_name(),
        "last": date_format(deputyship.last_date),
    }
    return notify(
        [deputyship.principal, deputyship.deputy],
        kind="approval.deputy",
        wording="ended" if deputyship.ended_by else "over",
        key=f"approval.deputy_ended.{deputyship.pk}",
        places=places,
        link=reverse("approval_deputies"),
    )
