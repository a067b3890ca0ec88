"""What one date is to whoever looks at it: whether there are places, what is theirs already, and what they can do."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ..actions.giving_back import free_until, is_late
from ..models import Session, SignUp, SignUpTerms
from ..quotas.wards import is_full_for
from ..telling import parties
from .meant import is_meant, with_belonging


class State(StrEnum):
    CANCELLED = "cancelled"
    # One's own, the most pressing first.
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    REQUESTED = "requested"
    WAITING = "waiting"
    # Nothing of one's own.
    OVER = "over"
    BEGUN = "begun"
    OPEN = "open"
    WITHDRAWN = "withdrawn"
    NOT_FOR_YOU = "not_for_you"
    OPENS = "opens"
    CLOSED = "closed"
    BY_LIST = "by_list"
    FREE = "free"
    LATER = "later"
    FULL = "full"


OWN_STATES = [State.OFFERED, State.CONFIRMED, State.REQUESTED, State.WAITING]
ASKING_STATES = [State.FREE, State.FULL]


@dataclass
class Standing:
    """One session as one reader finds it. `mine` are their own live sign-ups, with `position`, their own one first.

    The session comes from `sessions_to_show`, or has what that adds.
    """

    session: Session
    mine: list[SignUp] = field(default_factory=list)
    # Who looks; without one, everybody.
    reader: object = None
    # What kind of thing it is, in words, where a list says so.
    kind: str = ""
    # Their ward has its number of people there already; asked for one date, not for those of a list.
    ward_is_full: bool = False

    @property
    def state(self) -> State:
        session = self.session
        if session.is_cancelled:
            return State.CANCELLED
        if self.mine:
            return State(min((each.state for each in self.mine), key=[*OWN_STATES].index))
        if session.has_begun:
            return State.OVER if session.is_over else State.BEGUN
        if not session.offering.takes_sign_ups:
            return State.OPEN
        if not session.offering.is_live:
            return State.WITHDRAWN
        # Asked last: whoever has just signed up need not wait for it.
        if self.reader and not is_meant(session, self.reader):
            return State.NOT_FOR_YOU
        if session.offering.mode == SignUpTerms.Mode.SELECTION:
            return State.BY_LIST
        if session.is_not_open_yet:
            return State.OPENS
        if session.is_closed or (self.is_draw and session.drawn_at):
            return State.CLOSED
        return self._state_of_places()

    def _state_of_places(self) -> State:
        if self.has_no_rush or self.places_now is None or self.places_now >= self.places_needed:
            return State.FREE
        return State.LATER if self.session.later_places else State.FULL

    @property
    def is_quiet(self) -> bool:
        """True for what nobody can come to any more."""
        return self.session.is_cancelled or self.session.is_over

    @property
    def is_own(self) -> bool:
        return self.state in OWN_STATES

    @property
    def is_draw(self) -> bool:
        return self.session.offering.mode == SignUpTerms.Mode.DRAW

    @property
    def is_decided_on(self) -> bool:
        return self.session.offering.mode in SignUpTerms.ADMITTED_MODES

    @property
    def has_no_rush(self) -> bool:
        """True where somebody decides, or a draw does: nobody is too late for a place."""
        return self.is_draw or self.is_decided_on

    @property
    def awaits_draw(self) -> bool:
        return self.session.awaits_draw

    @property
    def awaits_list(self) -> bool:
        return self.session.awaits_list

    @property
    def takes_sign_ups(self) -> bool:
        return self.session.offering.takes_sign_ups

    @property
    def places_now(self) -> int | None:
        """How many places the reader could have now: not those for a later hour, nor those that are kept for groups of
        others; None without a limit.
        """
        session = self.session
        if session.places_left is None:
            return None
        general = max(session.places_left - session.later_places - session.kept_places, 0)
        return min(general + session.own_places, session.places_left)

    @property
    def places_needed(self) -> int:
        """How many places whoever signs up takes at least: two come together, or wait together."""
        return 2 if self.session.offering.company == SignUpTerms.Company.TOGETHER else 1

    @property
    def has_too_few(self) -> bool:
        """True where places are left, but not enough for those who come together."""
        return self.state == State.FULL and bool(self.places_now)

    @property
    def kept_for_others(self) -> int:
        """How many of the free places are kept for groups to which the reader does not belong."""
        return self.session.kept_places - self.session.own_places

    @property
    def asks(self) -> bool:
        """True where one can sign up now, or could in a moment."""
        return self.state in (*ASKING_STATES, State.OPENS, State.LATER)

    @property
    def can_ask(self) -> bool:
        return self.state in ASKING_STATES

    @property
    def would_wait(self) -> bool:
        """True where whoever signs up now goes on the waiting list."""
        kept_away = self.ward_is_full and not (self.is_draw or self.is_decided_on)
        return self.state == State.FULL or (self.state == State.FREE and kept_away)

    @property
    def may_ask_for_another(self) -> bool:
        """True where somebody has signed up one of their dependants, and could sign up the next."""
        is_for_one = self.session.offering.company == SignUpTerms.Company.DEPENDANT
        return is_for_one and self.is_own and self.session.takes_sign_ups_now

    @property
    def opens_at(self):
        """When the button opens by itself: at the beginning, or with the next batch; None while it is open."""
        return {State.OPENS: self.session.opens_at, State.LATER: self.session.later_at}.get(self.state)

    @property
    def first(self) -> SignUp | None:
        """The most pressing of one's own."""
        return min(self.mine, key=lambda each: OWN_STATES.index(each.state)) if self.mine else None

    @property
    def parties(self) -> list["OwnParty"]:
        return [OwnParty(self.session, rows) for rows in parties(self.mine)]


