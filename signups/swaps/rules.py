"""Whose place may go to whom. Asked under the lock; a refusal is a named error with its sentence."""

from django.utils.translation import gettext as _

from people.models import Member

from ..errors import (
    AlreadySignedUp,
    Clash,
    KeptForGroup,
    LimitReached,
    NoSwap,
    NotForYou,
    NotYours,
    OneOfEachDrive,
    WardIsFull,
)
from ..models import Session, SignUp
from ..promoting import belonging_to
from ..rules import check_audience, check_takes_place


def check_may_go(row: SignUp, session: Session, holder: Member) -> None:
    """A place that its holder may part with.

    Raises:
        NotYours, SessionCancelled, SessionOver, NoSwap: with the reason.
    """
    if row.member_id != holder.pk:
        raise NotYours
    check_takes_place(session)
    reason = why_not(row, session)
    if reason:
        raise NoSwap(reason)


def why_not(row: SignUp, session: Session) -> str:
    """Return why a place is never exchanged, as a sentence; nothing for one that is."""
    if session.offering.is_confidential:
        return _("This is confidential: nobody learns who else comes, so that places are not exchanged.")
    if not session.offering.is_live:
        return _("Nobody can sign up for this.")
    if row.party is not None or row.dependant_id is not None:
        return _("Places of people who come together, and those of family, are not exchanged. Give them back instead.")
    if not row.is_confirmed:
        return _("Only a confirmed place can be exchanged.")
    if not session.can_be_cancelled_freely:
        return _("The time to give this place back freely is over, and with it the time to exchange it.")
    return ""


def check_may_take(member: Member, session: Session, place: SignUp, *, leaving: SignUp | None = None) -> None:
    """Whether a member may have `place`, one of `session`, when they leave their own place `leaving` for it.

    Raises:
        NotForYou, AlreadySignedUp, Clash, LimitReached, OneOfEachDrive, WardIsFull, KeptForGroup
    """
    offering = session.offering
    check_audience(offering, member)
    others = SignUp.objects.filter(member=member, dependant=None).exclude(pk=leaving and leaving.pk)
    # Who waits there alone leaves the queue; in company they would leave somebody behind.
    if others.live().filter(session=session).exclude(state=SignUp.State.WAITING, party=None).exists():
        raise AlreadySignedUp(member.name)
    clashing = others.clashing_with(session).select_related("session__offering").first()
    if clashing:
        raise Clash(clashing.session)
    if offering.drive_id and others.granted().filter(drive=offering.drive_id).exists():
        raise OneOfEachDrive(offering.drive)
    limit = offering.limit_per_member
    if limit and others.held_of(offering).count() >= limit:
        raise LimitReached(limit)
    _check_ward(member, session, place)
    pool = place.pool
    if pool and _is_kept(pool) and member.pk not in belonging_to(pool, [member.pk]):
        raise KeptForGroup(pool.kept_for)


def _check_ward(member: Member, session: Session, place: SignUp) -> None:
    limit, ward = session.offering.limit_per_department, member.department_id
    if not limit or ward is None:
        return
    colleagues = SignUp.objects.granted().filter(session=session, dependant=None, member__department=ward)
    if colleagues.exclude(pk=place.pk).count() >= limit:
        raise WardIsFull(limit)


def _is_kept(pool) -> bool:
    return type(pool).objects.kept().filter(pk=pool.pk).exists()


def check_same_ward(giver: Member, member: Member) -> None:
    """Raises NotForYou: a place is given to a colleague of the same ward only, not past the queue to anybody."""
    if giver.department_id is None or giver.department_id != member.department_id or giver.pk == member.pk:
        raise NotForYou(_("A place is given to somebody of the own ward or department only."))
