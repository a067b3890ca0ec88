"""Who leads whom, and what places their people have. A leader finds the own people here, and nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from people.models import Member, UnionGroup

from ..models import Pool, Session, SignUp, SignUpTerms

Company = SignUpTerms.Company
# Whose people can be named by somebody else: those who may come without company.
ALONE_TOO = [Company.ALONE, Company.MAY_BRING]


@dataclass
class Part:
    """One part of the house on one date: its places, its people, and those of them who are named.

    Without `pool` there are no places of its own, and the people are signed up like everybody.
    """

    name: str
    pool: Pool | None
    is_open: bool = True
    people: list[Member] = field(default_factory=list)
    rows: list[SignUp] = field(default_factory=list)

    @property
    def key(self) -> int:
        return self.pool.pk if self.pool else 0

    @property
    def places(self) -> int | None:
        return self.pool.places if self.pool else None

    @property
    def named(self) -> int:
        return len(self.rows)

    @property
    def left(self) -> int | None:
        return max(self.pool.places - self.named, 0) if self.pool else None

    @property
    def is_full(self) -> bool:
        return self.left == 0


def leads_anybody(member: Member) -> bool:
    return groups_led_by(member).exists()


def groups_led_by(member: Member):
    """The union groups whose people somebody looks after: as their leader, or as the chair of their branch."""
    return UnionGroup.objects.filter(Q(leader=member) | Q(branch__chair=member))


def people_of(leader: Member):
    """The people somebody leads, by name."""
    led = Member.objects.present().filter(union_group__in=groups_led_by(leader))
    return led.select_related("union_group", "department").order_by("pinyin", "pk")


def pools_led_by(leader: Member):
    """The pools whose people somebody names: the leader of a group for the group's, the chair for the branch's too."""
    groups = Q(union_group__in=groups_led_by(leader).values("pk"))
    return Pool.objects.filter(groups | Q(branch__chair=leader)).select_related("union_group", "branch")


def pool_of(member: Member, pools: Iterable[Pool]) -> Pool | None:
    """Return the pool of a member: that of the group, or else that of its branch, which is for groups without one."""
    group = member.union_group
    if group is None:
        return None
    pools = list(pools)
    own = next((pool for pool in pools if pool.union_group_id == group.pk), None)
    if own or group.branch_id is None:
        return own
    return next((pool for pool in pools if pool.branch_id == group.branch_id), None)


def takes_named_people(session: Session) -> bool:
    """Whether a leader may name people for a date at all; nobody is named for what is confidential."""
    offering = session.offering
    modes = [SignUpTerms.Mode.FIRST_COME, SignUpTerms.Mode.QUOTA]
    return offering.mode in modes and offering.company in ALONE_TOO and not offering.is_confidential


def parts_of(session: Session, leader: Member) -> list[Part]:
    """Return what somebody leads of a date, in a constant number of queries; nothing for whoever leads nothing of it.

    Where places are by group, all of its people who are there; else those alone whom the leader has signed up.
    """
    if not takes_named_people(session):
        return []
    people = list(people_of(leader))
    rows = SignUp.objects.live().filter(session=session, member__in=people, dependant=None)
    rows = rows.with_people().order_by("member__pinyin", "pk")
    if session.offering.mode == SignUpTerms.Mode.FIRST_COME:
        return _one_part(people, rows.filter(signed_up_by=leader))
    every_pool = list(session.pools.select_related("union_group", "branch"))
    parts = {
        pool.pk: Part(str(pool.kept_for), pool, is_open=False) for pool in pools_led_by(leader).filter(session=session)
    }
    for pool in Pool.objects.kept().filter(pk__in=parts):
        parts[pool.pk].is_open = True
    whose = {member.pk: pool_of(member, every_pool) for member in people}
    for member in people:
        pool = whose[member.pk]
        if pool and pool.pk in parts:
            parts[pool.pk].people.append(member)
    for row in rows:
        pool = whose[row.member_id]
        if pool and pool.pk in parts:
            parts[pool.pk].rows.append(row)
    return list(parts.values())


def _one_part(people: list[Member], rows) -> list[Part]:
    if not people:
        return []
    groups = dict.fromkeys(member.union_group.name for member in people)
    return [Part("、".join(groups), None, people=people, rows=list(rows))]
