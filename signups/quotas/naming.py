"""A group leader names people of the own group; the office decides, or they sign up like everybody."""

from people.models import Member

from .. import notice_kinds as kinds
from ..actions.giving_back import end
from ..actions.signing_up import enter
from ..errors import (
    HasEnded,
    NoPlacesForGroup,
    NotAtWork,
    NotForLeaders,
    NotForThem,
    NotOfYourGroup,
    NotYours,
    QuotaUsed,
    Suspended,
)
from ..locking import lock_session, patiently
from ..models import Pool, Session, SignUp, SignUpTerms
from ..promoting import promote
from ..rules import (
    check_audience,
    check_batch,
    check_not_there_yet,
    check_room,
    check_standing,
    check_window,
)
from ..telling import tell, tell_of_requests
from .parts import groups_led_by, people_of, pool_of, pools_led_by, takes_named_people


@patiently
def name_person(leader: Member, member: Member, session: Session) -> SignUp:
    """Sign somebody of the own group up, or put them forward where places are by group; they are told.

    All that holds for those who sign up themselves holds for them.

    Raises:
        SignUpRefused: one of its kinds says why not.
    """
    session = lock_session(session.pk)
    if not takes_named_people(session):
        raise NotForLeaders
    if not people_of(leader).filter(pk=member.pk).exists():
        raise NotOfYourGroup
    check_window(session)
    if session.offering.mode == SignUpTerms.Mode.QUOTA:
        _check_quota(session, leader, member)
    check_audience(session.offering, member)
    check_room(session, 1)
    try:
        check_standing(member)
    except Suspended as refusal:
        raise NotForThem from refusal
    check_not_there_yet(session, member, [None])
    row = enter(session, member, [None], by=leader)[0]
    tell_of_requests(session, [row])
    promoted = promote(session, asked_now=[row.pk])
    if session.offering.mode == SignUpTerms.Mode.FIRST_COME and row not in promoted:
        check_batch(session)
    row.refresh_from_db()
    # Whoever has got a place has been told so by `promote`, with who signed them up.
    if row.is_waiting:
        tell(kinds.SIGNED_UP_BY, session, [row], wording="waiting", by=leader.name)
    elif not row.is_granted:
        tell(kinds.SIGNED_UP_BY, session, [row], wording="named", event="named", by=leader.name)
    return row


@patiently
def take_back(row: SignUp, leader: Member) -> SignUp:
    """Withdraw somebody whom a leader has put forward and nobody has decided on; they are told.

    Raises:
        NotYours, HasEnded, NotAtWork: the office has decided already.
    """
    session = lock_session(row.session_id)
    row = SignUp.objects.select_related("member", "dependant").get(pk=row.pk)
    if row.signed_up_by_id != leader.pk or not groups_led_by(leader).filter(pk=row.member.union_group_id).exists():
        raise NotYours
    if not row.is_live:
        raise HasEnded
    if row.state != SignUp.State.REQUESTED:
        raise NotAtWork
    end([row], SignUp.State.CANCELLED, by=leader)
    tell(kinds.SIGNED_UP_BY, session, [row], wording="taken_back", event="taken_back", by=leader.name)
    return row


def _check_quota(session: Session, leader: Member, member: Member) -> None:
    pools = list(session.pools.select_related("union_group", "branch"))
    pool = pool_of(member, pools)
    if pool is None or not pools_led_by(leader).filter(pk=pool.pk).exists():
        raise NoPlacesForGroup
    if not Pool.objects.kept().filter(pk=pool.pk).exists():
        raise NoPlacesForGroup
    if named_in(session, pool, pools) >= pool.places:
        raise QuotaUsed(pool.places)


def named_in(session: Session, pool: Pool, pools: list[Pool]) -> int:
    """Return how many people of a pool are there already: named, admitted or with a place."""
    live = SignUp.objects.live().filter(session=session, dependant=None).select_related("member__union_group")
    return sum(pool_of(row.member, pools) == pool for row in live)
