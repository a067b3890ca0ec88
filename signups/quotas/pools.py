"""Keeping places for groups, and giving them to everybody again."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from people.models import Audience, Branch, Member, UnionGroup

from ..errors import PoolsExceed, SignUpRefused
from ..locking import lock_session, patiently
from ..models import Pool, Session, SignUp
from ..promoting import promote
from ..rules import check_takes_place
from .telling import tell_leaders

# Which field of a pool names whom it is for.
FIELDS = {UnionGroup: "union_group", Branch: "branch", Audience: "audience"}


@dataclass(frozen=True)
class Share:
    """So many places for a part of the house or an audience."""

    kept_for: UnionGroup | Branch | Audience
    places: int

    @property
    def key(self) -> tuple[str, int]:
        return FIELDS[type(self.kept_for)], self.kept_for.pk


@patiently
def set_pools(
    session: Session, shares: list[Share], by: Member, *, merges_at: datetime | None = None, ahead: bool = False
) -> list[tuple[Session, SignUpRefused]]:
    """Keep places of a date for groups, exactly these; with `ahead`, of all later dates of its offering too.

    A pool that stays keeps its people; the people of one that goes keep their places among everybody. On later dates
    the places merge as long before the date as on this one. Returns the later dates on which it was not possible, with
    the reason; this one raises it. Those who name people of a group are told of a number that is new.

    Raises:
        PoolsExceed, SessionCancelled, SessionOver
    """
    session = lock_session(session.pk)
    given = _set(session, shares, merges_at)
    if not ahead or session.starts_at is None:
        tell_leaders(session, given)
        return []
    notice = session.starts_at - merges_at if merges_at else None
    left_alone = []
    for other in _later(session):
        try:
            given += _set(other, shares, other.starts_at - notice if notice is not None else None)
        except SignUpRefused as refusal:
            left_alone.append((other, refusal))
    tell_leaders(session, given)
    return left_alone


@patiently
def merge_now(session: Session, by: Member, pool: Pool | None = None) -> int:
    """Open the places of one pool, or of all, to everybody who waits; returns how many pools that were.

    Raises:
        SessionCancelled, SessionOver
    """
    session = lock_session(session.pk)
    check_takes_place(session)
    pools = Pool.objects.kept().filter(session=session)
    if pool is not None:
        pools = pools.filter(pk=pool.pk)
    merged = pools.update(merged_at=timezone.now())
    promote(session)
    return merged


def _later(session: Session) -> list[Session]:
    """Return the later dates of the same offering, which the same lock covers."""
    later = Session.objects.planned().filter(offering=session.offering_id, starts_at__gt=session.starts_at)
    found = list(later.filter(starts_at__gt=timezone.now()).select_related("venue").order_by("starts_at"))
    for each in found:
        each.offering = session.offering
    return found


def _set(session: Session, shares: list[Share], merges_at: datetime | None) -> list[Pool]:
    """Let the pools of a session be these; returns those that are new, have another number, or are kept once more."""
    check_takes_place(session)
    known = {_key(pool): pool for pool in session.pools.all()}
    wanted = {share.key: share for share in shares if share.places}
    _check_room(session, wanted, known)
    session.pools.exclude(pk__in=[known[key].pk for key in wanted.keys() & known.keys()]).delete()
    given = []
    for key, share in wanted.items():
        field, _pk = key
        said = {"places": share.places, "merges_at": merges_at, "merged_at": None}
        pool, _made = Pool.objects.update_or_create(session=session, **{field: share.kept_for}, defaults=said)
        before = known.get(key)
        if before is None or before.places != share.places or before.merged_at:
            pool.session = session
            given.append(pool)
    promote(session)
    return given


def _check_room(session: Session, wanted: dict, known: dict) -> None:
    """What is promised to groups has to be there beside what others hold and what is released later."""
    if session.capacity is None:
        return
    rows = SignUp.objects.granted().filter(session=session, pool__isnull=False)
    held = Counter(rows.values_list("pool", flat=True))
    of_wanted = {key: held[known[key].pk] if key in known else 0 for key in wanted}
    promised = sum(max(share.places, of_wanted[key]) for key, share in wanted.items())
    held_back = session.releases.held_back().aggregate(sum=Coalesce(Sum("places"), 0))["sum"]
    left = session.capacity - held_back - (session.taken - sum(of_wanted.values()))
    if promised > left:
        raise PoolsExceed(promised, max(left, 0))


def _key(pool: Pool) -> tuple[str, int]:
    field = next(name for name in FIELDS.values() if getattr(pool, f"{name}_id"))
    return field, getattr(pool, f"{field}_id")
