"""Offering one's place, and taking what somebody offers: both get the other's place, or nobody does.

The number of places that are taken never changes by it, so that nobody who waits is passed by: a place only changes
hands. Both dates belong to one offering or one drive, and so to one lock. What somebody has answered never goes to
whoever takes their place: it goes along to another date of the same offering, or else the new holder is asked.
"""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from people.models import Member

from .. import notice_kinds as kinds
from ..actions.giving_back import end
from ..answers.keeping import carry, is_to_answer
from ..drives.choices import open_offerings_of
from ..errors import NoSwap, NotForThem, NotForYou, NotYours, OfferGone, SignUpRefused
from ..following import let_follow
from ..locking import lock_session, patiently
from ..models import Session, SignUp, SwapOffer
from ..promoting import promote
from ..rules import check_audience, check_standing
from ..telling import tell, tell_all, when
from .rules import check_may_go, check_may_take, check_same_ward


@patiently
def offer(sign_up: SignUp, by: Member, *, wanted: Session | None = None, to: Member | None = None) -> SwapOffer:
    """Offer one's place for one of the date `wanted`, for one of any other date (None), or give it to `to`.

    Another open offer of the same place ends with it. Whoever holds a place on the date `wanted` is told.

    Raises:
        SignUpRefused: the place cannot go, or not there.
    """
    session = lock_session(sign_up.session_id)
    row = _row(sign_up.pk)
    check_may_go(row, session, by)
    if to is not None:
        check_same_ward(by, to)
        try:
            check_audience(session.offering, to)
            check_standing(to)
        except SignUpRefused as refusal:
            raise NotForThem from refusal
    elif wanted is not None and not exchangeable_with(session, by).filter(pk=wanted.pk).exists():
        raise NoSwap
    SwapOffer.objects.filter(sign_up=row, state=SwapOffer.State.OPEN).update(**_ended(SwapOffer.State.WITHDRAWN))
    made = SwapOffer.objects.create(sign_up=row, wanted=wanted, to_member=to)
    if to is not None:
        _tell_of_gift(made, session, by, to)
    elif wanted is not None:
        _tell_who_could_exchange(row, session, wanted)
    return made


@patiently
def withdraw(swap_offer: SwapOffer, by: Member) -> SwapOffer:
    """Take an offer back, or turn down what is given to oneself; a second time it changes nothing.

    Raises:
        NotYours, OfferGone: it has been accepted.
    """
    lock_session(swap_offer.sign_up.session_id)
    found = SwapOffer.objects.select_related("sign_up").get(pk=swap_offer.pk)
    if by.pk not in (found.sign_up.member_id, found.to_member_id):
        raise NotYours
    if found.state == SwapOffer.State.ACCEPTED:
        raise OfferGone
    if found.is_open:
        SwapOffer.objects.filter(pk=found.pk).update(**_ended(SwapOffer.State.WITHDRAWN))
        found.refresh_from_db()
    return found


@patiently
def accept(swap_offer: SwapOffer, by: Member, *, giving: SignUp | None = None) -> SignUp:
    """Take what is offered, for the own place `giving`, or as a gift; returns the new place of `by`.

    Raises:
        OfferGone: it was withdrawn, somebody was quicker, or it is too late. Else SignUpRefused: one of its kinds says
            which of the two cannot take the other's place.
    """
    session = lock_session(swap_offer.sign_up.session_id)
    found = SwapOffer.objects.open().filter(pk=swap_offer.pk).first()
    if found is None:
        raise OfferGone
    row = found.sign_up = _row(found.sign_up_id)
    check_may_go(row, session, row.member)
    if found.is_gift:
        return _take_gift(found, session, by)
    if giving is None:
        raise NoSwap
    return _exchange(found, session, by, giving)


def exchangeable_with(session: Session, reader: Member):
    """Sessions whose holders could exchange with those of `session`: of the same offering, or of its drive, as far as
    `reader` may read of it.
    """
    offering = session.offering
    of_it = {"offering__in": open_offerings_of(offering.drive, reader)} if offering.drive else {"offering": offering}
    others = Session.objects.live().swappable().filter(**of_it, offering__is_confidential=False)
    return others.exclude(pk=session.pk)


def _take_gift(found: SwapOffer, session: Session, by: Member) -> SignUp:
    if found.to_member_id != by.pk:
        raise NotForYou
    row = found.sign_up
    check_same_ward(row.member, by)
    check_standing(by)
    left = _leave_the_queue(session, by)
    end([row], SignUp.State.SWAPPED, by=by)
    check_may_take(by, session, row)
    taken = _take_over(row, session, by)
    carry(left, taken)
    _accepted(found, taken)
    tell(kinds.SWAPPED, session, [taken], wording="taken")
    tell(kinds.SWAPPED, session, [row], wording="given", name=by.name)
    promote(session, freed=[row])
    return taken


