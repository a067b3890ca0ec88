"""What the organiser changes about one date. Those who have signed up are told."""

from datetime import datetime, timedelta

from django.utils import timezone

from people.models import Member

from .. import notice_kinds as kinds
from ..errors import BelowHolders, InThePast, PoolsTooLarge, ReasonNeeded
from ..locking import lock_session, patiently
from ..models import Session, SignUp, Venue
from ..promoting import promote
from ..rules import check_takes_place
from ..telling import places_of, tell_all
from .giving_back import end

# Whoever is moved to another hour has so long to say that they cannot come then.
TIME_TO_THINK = timedelta(hours=24)


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
        SessionCancelled, SessionOver, InThePast, VenueTaken
    """
    session = lock_session(session.pk)
    check_takes_place(session)
    if starts_at <= timezone.now():
        raise InThePast
    before = places_of(session)["when"]
    same_hours = (session.starts_at, session.ends_at) == (starts_at, ends_at)
    same = same_hours and (session.venue_id, session.place) == (venue and venue.pk, place)
    if same:
        return session
    session.starts_at, session.ends_at, session.venue, session.place = starts_at, ends_at, venue, place
    session.remark = reason
    if not same_hours:
        _move_window(session)
    mark_changed(session)
    session.save()
    told = list(SignUp.objects.live().filter(session=session).select_related("member"))
    if not same_hours:
        SignUp.objects.filter(session=session, due_at__gt=starts_at).update(due_at=starts_at)
        set_hours_of_holders(session)
    tell_all(kinds.MOVED, session, told, event=str(session.sequence), before=before, reason=reason)
    promote(session, freed=() if same_hours else told)
    return session


def _move_window(session: Session) -> None:
    """Let the window of a session follow its hours. What is open stays open; whoever could cancel freely still can, and
    has a day to think about the new hour; no places are held back until it has begun.
    """
    was_open, was_free = not session.is_not_open_yet, session.can_be_cancelled_freely
    window = session.offering.window_of(session.starts_at)
    session.closes_at, session.cancel_until = window["closes_at"], window["cancel_until"]
    if not was_open:
        session.opens_at = window["opens_at"]
    if was_free:
        thought_over = min(timezone.now() + TIME_TO_THINK, session.starts_at)
        session.cancel_until = max(session.cancel_until, thought_over)
    session.releases.filter(released_at=None, at__gte=session.starts_at).update(released_at=timezone.now())


def mark_changed(session: Session) -> None:
    """Note that what a calendar shows of this date has changed by hand."""
    session.changed_by_hand, session.is_out_of_step = True, False
    touch(session)


def touch(session: Session) -> None:
    session.sequence += 1
    session.changed_at = timezone.now()


def set_hours_of_holders(session: Session) -> None:
    """Note at what hours the places of a session take their holders' time; not of those who hold another place then."""
    held = SignUp.objects.granted().filter(session=session)
    held.update(blocks=None)
    if session.starts_at is None or not session.offering.clashes_matter:
        return
    busy = set(SignUp.objects.clashing_with(session).values_list("member", "dependant"))
    free = [pk for pk, *person in held.values_list("pk", "member", "dependant") if tuple(person) not in busy]
    SignUp.objects.filter(pk__in=free).update(blocks=(session.starts_at, session.ends_at))


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
    promote(session, freed=told)
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
    session.save()
    return session
