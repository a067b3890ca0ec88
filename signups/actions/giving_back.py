"""Giving a place back, or leaving the waiting list."""

from datetime import datetime, timedelta

from django.utils import timezone

from people.models import Member

from ..errors import HasEnded, LateCancel, NotedAsPresent, NotYours, SessionOver
from ..following import let_all_follow
from ..locking import lock_session, patiently
from ..models import Session, SignUp, SignUpSettings, SignUpTerms, Strike
from ..promoting import promote

# Whoever is given a place after the hour until which it could be given back has so long to say that they cannot come.
TIME_TO_ANSWER = timedelta(hours=1)


@patiently
def cancel(sign_up: SignUp, by: Member, *, knows_it_is_late: bool = False) -> list[SignUp]:
    """End one's own sign-up, and those of the same party; returns the rows that have ended.

    Leaving the waiting list, or a place that was only offered, never counts. Cancelling a confirmed place later than
    `free_until` does, if absences count, and is refused until `knows_it_is_late`.

    Raises:
        NotYours, HasEnded, SessionOver, NotedAsPresent, LateCancel
    """
    session = lock_session(sign_up.session_id)
    row = SignUp.objects.get(pk=sign_up.pk)
    if row.member_id != by.pk:
        raise NotYours
    if not row.is_live:
        raise HasEnded
    if session.has_begun and row.is_granted:
        raise SessionOver
    party = party_to_end(row)
    counts = is_late(session, row)
    if counts and not knows_it_is_late:
        raise LateCancel
    ended = end(party, SignUp.State.CANCELLED, by=by)
    if counts:
        strike(row, Strike.Cause.LATE_CANCEL, weight=SignUpSettings.load().late_cancel_weight)
    promote(session, freed=ended)
    return ended


@patiently
def end_for_leavers(session_id: int) -> list[SignUp]:
    """End the live sign-ups of those who have left the house; their places go to the next. Returns what has ended."""
    session = lock_session(session_id)
    left = list(SignUp.objects.of_leavers().filter(session=session).with_people())
    if left:
        end(left, SignUp.State.CANCELLED)
        promote(session)
    return left


def is_late(session: Session, sign_up: SignUp) -> bool:
    """Whether giving this place back now counts as a missed sign-up."""
    until = free_until(session, sign_up)
    return (
        sign_up.is_confirmed
        and session.offering.absences_count
        and until is not None
        and timezone.now() > until
        and not session.is_cancelled
        and SignUpSettings.load().late_cancel_weight > 0
    )


def free_until(session: Session, sign_up: SignUp) -> datetime | None:
    """Return until when a place is given back freely: later than others where it was given late by the queue, a draw or
    somebody who decides. None: as long as it has not begun.
    """
    if session.cancel_until is None or not (sign_up.is_granted and _was_given(session, sign_up)):
        return session.cancel_until
    return max(session.cancel_until, sign_up.granted_at + TIME_TO_ANSWER)


def _was_given(session: Session, sign_up: SignUp) -> bool:
    """Whether somebody else, or the queue, said when this place was granted, and not who signed up."""
    by_somebody_else = sign_up.signed_up_by_id not in (None, sign_up.member_id)
    return sign_up.waited or by_somebody_else or session.offering.mode != SignUpTerms.Mode.FIRST_COME


def party_of(row: SignUp) -> list[SignUp]:
    """Return the live sign-ups that stand and fall together with `row`, itself among them."""
    if row.party is None:
        return [row]
    return list(SignUp.objects.live().filter(party=row.party).select_related("member", "dependant"))


def party_to_end(row: SignUp) -> list[SignUp]:
    """Return what `party_of` does, locked: attendance is noted under a lock of these rows alone.

    Raises:
        NotedAsPresent: of one of them it is noted that they came.
    """
    rows = SignUp.objects.live().filter(**({"party": row.party} if row.party else {"pk": row.pk}))
    party = list(rows.with_people().order_by("pk").select_for_update(no_key=True, of=("self",)))
    if any(each.was_there for each in party):
        raise NotedAsPresent
    return party


def end(sign_ups: list[SignUp], state: SignUp.State, *, by: Member | None = None, reason: str = "") -> list[SignUp]:
    """End sign-ups with a state of those that are history; their places are free afterwards. Under the lock."""
    now = timezone.now()
    rows = SignUp.objects.filter(pk__in=[each.pk for each in sign_ups])
    rows.update(state=state, ended_at=now, ended_by=by, due_at=None, **({"reason": reason} if reason else {}))
    for each in sign_ups:
        each.state, each.ended_at, each.ended_by, each.due_at = state, now, by, None
    let_all_follow(sign_ups)
    return sign_ups


def strike(sign_up: SignUp, cause: Strike.Cause, *, weight: int = 1) -> Strike | None:
    """Note a missed sign-up, once for each; returns None where it has no weight."""
    if not weight:
        return None
    expires_on = timezone.localdate() + timedelta(days=SignUpSettings.load().strike_days)
    struck, _created = Strike.objects.get_or_create(
        sign_up=sign_up,
        defaults={"member_id": sign_up.member_id, "cause": cause, "weight": weight, "expires_on": expires_on},
    )
    return struck
