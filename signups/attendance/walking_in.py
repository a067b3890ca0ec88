"""Somebody who has come without a place, and gets one if there is room."""

from people.models import Member

from ..actions.giving_back import party_of
from ..actions.signing_up import enter
from ..errors import NoRoom, SessionCancelled, SessionOver
from ..following import let_follow
from ..locking import lock_session, patiently
from ..models import AttendanceMark, Session, SignUp
from ..promoting import promote
from ..rules import check_audience, check_not_there_yet
from .marking import check_hour, present


@patiently
def walk_in(organiser: Member, member: Member, session: Session) -> SignUp:
    """Give somebody at the door a place, also when it has begun, and note them as present; returns their sign-up.

    Who waits on the list and has come is taken from there. The caller says who may do so.

    Raises:
        SessionCancelled, SessionOver, TooEarlyToMark, NoRoom; NotForYou, Clash and the like as for every sign-up.
    """
    session = lock_session(session.pk)
    if session.is_cancelled:
        raise SessionCancelled
    if session.is_over:
        raise SessionOver
    check_hour(session)
    row = SignUp.objects.live().filter(session=session, member=member, dependant=None).first()
    if row is None:
        check_audience(session.offering, member)
        check_not_there_yet(session, member, [None])
        row = enter(session, member, [None], by=organiser)[0]
    if not row.is_granted:
        _give_a_place(session, row)
    elif row.is_offered:
        # Who stands there has confirmed.
        SignUp.objects.filter(pk=row.pk).update(state=SignUp.State.CONFIRMED, due_at=None)
        row.state, row.due_at = SignUp.State.CONFIRMED, None
        let_follow(session, [row])
    present(session, [row], organiser, AttendanceMark.Way.LIST)
    row.refresh_from_db()
    return row


def _give_a_place(session: Session, row: SignUp) -> None:
    party = [each.pk for each in party_of(row)]
    SignUp.objects.filter(pk__in=party, state=SignUp.State.REQUESTED).update(state=SignUp.State.WAITING)
    granted = promote(session, asked_now=party, only=party)
    if row.pk not in [each.pk for each in granted]:
        raise NoRoom
