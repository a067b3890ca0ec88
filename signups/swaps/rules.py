"""Whose place may go to whom. Asked under the lock; a refusal is a named error with its sentence."""

from django.utils.translation import gettext as _

from people.models import Member

from ..errors import KeptForGroup, NoSwap, NotedAsPresent, NotForYou, NotYours, WardIsFull
from ..models import Session, SignUp, SignUpTerms
from ..promoting import belonging_to
from ..registry import kinds_with_own_pages
from ..rules import check_audience, check_not_there_yet, check_takes_place


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
    if session.offering.mode == SignUpTerms.Mode.SELECTION:
        return _("These places are given by a list: give yours back, and the next on the list gets it.")
    if not session.offering.is_live:
        return _("Nobody can sign up for this.")
    if session.offering.thing_type_id in kinds_with_own_pages():
        return _("Whoever belongs to it is decided on there; such a place is not exchanged. Leave it instead.")
    if row.party is not None or row.dependant_id is not None:
        return _("Places of people who come together, and those of family, are not exchanged. Give them back instead.")
    if not row.is_confirmed:
        return _("Only a confirmed place can be exchanged.")
    if row.was_there:
        return str(NotedAsPresent.sentence)
    if not session.can_be_cancelled_freely:
        return _("The time to give this place back freely is over, and with it the time to exchange it.")
    return ""


def check_may_take(member: Member, session: Session, place: SignUp) -> None:
    """Whether a member may have `place`, one of `session` that has just been left, as they have left what they give
    for it.

    Raises:
        NotForYou, AlreadySignedUp, Clash, LimitReached, OneOfEachDrive, WardIsFull, KeptForGroup
    """
    check_audience(session.offering, member)
    check_not_there_yet(session, member, [None])
    _check_ward(member, session)
    pool = place.pool
    if pool and _is_kept(pool) and member.pk not in belonging_to(pool, [member.pk]):
        raise KeptForGroup(pool.kept_for)


def _check_ward(member: Member, session: Session) -> None:
    limit, ward = session.offering.limit_per_department, member.department_id
    if not limit or ward is None:
        return
    colleagues = SignUp.objects.granted().filter(session=session, dependant=None, member__department=ward)
    if colleagues.count() >= limit:
        raise WardIsFull(limit)


def _is_kept(pool) -> bool:
    return type(pool).objects.kept().filter(pk=pool.pk).exists()


def check_same_ward(giver: Member, member: Member) -> None:
    """Raises NotForYou: a place is given to a colleague of the same ward only, not past the queue to anybody."""
    if giver.department_id is None or giver.department_id != member.department_id or giver.pk == member.pk:
        raise NotForYou(_("A place is given to somebody of the own ward or department only."))
