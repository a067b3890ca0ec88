"""Naming a deputy, and ending it."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from notices.actions import notify
from people.models import Member

from .errors import NotYoursToEnd
from .models import Act, Deputyship
from .recording import record


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
    notify(
        [deputy],
        kind="approval.deputy",
        key=f"approval.deputy.{deputyship.pk}",
        subject=_("You stand in for %(name)s") % {"name": principal.get_full_name()},
        body=_("From %(first)s to %(last)s you decide on what waits for approval.")
        % {"first": date_format(first_date), "last": date_format(last_date)},
        link=reverse("approval_queue"),
    )
    return deputyship


@transaction.atomic
def end_deputyship(deputyship: Deputyship, by: Member) -> Deputyship:
    """End it now; one that is over stays as it is.

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
    return deputyship
