"""What the organiser decides about single sign-ups. Who that is, `rules.keeps_list` says; the views ask it."""

from django.db.models import Min

from people.models import Member

from .. import notice_kinds as kinds
from ..errors import HasEnded, NotAtWork, ReasonNeeded
from ..locking import lock_session, patiently
from ..models import Session, SignUp
from ..models.signup import FIRST_RANK
from ..promoting import promote
from ..rules import check_asked_here
from ..telling import tell, tell_who_waits
from .giving_back import end, party_of, party_to_end


@patiently
def admit(sign_up: SignUp, by: Member) -> SignUp:
    """Let a request join those who get places: it has one if there is one, or waits and is told so. A second time
    changes nothing.

    Raises:
        HasEnded
    """
    session, row = _locked(sign_up)
    if row.state == SignUp.State.REQUESTED:
        party = [each.pk for each in party_of(row)]
        SignUp.objects.filter(pk__in=party).update(state=SignUp.State.WAITING)
        promote(session, asked_now=party)
        tell_who_waits(session, party)
        row.refresh_from_db()
    return row


@patiently
def refuse(sign_up: SignUp, by: Member, *, reason: str) -> SignUp:
    """Turn a request down, with a reason that the member reads.

    Raises:
        HasEnded, ReasonNeeded, NotAtWork: it has been admitted already.
    """
    session, row = _locked(sign_up)
    if row.state != SignUp.State.REQUESTED:
        raise NotAtWork
    if not reason.strip():
        raise ReasonNeeded
    party = end(party_of(row), SignUp.State.REFUSED, by=by, reason=reason.strip())
    tell(kinds.ENDED, session, party, wording="refused", reason=reason.strip())
    return row


@patiently
def put_first(sign_up: SignUp, by: Member, *, reason: str) -> SignUp:
    """Put somebody who waits before all others, with a written reason that is kept; they get the next free place.

    Raises:
        HasEnded, ReasonNeeded, NotAtWork: they do not wait. AppliedForElsewhere: a list says who comes first.
    """
    session, row = _locked(sign_up)
    if not reason.strip():
        raise ReasonNeeded
    if not row.is_waiting:
        raise NotAtWork
    check_asked_here(session.offering)
    lowest = SignUp.objects.live().filter(session=session).aggregate(rank=Min("rank"))["rank"]
    party = [each.pk for each in party_of(row)]
    SignUp.objects.filter(pk__in=party).update(rank=min(lowest, FIRST_RANK) - 1, reason=reason.strip())
    promote(session)
    row.refresh_from_db()
    return row


@patiently
def take_off(sign_up: SignUp, by: Member, *, reason: str) -> SignUp:
    """End somebody's sign-up for them, with a reason that they read; it never counts against them.

    Raises:
        HasEnded, ReasonNeeded, NotedAsPresent
    """
    session, row = _locked(sign_up)
    if not reason.strip():
        raise ReasonNeeded
    party = end(party_to_end(row), SignUp.State.CANCELLED, by=by, reason=reason.strip())
    tell(kinds.ENDED, session, party, reason=reason.strip())
    promote(session, freed=party)
    return row


def _locked(sign_up: SignUp) -> tuple[Session, SignUp]:
    session = lock_session(sign_up.session_id)
    row = SignUp.objects.select_related("member", "dependant").get(pk=sign_up.pk)
    if not row.is_live:
        raise HasEnded
    return session, row
