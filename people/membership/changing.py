"""Each change of somebody's membership, and the record of it. Nothing else writes the status by hand or in bulk."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from ..models import Member, MembershipApplication, MembershipChange
from .errors import AfterToday, BeforeLastChange, IsMember, IsNoMember, IsWaiting, NotOnTheStaff, OwnMembership

Act = MembershipChange.Act
Status = Member.MembershipStatus
MEMBERS = [Status.ENROLLED, Status.RETAINED]
BATCH = 1000


def lock_member(pk: int) -> Member:
    """Whoever changes somebody's membership waits here for whoever is at it, a roster import as well."""
    return Member.objects.select_for_update(no_key=True, of=("self",)).get(pk=pk)


@transaction.atomic
def move_in(member: Member, *, on: date, union: str, remark: str = "", by: Member) -> MembershipChange:
    """Enter that somebody came from another union with their membership (转入).

    Raises:
        OwnMembership, AfterToday, BeforeLastChange, NotOnTheStaff, IsMember, IsWaiting: see their sentences.
    """
    member = _may_be_changed(member, on, by)
    if member.staff_status not in Member.PRESENT_STATUSES:
        raise NotOnTheStaff
    if member.membership_status in MEMBERS:
        raise IsMember
    if member.membership_applications.filter(state=MembershipApplication.State.OPEN).exists():
        raise IsWaiting
    return change(member, Status.ENROLLED, Act.MOVED_IN, on=on, union=union, remark=remark, by=by)


@transaction.atomic
def move_out(member: Member, *, on: date, union: str, remark: str = "", by: Member) -> MembershipChange:
    """Enter that somebody took their membership to another union (转出).

    Raises:
        OwnMembership, AfterToday, BeforeLastChange, IsNoMember: see their sentences.
    """
    member = _may_be_changed(member, on, by)
    if member.membership_status not in MEMBERS:
        raise IsNoMember
    return change(member, Status.MOVED_OUT, Act.MOVED_OUT, on=on, union=union, remark=remark, by=by)


def change(member: Member, after: str, act: Act, *, by: Member | None, **about) -> MembershipChange:
    """Write the status of a locked member, and its record; `about` may say on which day, the other union, a remark."""
    before, member.membership_status = member.membership_status, after
    member.save(update_fields=["membership_status"])
    about.setdefault("on", timezone.localdate())
    return MembershipChange.objects.create(member=member, act=act, before=before, after=after, by=by, **about)


def record_changes(changes: Iterable[tuple[Member, str, str]], act: Act, *, by: Member | None) -> None:
    """Record what was written in bulk: member, status before, status after; those that are the same are left out."""
    today = timezone.localdate()
    MembershipChange.objects.bulk_create(
        [
            MembershipChange(member=member, act=act, before=before, after=after, on=today, by=by)
            for member, before, after in changes
            if before != after
        ],
        batch_size=BATCH,
    )


def _may_be_changed(member: Member, on: date, by: Member) -> Member:
    if member.pk == by.pk:
        raise OwnMembership
    if on > timezone.localdate():
        raise AfterToday
    member = lock_member(member.pk)
    if member.membership_changes.filter(on__gt=on).exists():
        raise BeforeLastChange
    return member
