"""Duties in a club, given and ended by its leaders."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import Member
from signups.locking import constraint_of

from ..models import ClubMembership, ClubRole
from .errors import DutyEnded, DutyHeld, NotAMember

ONCE_AT_A_TIME = "activities_clubrole_same_once_at_a_time"


@transaction.atomic
def give_role(
    membership: ClubMembership, duty: int, *, by: Member, starts_on: date | None = None, ends_on: date | None = None
) -> ClubRole:
    """Give a present club member a duty, from today or another day.

    Raises:
        NotAMember, DutyHeld: the same one in that time.
    """
    # Whoever leaves meanwhile waits here, or has left.
    if ClubMembership.objects.present().select_for_update(no_key=True).filter(pk=membership.pk).first() is None:
        raise NotAMember
    role = ClubRole(
        membership=membership,
        duty=duty,
        starts_on=starts_on or timezone.localdate(),
        ends_on=ends_on,
        given_by=by,
    )
    try:
        with transaction.atomic():
            role.save()
    except IntegrityError as error:
        if constraint_of(error) != ONCE_AT_A_TIME:
            raise
        raise DutyHeld from error
    return role


@transaction.atomic
def end_role(role: ClubRole, *, by: Member) -> None:
    """End a duty today: yesterday was its last day. One that has not begun before today has never been.

    Raises:
        DutyEnded
    """
    today = timezone.localdate()
    role = ClubRole.objects.not_over().select_for_update().filter(pk=role.pk).first()
    if role is None:
        raise DutyEnded
    if role.starts_on >= today:
        role.delete()
        return
    role.ends_on, role.ended_by = today - timedelta(days=1), by
    role.save(update_fields=["ends_on", "ended_by"])
