"""A place that was offered to somebody from the waiting list: taken, or gone to the next."""

from people.models import Member

from .. import notice_kinds as kinds
from ..errors import NotOffering, NotYours, TooLateToConfirm
from ..following import let_follow
from ..locking import lock_session, patiently
from ..models import SignUp
from ..promoting import promote
from ..telling import parties, tell
from .giving_back import end, party_of


@patiently
def confirm(sign_up: SignUp, by: Member) -> list[SignUp]:
    """Take the place that was offered, for all of the party; a second time it changes nothing.

    Raises:
        NotYours, NotOffering, TooLateToConfirm
    """
    session = lock_session(sign_up.session_id)
    row = SignUp.objects.get(pk=sign_up.pk)
    if row.member_id != by.pk:
        raise NotYours
    if row.is_confirmed:
        return [row]
    if row.state == SignUp.State.EXPIRED or row.is_lapsed:
        raise TooLateToConfirm
    if not row.is_offered or session.is_cancelled:
        raise NotOffering
    party = party_of(row)
    SignUp.objects.filter(pk__in=[each.pk for each in party]).update(state=SignUp.State.CONFIRMED, due_at=None)
    for each in party:
        each.state, each.due_at = SignUp.State.CONFIRMED, None
    let_follow(session, party)
    return party


@patiently
def expire_offers(session_id: int) -> list[SignUp]:
    """Let the places go to the next that nobody has confirmed in time, and tell whoever had them."""
    session = lock_session(session_id)
    lapsed = list(SignUp.objects.lapsed().filter(session=session).with_people())
    if not lapsed:
        return []
    end(lapsed, SignUp.State.EXPIRED)
    for party in parties(lapsed):
        tell(kinds.LAPSED, session, party)
    promote(session, freed=lapsed)
    return lapsed
