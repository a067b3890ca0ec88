"""Who may do what in a star rating."""

from collections import defaultdict
from collections.abc import Iterable

from approval.permissions import is_approver, works_on_pages
from people.bodies.sitting import sits_on, who_sits_on
from people.models import Body, Member, Role
from people.models.role_grant import APPROVING_ROLES

from ..models import ClubLeader, ClubPage, ClubRating
from ..rules import belongs_to, leads


def keeps_ratings(member: Member) -> bool:
    """True for the union office: it prepares rounds, opens them and puts the result forward."""
    return works_on_pages(member)


def may_mark(member: Member) -> bool:
    """True for the present members of the union committee, the chair and the deputies."""
    return is_approver(member) or sits_on(member, Body.Kind.COMMITTEE)


def who_marks() -> list[Member]:
    """Return everybody who may mark, each once."""
    approvers = [member for role in APPROVING_ROLES for member in Member.objects.holding(role)]
    people = {member.pk: member for member in [*who_sits_on(Body.Kind.COMMITTEE), *approvers]}
    return list(people.values())


def the_office() -> list[Member]:
    """Return whom the clock tells of what waits for the office."""
    return list(Member.objects.holding(Role.PUBLICITY_OFFICER))


def leaders_of(clubs: Iterable[ClubPage]) -> dict[int, list[Member]]:
    """Return the leaders of live clubs who can still act, by club; whoever has left the hospital is none."""
    found: dict[int, list[Member]] = defaultdict(list)
    named = ClubLeader.objects.filter(club__in=clubs, club__live=True, member__is_active=True)
    for leader in named.select_related("member").order_by("sort_order", "pk"):
        found[leader.club_id].append(leader.member)
    return found


def may_see_self_assessment(entry: ClubRating, member: Member) -> bool:
    """Those who wrote it; once it is handed in the committee and the office as well."""
    if leads(entry.club_id, member):
        return True
    return entry.is_handed_in and (keeps_ratings(member) or may_mark(member))


def may_see_outcome(entry: ClubRating, member: Member) -> bool:
    """While it is marked the office alone; once it is put forward the committee and the whole club, in full."""
    if keeps_ratings(member):
        return True
    if not entry.round.is_decided:
        return False
    return may_mark(member) or belongs_to(entry.club_id, member)
