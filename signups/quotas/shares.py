"""A date as the office sees it: pool by pool, and those who are of none."""

from dataclasses import dataclass, field

from ..models import Pool, Session, SignUp
from .parts import pool_of


@dataclass
class ShareOfDate:
    """The places of one pool, or of everybody (`pool` is None), and whose sign-ups go there."""

    name: str
    pool: Pool | None
    is_kept: bool = False
    rows: list[SignUp] = field(default_factory=list)

    @property
    def places(self) -> int | None:
        return self.pool.places if self.pool else None

    @property
    def requested(self) -> list[SignUp]:
        return [row for row in self.rows if row.state == SignUp.State.REQUESTED]

    @property
    def others(self) -> list[SignUp]:
        return [row for row in self.rows if row.state != SignUp.State.REQUESTED]

    @property
    def granted(self) -> int:
        return sum(row.is_granted for row in self.rows)


def shares_of(session: Session) -> list[ShareOfDate]:
    """Return the pools of a date in order, and last those who are of none, if there are any; three queries.

    Whoever has a place stands where the place is from; of the others, who is of a group stands with that.
    """
    pools = list(session.pools.select_related("union_group", "branch", "audience"))
    kept = set(Pool.objects.kept().filter(session=session).values_list("pk", flat=True))
    found: dict[int | None, ShareOfDate] = {
        pool.pk: ShareOfDate(str(pool.kept_for), pool, pool.pk in kept) for pool in pools
    }
    found[None] = ShareOfDate("", None)
    rows = SignUp.objects.live().filter(session=session).with_people().select_related("member__union_group")
    for row in rows.order_by("member__pinyin", "pk"):
        pool = None if row.is_granted and row.pool_id is None else pool_of(row.member, pools)
        found[row.pool_id or (pool and pool.pk)].rows.append(row)
    return [share for share in found.values() if share.pool or share.rows]
