"""Who gets a place. Nothing else grants one.

Called under the lock of `locking.py`, after whatever may have made a place free or brought somebody who wants one.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from procrastinate.contrib.django import app

from people.models import Member

from .following import let_follow
from .locking import lock_session
from .models import Pool, Session, SignUp
from .registry import answers_of
from .telling import tell_of_places


class Asker(NamedTuple):
    """One who waits, as far as the choice goes."""

    pk: int
    party: UUID | None
    member_id: int
    dependant_id: int | None
    member__department_id: int | None


def promote(
    session: Session,
    *,
    asked_now: Iterable[int] = (),
    freed: Iterable[SignUp] = (),
    only: Collection[int] | None = None,
    stands_as_read: bool = False,
) -> list[SignUp]:
    """Give the free places of a session to those who wait, by (rank, id), and tell each; returns who got one.

    A place goes to the first who is able to take it: a party that is larger than what is free, or somebody whose ward
    has its number already, keeps waiting and is passed by. `asked_now` are ids of sign-ups that were made, or decided
    on, in this very act: their place is theirs without being confirmed. `freed` are sign-ups whose people hold no place
    here any more, or at other hours: where they wait elsewhere it may be their turn now. `only` are ids of those who
    stand at the door: they alone get what is free, also once it has begun. `stands_as_read`: nothing of the session has
    been written since it was read under the lock.
    """
    if not stands_as_read:
        session.refresh_from_db(fields=["taken", "capacity", "state", "starts_at", "ends_at", "drawn_at", "listed_at"])
    granted = _grant(session, _choose(session, only), set(asked_now))
    if freed:
        _promote_elsewhere(session, freed)
    return granted


def _choose(session: Session, only: Collection[int] | None) -> dict[int, Pool | None]:
    """Return the ids of the sign-ups that get a place now, each with its pool."""
    if not _gives_places(session, at_the_door=only is not None):
        return {}
    places = Places(session)
    if places.none_left:
        return {}
    waiting = SignUp.objects.waiting().filter(session=session).able_to_take(session).in_order()
    if only is not None:
        waiting = waiting.filter(pk__in=only)
    parties = _parties(Asker(*row) for row in waiting.values_list(*Asker._fields))
    places.know_members(party[0].member_id for party in parties)
    chosen: dict[int, Pool | None] = {}
    for party in parties:
        if places.none_left:
            break
        chosen |= places.take(party)
    return chosen


def _gives_places(session: Session, *, at_the_door: bool) -> bool:
    if session.is_cancelled or (session.has_begun and not at_the_door):
        return False
    return not session.awaits_order


def _parties(waiting: Iterable[Asker]) -> list[list[Asker]]:
    """Return those who wait in order, those who come together as one, in the place of the first of them."""
    found: dict[object, list[Asker]] = {}
    for asker in waiting:
        found.setdefault(asker.party or asker.pk, []).append(asker)
    # Of a party of whom somebody is unable to come nobody is.
    sizes = Counter()
    together = [key for key in found if isinstance(key, UUID)]
    if together:
        sizes.update(SignUp.objects.waiting().filter(party__in=together).values_list("party", flat=True))
    return [party for key, party in found.items() if key not in sizes or len(party) == sizes[key]]


class Places:
    """What is free in one session: places for everybody, those kept for groups, and how many each ward may still send.

    Numbers of places; without a limit they are infinite. `free` is the bound of all: more may be kept for groups, or
    for later, than there are, once a session has been made smaller.
    """

    def __init__(self, session: Session):
        self.session = session
        self.pools: dict[Pool, int] = {}
        self.belonging: dict[Pool, set[int]] = {}
        self.wards: Counter = Counter()
        self.ward_limit = session.offering.limit_per_department
        self.free = self.general = float("inf")
        if session.capacity is not None:
            self.free = self.general = max(session.capacity - session.taken, 0)
        if not self.free:
            return
        self._count_pools()
        if session.capacity is not None:
            held_back = session.releases.held_back().aggregate(sum=Coalesce(Sum("places"), 0))["sum"]
            self.general = max(self.free - sum(self.pools.values()) - held_back, 0)
        if self.ward_limit:
            granted = SignUp.objects.granted().filter(session=session, dependant=None)
            self.wards.update(granted.values_list("member__department", flat=True))

    def _count_pools(self) -> None:
        pools = list(Pool.objects.kept().filter(session=self.session).select_related("audience"))
        if not pools:
            return
        held = Counter(
            SignUp.objects.granted().filter(session=self.session, pool__in=pools).values_list("pool", flat=True)
        )
        self.pools = {pool: max(pool.places - held[pool.pk], 0) for pool in pools}

    def know_members(self, members: Iterable[int]) -> None:
        """Ask who belongs to which pool: a query for each pool, however many wait."""
        pks = list(members)
        self.belonging = {pool: belonging_to(pool, pks) for pool in self.pools}

    @property
    def none_left(self) -> bool:
        return not self.free or (self.general <= 0 and not any(self.pools.values()))

    def take(self, party: list[Asker]) -> dict[int, Pool | None]:
        """Return a pool or none for each of the party, and count its places as taken; nobody if they do not all fit."""
        if len(party) > self.free or not self._ward_has_room(party):
            return {}
        member = party[0].member_id
        own = [pool for pool, free in self.pools.items() if free and member in self.belonging[pool]]
        chosen: list[Pool | None] = []
        for _asker in party:
            chosen.append(next((pool for pool in own if self.pools[pool] > chosen.count(pool)), None))
        if chosen.count(None) > self.general or not self._belongs(member):
            return {}
        for asker, pool in zip(party, chosen, strict=True):
            self.free -= 1
            if pool is None:
                self.general -= 1
            else:
                self.pools[pool] -= 1
            if asker.dependant_id is None:
                self.wards[asker.member__department_id] += 1
        return {asker.pk: pool for asker, pool in zip(party, chosen, strict=True)}

    def _ward_has_room(self, party: list[Asker]) -> bool:
        if not self.ward_limit:
            return True
        ward = party[0].member__department_id
        coming = sum(asker.dependant_id is None for asker in party)
        # Who belongs to no ward keeps nobody there from work.
        return ward is None or not coming or self.wards[ward] + coming <= self.ward_limit

    def _belongs(self, member_id: int) -> bool:
        """Whether a member is still one of those to whom alone it is offered. Asked last, since each is a query."""
        offering = self.session.offering
        if not offering.belonging_only:
            return True
        return answers_of(offering).belongs(offering.thing, Member.objects.get(pk=member_id))


def belonging_to(pool: Pool, members: list[int]) -> set[int]:
    """Return the ids of those of `members` for whom the places of a pool are kept; one query."""
    among = Member.objects.filter(pk__in=members)
    if pool.audience:
        among = among.in_audience(pool.audience)
    elif pool.union_group_id:
        among = among.filter(union_group=pool.union_group_id)
    else:
        among = among.filter(union_group__branch=pool.branch_id)
    return set(among.values_list("pk", flat=True))


def _grant(session: Session, chosen: dict[int, Pool | None], asked_now: set[int]) -> list[SignUp]:
    if not chosen:
        return []
    now = timezone.now()
    hours = session.offering.confirm_within_hours
    blocks = (session.starts_at, session.ends_at) if session.starts_at and session.offering.clashes_matter else None
    granted = list(SignUp.objects.filter(pk__in=chosen).with_people().in_order())
    for sign_up in granted:
        sign_up.pool = chosen[sign_up.pk]
        sign_up.waited = sign_up.pk not in asked_now
        asks = hours and sign_up.waited
        sign_up.state = SignUp.State.OFFERED if asks else SignUp.State.CONFIRMED
        sign_up.due_at = _due(session, now + timedelta(hours=hours)) if asks else None
        sign_up.granted_at = now
        sign_up.blocks = blocks
        sign_up.save(update_fields=["waited", "state", "due_at", "granted_at", "blocks", "pool"])
    session.taken += len(granted)
    tell_of_places(session, granted)
    let_follow(session, granted)
    return granted


def _due(session: Session, due):
    """A place that nobody confirms has to be of use to the next one: it is offered until the session begins at most."""
    return min(due, session.starts_at) if session.starts_at else due


def _promote_elsewhere(session: Session, freed: Iterable[SignUp]) -> None:
    """Look again where people wait who were passed by because of the place that they had here.

    What is under the same lock is done at once. The others have a lock of their own, which nobody asks for while
    holding this one: a job does them, deferred in this transaction.
    """
    waiting = SignUp.objects.waiting().filter(member__in={each.member_id for each in freed})
    elsewhere = (
        Session.objects.with_room().filter(sign_ups__in=waiting).exclude(pk=session.pk).distinct().order_by("pk")
    )
    here = session.offering
    for pk, offering_id, drive_id in elsewhere.values_list("pk", "offering", "offering__drive"):
        if offering_id == here.pk or (drive_id is not None and drive_id == here.drive_id):
            promote(lock_session(pk))
        else:
            app.configure_task("signups.give_places").defer(session_id=pk)
