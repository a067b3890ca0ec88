"""What is done to people: roles given and ended."""

from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from .errors import OwnRole
from .models import Member, Role, RoleGrant

# Groups are named in Chinese, since the office sees them in Wagtail's own screens (permissions of a page, of a task).
GROUP_NAMES = {
    Role.PUBLICITY_OFFICER: "宣传干事",
    Role.CHAIR: "工会主席",
    Role.DEPUTY_CHAIR: "副主席",
    Role.LIBRARIAN: "图书管理员",
    Role.ADMINISTRATOR: "管理员",
}


@transaction.atomic
def grant_role(
    member: Member,
    role: Role,
    *,
    by: Member | None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> RoleGrant:
    """Give `member` a role from `starts_at` (now) until `ends_at` (open); `by` is None only for set-up.

    Raises:
        OwnRole: nobody gives a role to themselves.
        ValidationError: the period ends before it begins.
    """
    if by is not None and by.pk == member.pk:
        raise OwnRole
    grant = RoleGrant(member=member, role=role, granted_by=by, ends_at=ends_at, starts_at=starts_at or timezone.now())
    grant.full_clean(exclude=["granted_by"])
    grant.save()
    refresh_roles(member)
    return grant


@transaction.atomic
def end_role(grant: RoleGrant) -> RoleGrant:
    """End a grant now; one that has already ended stays as it is."""
    grant = RoleGrant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    now = timezone.now()
    if grant.ends_at is None or grant.ends_at > now:
        grant.ends_at = max(now, grant.starts_at)
        grant.save(update_fields=["ends_at"])
        refresh_roles(grant.member)
    return grant


@transaction.atomic
def refresh_roles(member: Member) -> None:
    """Make the member's groups those of the grants in force now, and note when they next change.

    Wagtail asks Django's groups for its permissions; the grants are the truth, the groups follow it.
    """
    member = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    now = timezone.now()
    grants = list(member.role_grants.filter(scope_type=None))
    held = {GROUP_NAMES[grant.role] for grant in grants if grant.is_in_force}
    ours = Group.objects.filter(name__in=GROUP_NAMES.values())
    member.groups.remove(*[group for group in ours if group.name not in held])
    member.groups.add(*[group for group in ours if group.name in held])
    changes = [moment for grant in grants for moment in (grant.starts_at, grant.ends_at) if moment and moment > now]
    member.roles_valid_until = min(changes, default=None)
    member.save(update_fields=["roles_valid_until"])


def refresh_due_roles() -> int:
    """Do the same for every member whose roles have changed by the clock; returns how many those are."""
    due = list(Member.objects.filter(roles_valid_until__lte=timezone.now()))
    for member in due:
        refresh_roles(member)
    return len(due)
