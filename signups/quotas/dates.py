"""The dates on which somebody's groups have places, with how many of these are named."""

from dataclasses import dataclass

from people.models import Member

from ..models import Pool, Session, SignUp, SignUpTerms
from ..telling import when
from .parts import ALONE_TOO, pool_of, pools_led_by


@dataclass
class Dated:
    """One date for a leader: of the places of all the own groups, how many are named."""

    session: Session
    places: int = 0
    named: int = 0

    @property
    def when(self) -> str:
        return when(self.session)

    @property
    def left(self) -> int:
        return max(self.places - self.named, 0)


def dates_of(leader: Member, most: int | None = None) -> list[Dated]:
    """Return the coming dates on which people of the own groups can be named, in order; three queries."""
    coming = Session.objects.live().planned().coming().with_card_data()
    coming = coming.filter(
        offering__mode=SignUpTerms.Mode.QUOTA, offering__is_confidential=False, offering__company__in=ALONE_TOO
    )
    led = {pool.pk for pool in pools_led_by(leader).filter(session__in=coming.order_by().values("pk"))}
    sessions = list(coming.filter(pools__in=led).distinct().order_by("starts_at", "pk")[:most])
    pools: dict[int, list[Pool]] = {}
    for pool in Pool.objects.filter(session__in=sessions).select_related("union_group", "branch"):
        pools.setdefault(pool.session_id, []).append(pool)
    found = {}
    for session in sessions:
        found[session.pk] = Dated(session, sum(pool.places for pool in pools[session.pk] if pool.pk in led))
    live = SignUp.objects.live().filter(session__in=sessions, dependant=None, member__union_group__isnull=False)
    for row in live.select_related("member__union_group"):
        pool = pool_of(row.member, pools[row.session_id])
        if pool and pool.pk in led:
            found[row.session_id].named += 1
    return list(found.values())