@dataclass
class OwnParty:
    """Those of one's own who come together, or one who comes alone."""

    session: Session
    rows: list[SignUp]

    @property
    def first(self) -> SignUp:
        return self.rows[0]

    @property
    def has_dependants(self) -> bool:
        return any(row.dependant_id for row in self.rows)

    @property
    def who(self) -> str:
        return "、".join(row.person_name for row in self.rows)

    @property
    def can_be_ended(self) -> bool:
        has_begun = self.session.has_begun and self.first.is_granted
        return not (self.session.is_cancelled or has_begun or any(row.was_there for row in self.rows))

    @property
    def counts_if_ended(self) -> bool:
        return is_late(self.session, self.first)

    @property
    def free_later(self) -> datetime | None:
        """Until when this place is given back freely, where the hour for the others is over."""
        until = free_until(self.session, self.first)
        is_longer = until is not None and not self.session.can_be_cancelled_freely
        return until if is_longer and not self.counts_if_ended else None


def sessions_to_show(sessions, reader):
    """Fetch with a queryset of sessions what `Standing` shows of them to `reader`."""
    return with_belonging(_with_numbers(sessions, reader), reader)


def _with_numbers(sessions, reader):
    return sessions.with_card_data().with_queue().with_later_places().with_kept_places(reader)


def standings(sessions: Iterable[Session], reader) -> list[Standing]:
    """Return the sessions as `reader`, a member or a visitor, finds them; one query beside them, and another
    where some are for an audience.
    """
    found = [Standing(session, reader=reader) for session in sessions]
    if not reader.is_authenticated or not found:
        return found
    own = defaultdict(list)
    pks = [standing.session.pk for standing in found if standing.takes_sign_ups or standing.session.taken]
    for sign_up in own_live(reader).filter(session__in=pks) if pks else []:
        own[sign_up.session_id].append(sign_up)
    for standing in found:
        standing.mine = sorted(own[standing.session.pk], key=lambda each: (each.dependant_id or 0, each.pk))
    return found


def own_live(member):
    return SignUp.objects.live().filter(member=member).select_related("member", "dependant").with_position()


def standing_of(pk: int, reader) -> Standing:
    """Return one session as `reader` finds it now. Raises Session.DoesNotExist."""
    # Whoever has just signed up waits for this: whether it is for them is asked where it is to be said.
    found = standings([_with_numbers(Session.objects, reader).get(pk=pk)], reader)[0]
    found.ward_is_full = is_full_for(found.session, reader)
    return found
