"""What the organiser changes about one date. Those who have signed up are told."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from psycopg import errors

from people.models import Member

from .. import notice_kinds as kinds
from ..errors import BelowHolders, PoolsTooLarge, ReasonNeeded, VenueTaken
from ..locking import lock_session, patiently
from ..models import Session, SignUp, Venue
from ..promoting import promote
from ..rules import check_takes_place
from ..telling import hours, tell_all
from .giving_back import end


@patiently
def resize(session: Session, capacity: int | None, by: Member) -> Session:
    """Give a session more places or fewer; more go to those who wait first.

    Raises:
        BelowHolders: more people than that hold a place. PoolsTooLarge: more places are kept for groups.
    """
    session = lock_session(session.pk)
    check_takes_place(session)
    if capacity is not None and capacity < session.taken:
        raise BelowHolders(session.taken)
    if capacity is not None and sum(session.pools.kept().values_list("places", flat=True)) > capacity:
        raise PoolsTooLarge
    session.capacity, session.changed_by_hand = capacity, True
    session.save(update_fields=["capacity", "changed_by_hand"])
    promote(session)
    return session


@patiently
def move(
    session: Session,
    by: Member,
    *,
    starts_at: datetime,
    ends_at: datetime,
    venue: Venue | None,
    place: str = "",
    reason: str = "",
) -> Session:
    """Give one date other hours or another place; whoever is signed up is told and keeps what they have.

    Where the new hours meet another place that somebody holds, they keep both, and give one back if they like.

    Raises:
        SessionCancelled, SessionOver, VenueTaken
    """
    session = lock_session(session.pk)
    check_takes_place(session)
    before = hours(session.starts_at, session.ends_at)
    same_hours = (session.starts_at, session.ends_at) == (starts_at, ends_at)
    same = same_hours and (session.venue_id, session.place) == (venue and venue.pk, place)
    if same:
        return session
    session.starts_at, session.ends_at, session.venue, session.place = starts_at, ends_at, venue, place
    session.remark = reason
    # Its window moves with it: who could still cancel an hour ago can do so still.
    for name, moment in session.offering.window_of(starts_at).items():
        setattr(session, name, moment)
    mark_changed(session)
    _save_in_a_free_venue(session)
    if not same_hours:
        _move_hours_of_holders(session)
    told = SignUp.objects.live().filter(session=session).select_related("member")
    tell_all(kinds.MOVED, session, told, event=str(session.sequence), before=before, reason=reason)
    promote(session)
    return session


def mark_changed(session: Session) -> None:
    """Note that what a calendar shows of this date has changed by hand."""
    session.changed_by_hand, session.is_out_of_step = True, False
    touch(session)


def touch(session: Session) -> None:
    session.sequence += 1
    session.changed_at = timezone.now()


def _save_in_a_free_venue(session: Session) -> None:
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as error:
        if isinstance(error.__cause__, errors.ExclusionViolation):
            raise VenueTaken from error
        raise


def _move_hours_of_holders(session: Session) -> None:
    held = SignUp.objects.granted().filter(session=session)
    held.update(blocks=None)
    if not session.offering.clashes_matter:
        return
    hours_now = (session.starts_at, session.ends_at)
    for sign_up in held:
        elsewhere = SignUp.objects.clashing_with(session)
        if not elsewhere.of_person(sign_up.member_id, sign_up.dependant_id).exists():
            SignUp.objects.filter(pk=sign_up.pk).update(blocks=hours_now)


@patiently
def call_off(session: Session, by: Member, *, reason: str) -> Session:
    """Cancel one date, and tell everybody who has signed up; a second time it changes nothing.

    Raises:
        ReasonNeeded, SessionOver
    """
    session = lock_session(session.pk)
    if session.is_cancelled:
        return session
    check_takes_place(session)
    if not reason.strip():
        raise ReasonNeeded
    told = list(SignUp.objects.live().filter(session=session).select_related("member"))
    session.state, session.remark = Session.State.CANCELLED, reason.strip()
    mark_changed(session)
    session.save()
    end(told, SignUp.State.CANCELLED, by=by, reason=reason.strip())
    tell_all(kinds.CALLED_OFF, session, told, event=str(session.sequence), reason=reason.strip())
    return session


@patiently
def reopen(session: Session, by: Member) -> Session:
    """Let a date take place after all. Those who were signed up have been told that it does not, and sign up again.

    Raises:
        SessionOver, VenueTaken
    """
    session = lock_session(session.pk)
    if not session.is_cancelled:
        return session
    session.state, session.remark = Session.State.PLANNED, ""
    check_takes_place(session)
    mark_changed(session)
    _save_in_a_free_venue(session)
    return session
