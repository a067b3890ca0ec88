"""What a club is to whoever reads its page: whether it takes members, what is theirs already, what they can do."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from approval.permissions import works_on_pages
from signups.models import Session, SignUp
from signups.own.standing import own_live

from ..budget.rules import reviews_accounts
from ..models import ClubMembership, ClubPage, ClubRenewal, ClubRole
from ..rules import leads
from .offering import session_of


class State(StrEnum):
    MEMBER = "member"
    OFFERED = "offered"
    REQUESTED = "requested"
    WAITING = "waiting"
    # Nothing of one's own.
    NOT_FOR_YOU = "not_for_you"
    OPEN = "open"
    OPENS = "opens"
    CLOSED = "closed"


OWN_STATES = {
    SignUp.State.CONFIRMED: State.MEMBER,
    SignUp.State.OFFERED: State.OFFERED,
    SignUp.State.REQUESTED: State.REQUESTED,
    SignUp.State.WAITING: State.WAITING,
}


@dataclass
class ClubStanding:
    """One club as one reader finds it. `own` is their live sign-up, with `position`; `renewal` is the one in which they
    have not said yet that they stay.
    """

    club: ClubPage
    session: Session | None
    own: SignUp | None = None
    membership: ClubMembership | None = None
    renewal: ClubRenewal | None = None
    keeps_list: bool = False
    reads_account: bool = False
    refusal: str = ""

    @property
    def state(self) -> State:
        if self.own:
            return OWN_STATES[self.own.state]
        if self.membership:
            return State.MEMBER
        session = self.session
        if session is None or not session.offering.is_live:
            return State.CLOSED
        if self.refusal:
            return State.NOT_FOR_YOU
        if session.is_not_open_yet:
            return State.OPENS
        return State.CLOSED if session.is_closed else State.OPEN

    @property
    def is_full(self) -> bool:
        """True where whoever is admitted now waits."""
        return self.session is not None and self.session.is_full

    @property
    def places_left(self) -> int | None:
        return self.session.places_left if self.session else None

    @cached_property
    def requests(self) -> int:
        """How many are to be decided on; one query."""
        return SignUp.objects.requested().filter(session=self.session).count() if self.session else 0


def standing_of(club: ClubPage, reader) -> ClubStanding:
    """Return a club as `reader`, a member or a visitor, finds it; a constant number of queries."""
    found = ClubStanding(club, session_of(club))
    if not reader.is_authenticated:
        return found
    found.keeps_list = leads(club, reader) or works_on_pages(reader)
    found.reads_account = found.keeps_list or reviews_accounts(reader)
    if found.session:
        found.own = own_live(reader).filter(session=found.session).first()
    found.membership = ClubMembership.objects.present().filter(club=club, member=reader).first()
    if found.membership:
        found.renewal = _unanswered(club, found.membership)
    elif found.session and found.session.offering.audience:
        found.refusal = found.session.offering.audience.why_not(reader) or ""
    return found


def _unanswered(club: ClubPage, membership: ClubMembership) -> ClubRenewal | None:
    renewal = ClubRenewal.objects.open().filter(club=club).first()
    if renewal and renewal.asked().filter(pk=membership.pk, has_answered=False).exists():
        return renewal
    return None


def duties_of(club: ClubPage, day) -> list[ClubRole]:
    """Return the duties that are held in a club on a day, each with its member."""
    held = ClubRole.objects.held_on(day).filter(membership__club=club, membership__left_on=None)
    return list(held.select_related("membership__member").order_by("duty", "membership__member__pinyin"))
