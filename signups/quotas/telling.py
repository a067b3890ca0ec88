"""Telling those who name the people of a group what places it has been given."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from notices.actions import notify
from people.models import Member

from .. import notice_kinds as kinds
from ..models import Pool, Session, SignUpTerms
from ..telling import places_of
from .parts import takes_named_people


def tell_leaders(session: Session, given: Iterable[Pool]) -> None:
    """Tell of places that groups have been given on a date, or another number of them; `given` are of this date and of
    the later ones that follow it, and each group is told once of all. Where people sign up themselves nobody is.
    """
    if session.offering.mode != SignUpTerms.Mode.QUOTA or not takes_named_people(session):
        return
    groups: dict[tuple, list[Pool]] = {}
    for pool in given:
        groups.setdefault((pool.union_group_id, pool.branch_id), []).append(pool)
    for pools in groups.values():
        # Of the dates of one act, by the first on which somebody can still be named.
        open_ones = [pool for pool in pools if can_be_filled(pool)]
        leader = leader_of(pools[0])
        if leader and open_ones:
            _tell(leader, open_ones)


def can_be_filled(pool: Pool) -> bool:
    session = pool.session
    return session.offering.is_live and not (session.is_cancelled or session.has_begun or session.is_closed)


def leader_of(pool: Pool) -> Member | None:
    """Return who names the people of a pool: the leader of the group, or the chair of its branch; nobody's for an
    audience.
    """
    if pool.union_group:
        branch = pool.union_group.branch
        return pool.union_group.leader or (branch.chair if branch else None)
    return pool.branch.chair if pool.branch else None


def _tell(leader: Member, pools: list[Pool]) -> None:
    pool = pools[0]
    session = pool.session
    until = min(filter(None, (session.closes_at, pool.merges_at, session.starts_at)), default=None)
    with translation.override(settings.LANGUAGE_CODE):
        due = date_format(timezone.localtime(until), "n/j H:i") if until else ""
    said = {"group": str(pool.kept_for), "number": str(pool.places), "due": due, "count": str(len(pools))}
    notify(
        [leader],
        kind=kinds.GROUP_PLACES.code,
        wording="several" if len(pools) > 1 else "",
        # The lock lets one act after the other change the numbers of a date, each to be told.
        key=f"{kinds.GROUP_PLACES.code}.{pool.pk}.{timezone.now().timestamp():.6f}",
        places={**places_of(session), **said},
        link=reverse("session_group", args=[session.pk]) if len(pools) == 1 else reverse("group_places"),
    )
