"""What is done to people: roles given and ended, leavers let go."""

from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from .bodies.appointing import end_posts_of
from .codes.issuing import withdraw_codes
from .errors import LastAdministrator, OwnRole
from .membership.applying import withdraw_applications_of
from .models import Member, Role, RoleGrant
from .registry import Ended, leaving_rules
from .sessions.ending import end_sessions_of

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
    """End a grant now; one that has already ended stays as it is.

    Raises:
        LastAdministrator: nobody would hold that role any more.
    """
    # All grants of the role: of two administrators who end each other's, the second waits here.
    of_the_role = RoleGrant.objects.select_for_update(of=("self",)).filter(role=grant.role).order_by("pk")
    grant = next(each for each in of_the_role if each.pk == grant.pk)
    now = timezone.now()
    if grant.ends_at is None or grant.ends_at > now:
        counted = grant.role == Role.ADMINISTRATOR and grant.is_in_force
        grant.ends_at = max(now, grant.starts_at)
        grant.save(update_fields=["ends_at"])
        if counted and not Member.objects.holding(Role.ADMINISTRATOR).exists():
            raise LastAdministrator
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


@transaction.atomic
def let_go(members: list[Member]) -> list[Ended]:
    """End what members have who leave the hospital or die: roles, posts, and what other rooms have registered.

    The accounts are closed by the caller, which already shuts out who is signed in; sign-ins and codes end all the
    same, so that none comes to life with the account when somebody comes back. Returns what has ended, for the
    administrator.
    """
    if not members:
        return []
    end_sessions_of(members)
    withdraw_codes(members)
    ended = [*_end_roles_of(members), *end_posts_of(members), *withdraw_applications_of(members)]
    for rule in leaving_rules:
        ended += rule(members)
    return ended


def _end_roles_of(members: list[Member]) -> list[Ended]:
    now = timezone.now()
    pks = [member.pk for member in members]
    grants = RoleGrant.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now), member__in=pks)
    ended = [
        Ended(grant.member_id, _("The role “%(role)s” has ended.") % {"role": grant.get_role_display()})
        for grant in grants
    ]
    grants.update(ends_at=Greatest(now, F("starts_at")))
    Member.groups.through.objects.filter(member__in=pks, group__name__in=GROUP_NAMES.values()).delete()
    Member.objects.filter(pk__in=pks).update(roles_valid_until=None)
    return ended


def check_an_administrator_stays(leavers: list[Member]) -> None:
    """Raises LastAdministrator when every administrator of this moment is among `leavers`."""
    administrators = set(Member.objects.holding(Role.ADMINISTRATOR).values_list("pk", flat=True))
    if administrators and administrators <= {member.pk for member in leavers}:
        raise LastAdministrator
