"""Who gets a place. Nothing else grants one.

Called under the lock of `locking.py`, after whatever may have made a place free or brought somebody who wants one.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import timedelta

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from people.models import Member

from .models import Pool, Session, SignUp, SignUpTerms
from .telling import tell_of_places


def promote(session: Session, *, asked_now: Iterable[int] = (), only: Collection[int] | None = None) -> list[SignUp]:
    """Give the free places of a session to those who wait, by (rank, id), and tell each; returns who got one.

    A place goes to the first who is able to take it: a party that is larger than what is free, or somebody whose ward
    has its number already, keeps waiting and is passed by. `asked_now` are ids of sign-ups that were made in this very
    act: their place is theirs without being confirmed. `only` are ids of those who stand at the door: they alone get
    what is free, also once it has begun.
    """
    session.refresh_from_db(fields=["taken", "capacity", "state", "starts_at", "ends_at", "drawn_at"])
    if not _gives_places(session, at_the_door=only is not None):
        return []
    places = Places(session)
    if places.none_left:
        return []
    waiting = SignUp.objects.waiting().filter(session=session).able_to_take(session).in_order()
    if only is not None:
        waiting = waiting.filter(pk__in=only)
    parties = _parties(waiting.with_people())
    places.know_members(party[0].member for party in parties)
    granted = []
    for party in parties:
        if places.none_left:
            break
        granted += places.take(party)
    _grant(session, granted, set(asked_now))
    return granted


def _gives_places(session: Session, *, at_the_door: bool) -> bool:
    if session.is_cancelled or (session.has_begun and not at_the_door):
        return False
    return session.offering.mode != SignUpTerms.Mode.DRAW or session.drawn_at is not None


def _parties(waiting: Iterable[SignUp]) -> list[list[SignUp]]:
    """Return those who wait in order, those who come together as one, in the place of the first of them."""
    found: dict[object, list[SignUp]] = {}
    for sign_up in waiting:
        found.setdefault(sign_up.party or sign_up.pk, []).append(sign_up)
    # Of a party of whom somebody is unable to come nobody is.
    sizes = Counter()
    together = [key for key in found if not isinstance(key, int)]
    if together:
        sizes.update(SignUp.objects.waiting().filter(party__in=together).values_list("party", flat=True))
    return [party for key, party in found.items() if isinstance(key, int) or len(party) == sizes[key]]


class Places:
    """What is free in one session: places for everybody, those kept for groups, and how many each ward may still send.

    Numbers of places; `general` is infinite without a limit.
    """

    def __init__(self, session: Session):
        self.session = session
        self.pools: dict[Pool, int] = {}
        self.wards: Counter = Counter()
        self.ward_limit = session.offering.limit_per_department
        self.general = float("inf")
        if session.capacity is not None and session.taken >= session.capacity:
            self.general = 0
            return
        self._count_pools()
        if session.capacity is not None:
            held_back = session.releases.held_back().aggregate(sum=Coalesce(Sum("places"), 0))["sum"]
            kept = sum(self.pools.values())
            self.general = max(session.capacity - session.taken - kept - held_back, 0)
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

    def know_members(self, members: Iterable[Member]) -> None:
        """Ask who belongs to which pool: a query for each pool, however many wait."""
        pks = [member.pk for member in members]
        self.belonging = {pool: belonging_to(pool, pks) for pool in self.pools}

    @property
    def none_left(self) -> bool:
        return self.general <= 0 and not any(self.pools.values())

    def take(self, party: list[SignUp]) -> list[SignUp]:
        """Return the party, with a pool each or none, and count its places as taken; nobody if they do not all fit."""
        if not self._ward_has_room(party):
            return []
        member = party[0].member_id
        own = [pool for pool, free in self.pools.items() if free and member in self.belonging[pool]]
        chosen: list[Pool | None] = []
        for _sign_up in party:
            free = next((pool for pool in own if self.pools[pool] > chosen.count(pool)), None)
            chosen.append(free)
        if chosen.count(None) > self.general:
            return []
        for sign_up, pool in zip(party, chosen, strict=True):
            sign_up.pool = pool
            if pool is None:
                self.general -= 1
            else:
                self.pools[pool] -= 1
            if sign_up.dependant_id is None:
                self.wards[sign_up.member.department_id] += 1
        return party

    def _ward_has_room(self, party: list[SignUp]) -> bool:
        if not self.ward_limit:
            return True
        ward = party[0].member.department_id
        coming = sum(sign_up.dependant_id is None for sign_up in party)
        # Who belongs to no ward keeps nobody there from work.
        return ward is None or not coming or self.wards[ward] + coming <= self.ward_limit


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


def _grant(session: Session, granted: list[SignUp], asked_now: set[int]) -> None:
    now = timezone.now()
    hours = session.offering.confirm_within_hours
    blocks = (session.starts_at, session.ends_at) if session.starts_at and session.offering.clashes_matter else None
    for sign_up in granted:
        sign_up.waited = sign_up.pk not in asked_now
        asks = hours and sign_up.waited
        sign_up.state = SignUp.State.OFFERED if asks else SignUp.State.CONFIRMED
        sign_up.due_at = _due(session, now + timedelta(hours=hours)) if asks else None
        sign_up.granted_at = now
        sign_up.blocks = blocks
        sign_up.save(update_fields=["waited", "state", "due_at", "granted_at", "blocks", "pool"])
    session.taken += len(granted)
    tell_of_places(session, granted)


def _due(session: Session, due):
    """A place that nobody confirms has to be of use to the next one: it is offered until the session begins at most."""
    return min(due, session.starts_at) if session.starts_at else due
