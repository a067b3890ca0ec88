"""Asking to join, taking a place that came free, leaving: verbs of the engine, said of a club."""

from uuid import UUID

from people.models import Member
from signups.actions.confirming import confirm
from signups.actions.giving_back import cancel
from signups.actions.signing_up import sign_up
from signups.errors import HasEnded, NotOffered, NotOffering
from signups.models import SignUp

from ..models import ClubMembership, ClubPage
from .offering import follow_page, session_of


def ask_to_join(member: Member, club: ClubPage, *, attempt: UUID | None = None, note: str = "") -> SignUp:
    """Ask to belong to a club; its leader decides. The same attempt twice is one.

    Raises:
        SignUpRefused: one of its kinds says why not.
    """
    session = session_of(club)
    if session is None:
        raise NotOffered
    [asked] = sign_up(member, session, attempt=attempt, note=note)
    return asked


def take_place(member: Member, club: ClubPage) -> SignUp:
    """Take the place that came free for somebody who waited.

    Raises:
        NotOffering, TooLateToConfirm
    """
    offered = _own_of(member, club)
    if offered is None:
        raise NotOffering
    [taken] = confirm(offered, member)
    return taken


def leave(member: Member, club: ClubPage) -> SignUp:
    """Leave a club, its waiting list, or take a request back. The place goes to the next.

    Raises:
        HasEnded: there is nothing to leave any more.
    """
    if ClubMembership.objects.present().filter(club=club, member=member, sign_up=None).exists():
        # Entered past the engine, and not counted yet.
        follow_page(club)
    own = _own_of(member, club)
    if own is None:
        raise HasEnded
    [left] = cancel(own, member)
    return left


def _own_of(member: Member, club: ClubPage) -> SignUp | None:
    session = session_of(club)
    own = SignUp.objects.filter(session=session, member=member) if session else SignUp.objects.none()
    # Of what has ended the last says why: the place that was offered may have lapsed.
    return own.live().first() or own.filter(state=SignUp.State.EXPIRED).order_by("-pk").first()
