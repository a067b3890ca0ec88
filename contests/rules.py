"""Who may do what in a contest, and who belongs to what."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from approval.permissions import works_on_pages
from people.models import Branch, Department, Member, Role, UnionGroup

from .models import Contest, Programme, Team

Part = Branch | UnionGroup | Department
EnteredBy = Contest.EnteredBy


def keeps_contest(contest: Contest, member) -> bool:
    """Whether a member keeps teams, fixtures and results: the office, the contact person, who leads its club."""
    if not member.is_authenticated or not member.is_active:
        return False
    return contest.contact_id == member.pk or works_on_pages(member) or leads_its_club(contest, member)


def leads_its_club(contest: Contest, member) -> bool:
    return bool(contest.club_id and contest.club.live and contest.club.leaders.filter(member=member).exists())


def keepers_of(contest: Contest) -> list[Member]:
    """Return whom it concerns what becomes of a contest: contact person and leaders of its club, else the office."""
    keepers = [contest.contact] if contest.contact and contest.contact.is_active else []
    keepers += leaders_of_its_club(contest)
    return keepers or list(Member.objects.holding(Role.PUBLICITY_OFFICER))


def leaders_of_its_club(contest: Contest) -> list[Member]:
    """Return who keeps its entries beside the contact person and the office."""
    if not contest.club_id or not contest.club.live:
        return []
    return [leader.member for leader in contest.club.leaders.select_related("member")]


def contests_kept_by(member: Member) -> QuerySet:
    """Return the ids of the contests of which a member is the contact person, or leads the club."""
    return Contest.objects.kept_by(member).values("pk")


def keeps_programme(programme: Programme, member: Member) -> bool:
    return keeps_contest(programme.contest, member)


def programmes_kept_by(member: Member) -> QuerySet:
    return Programme.objects.filter(contest__in=contests_kept_by(member)).values("pk")


def about_match(programme: Programme, reader) -> dict:
    """What the page of the date of a match says of it."""
    return about(programme.contest, reader)


def part_of(contest: Contest, member: Member) -> Part | None:
    """Return the branch, group or department for which a member would enter a team; None without one."""
    if contest.entered_by == EnteredBy.DEPARTMENT:
        return member.department
    if contest.entered_by == EnteredBy.GROUP:
        return member.union_group
    return member.union_group.branch if member.union_group else None


def field_of(part: Part) -> str:
    """Return the field of a team that holds such a part."""
    return {Branch: "branch", UnionGroup: "union_group", Department: "department"}[type(part)]


def people_of(part: Part) -> QuerySet[Member]:
    """Return those who work here and belong to a part of the house; to a department also those of the ones below it."""
    present = Member.objects.present()
    if isinstance(part, Branch):
        return present.filter(union_group__branch=part)
    if isinstance(part, UnionGroup):
        return present.filter(union_group=part)
    return present.filter(department__in=Department.objects.below([part.pk]))


def live_team_of(contest: Contest, part: Part) -> Team | None:
    return Team.objects.live().filter(contest=contest, **{field_of(part): part}).with_part().first()


def may_captain(contest: Contest, member: Member) -> bool:
    """Whether a place would be a team's: the member has a part of the house, and nobody else has entered it."""
    part = part_of(contest, member)
    team = part and live_team_of(contest, part)
    return part is not None and (team is None or team.captain_id == member.pk)


def contests_open_to(member: Member) -> QuerySet:
    """Return the ids of the contests that a member may enter a team in; the same rule as `may_captain`."""
    group = member.union_group
    parts = {
        EnteredBy.DEPARTMENT: ("department", member.department_id),
        EnteredBy.GROUP: ("union_group", member.union_group_id),
        EnteredBy.BRANCH: ("branch", group and group.branch_id),
    }
    found = Q(pk=None)
    for entered_by, (field, pk) in parts.items():
        if pk is not None:
            others = Team.objects.live().filter(contest=OuterRef("pk"), **{field: pk}).exclude(captain=member)
            found |= Q(entered_by=entered_by) & ~Exists(others)
    return Contest.objects.filter(found).values("pk")


def leads_part(part: Part, member: Member) -> bool:
    """Whether a member leads a part of the house, or the branch of a group."""
    if getattr(part, f"{part.LEAD}_id") == member.pk:
        return True
    return isinstance(part, UnionGroup) and part.branch is not None and part.branch.chair_id == member.pk


def about(contest: Contest, reader) -> dict:
    """What the page on which its captains sign up says of it."""
    return {"kind": contest.sport, "summary": contest.summary, "club": contest.club_for(reader)}