def _exchange(found: SwapOffer, session: Session, by: Member, giving: SignUp) -> SignUp:
    mine, theirs = _row(giving.pk), found.sign_up
    other = Session.objects.select_related("offering", "venue").get(pk=mine.session_id)
    fits = found.wanted_id in (None, other.pk) and exchangeable_with(session, by).filter(pk=other.pk).exists()
    if not fits or theirs.member_id == by.pk:
        raise NoSwap
    check_may_go(mine, other, by)
    left, left_there = _leave_the_queue(session, by), _leave_the_queue(other, theirs.member)
    # First, so that neither place counts for a limit of the other.
    end([theirs, mine], SignUp.State.SWAPPED, by=by)
    check_may_take(by, session, theirs)
    try:
        check_may_take(theirs.member, other, mine)
    except SignUpRefused as refusal:
        # Why it is not possible for somebody else is nobody's business.
        raise NoSwap from refusal
    taken, given = _take_over(theirs, session, by), _take_over(mine, other, theirs.member)
    goes_along = other.offering_id == session.offering_id
    carry([*left, mine] if goes_along else left, taken)
    carry([*left_there, theirs] if goes_along else left_there, given)
    SwapOffer.objects.filter(sign_up=mine, state=SwapOffer.State.OPEN).update(**_ended(SwapOffer.State.WITHDRAWN))
    _accepted(found, taken)
    tell(kinds.SWAPPED, session, [taken])
    tell(kinds.SWAPPED, other, [given], wording="asked" if is_to_answer(given) else "")
    promote(session, freed=[theirs])
    promote(other, freed=[mine])
    return taken


def _take_over(place: SignUp, session: Session, member: Member) -> SignUp:
    """Write down that a place which has just been left is somebody else's; the count is what it was."""
    blocks = (session.starts_at, session.ends_at) if session.starts_at and session.offering.clashes_matter else None
    taken = SignUp.objects.create(
        session=session,
        member=member,
        pool=place.pool,
        state=SignUp.State.CONFIRMED,
        granted_at=timezone.now(),
        blocks=blocks,
    )
    let_follow(session, [taken])
    return taken


def _leave_the_queue(session: Session, member: Member) -> list[SignUp]:
    waiting = list(SignUp.objects.waiting().filter(session=session, member=member, dependant=None, party=None))
    end(waiting, SignUp.State.CANCELLED, by=member)
    return waiting


def _accepted(found: SwapOffer, taken: SignUp) -> None:
    SwapOffer.objects.filter(pk=found.pk).update(**_ended(SwapOffer.State.ACCEPTED), taken_over_by=taken)


def _ended(state: SwapOffer.State) -> dict:
    return {"state": state, "ended_at": timezone.now()}


def _row(pk: int) -> SignUp:
    """Return a place, locked: attendance is noted under a lock of the row alone."""
    places = SignUp.objects.select_related("member", "pool").select_for_update(no_key=True, of=("self",))
    return places.get(pk=pk)


def _tell_who_could_exchange(place: SignUp, session: Session, wanted: Session) -> None:
    """Tell those who hold a place on the date wanted; once of each place, however often it is offered."""
    rows = SignUp.objects.of_holders().filter(session=wanted, dependant=None, party=None).exclude(attendance="present")
    rows = rows.exclude(member__in=session.sign_ups.granted().filter(dependant=None).values("member"))
    if session.offering.audience:
        rows = rows.filter(member__in=Member.objects.in_audience(session.offering.audience))
    rows = list(rows.select_related("member"))
    with translation.override(settings.LANGUAGE_CODE):
        other = when(session)
    if wanted.offering_id != session.offering_id:
        rows = [row for row in rows if session.offering.may_be_read_by(row.member)]
        other = f"{session.offering.title} {other}"
    tell_all(kinds.SWAP_WANTED, wanted, rows, event=str(place.pk), other=other)


def _tell_of_gift(made: SwapOffer, session: Session, by: Member, to: Member) -> None:
    until = session.cancel_until or session.starts_at
    due = date_format(timezone.localtime(until), "n/j H:i") if until else ""
    # It is about somebody else's row, and about this one offer of it.
    addressed = SignUp(pk=made.sign_up_id, member=to, session=session)
    tell(kinds.SWAP_OFFERED, session, [addressed], event=str(made.pk), by=by.name, due=due)
