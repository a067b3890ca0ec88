"""Who may sign up for what. Asked after the lock; a refusal is a named error with its sentence."""

from collections.abc import Sequence
from datetime import timedelta

from approval.permissions import works_on_pages
from people.models import Dependant, Member

from .errors import (
    AlreadySignedUp,
    AppliedForElsewhere,
    Clash,
    LimitReached,
    NextBatch,
    NotForYou,
    NotOffered,
    NotOpenYet,
    OneOfEachDrive,
    PartyTooLarge,
    SessionCancelled,
    SessionOver,
    Suspended,
    WindowClosed,
    WrongCompany,
)
from .models import Offering, Session, SignUp, SignUpSettings, SignUpTerms, Strike
from .registry import answers_of


def check_window(session: Session) -> None:
    """Raises NotOffered, SessionCancelled, SessionOver, NotOpenYet, WindowClosed."""
    if not session.offering.is_live or not session.offering.takes_sign_ups:
        raise NotOffered
    check_takes_place(session)
    if session.is_not_open_yet:
        raise NotOpenYet(session.opens_at)
    if session.is_closed:
        raise WindowClosed(session.closes_at)


def check_asked_here(offering: Offering) -> None:
    """Raises AppliedForElsewhere for what is given by a list: one applies on the page of the selection, for all of its
    dates together.
    """
    if offering.mode == SignUpTerms.Mode.SELECTION:
        raise AppliedForElsewhere


def check_takes_place(session: Session) -> None:
    """Raises SessionCancelled, SessionOver."""
    if session.is_cancelled:
        raise SessionCancelled
    if session.has_begun:
        raise SessionOver


def check_audience(offering: Offering, member: Member) -> None:
    """Raises NotForYou, with the reason."""
    if offering.audience:
        reason = offering.audience.why_not(member)
        if reason:
            raise NotForYou(reason)
    if offering.belonging_only and not answers_of(offering).belongs(offering.thing, member):
        raise NotForYou
    if not member.is_active:
        raise NotForYou


def check_company(offering: Offering, with_self: bool, dependants: Sequence[Dependant], member: Member) -> None:
    """Raises WrongCompany when the offering takes others, NotForYou for somebody else's dependant."""
    company = SignUpTerms.Company
    fits = {
        company.ALONE: with_self and not dependants,
        company.MAY_BRING: with_self,
        company.TOGETHER: with_self and len(dependants) == 1,
        company.DEPENDANT: not with_self and len(dependants) == 1,
    }
    if not fits[offering.company]:
        raise WrongCompany
    if len({dependant.pk for dependant in dependants}) < len(dependants):
        raise WrongCompany
    if any(dependant.member_id != member.pk for dependant in dependants):
        raise NotForYou


def check_standing(member: Member) -> None:
    """Raises Suspended for whoever has missed too much, with the day from which it is few enough again."""
    counting = Strike.objects.counting().filter(member=member).order_by("expires_on")
    weights = list(counting.values_list("weight", "expires_on"))
    if not weights:
        return
    allowed, counted, until = SignUpSettings.load().strikes_allowed, sum(weight for weight, _day in weights), None
    for weight, day in weights:
        if counted < allowed:
            break
        counted, until = counted - weight, day + timedelta(days=1)
    if until:
        raise Suspended(until)


def check_not_there_yet(session: Session, member: Member, dependants: Sequence[Dependant | None]) -> None:
    """Raises AlreadySignedUp, Clash, LimitReached, OneOfEachDrive; `dependants` holds None for the member."""
    live = SignUp.objects.live().filter(session=session, member=member)
    there = set(live.values_list("dependant", flat=True))
    for dependant in dependants:
        if (dependant and dependant.pk) in there:
            raise AlreadySignedUp(dependant.name if dependant else member.name)
    check_hours(session, member, dependants)
    offering = session.offering
    if offering.limit_per_member and None in dependants:
        held = SignUp.objects.held_of(offering).filter(member=member).count()
        if held >= offering.limit_per_member:
            raise LimitReached(offering.limit_per_member)
    if offering.drive_id:
        granted = SignUp.objects.granted().filter(drive=offering.drive_id, member=member)
        if set(granted.values_list("dependant", flat=True)) & {each and each.pk for each in dependants}:
            raise OneOfEachDrive(offering.drive)


def check_hours(session: Session, member: Member, dependants: Sequence[Dependant | None]) -> None:
    """Raises Clash for whoever of these holds another place at the hours of a session."""
    clashing = SignUp.objects.clashing_with(session).filter(member=member).select_related("session__offering")
    elsewhere = {sign_up.dependant_id: sign_up.session for sign_up in clashing}
    for dependant in dependants:
        if (dependant and dependant.pk) in elsewhere:
            raise Clash(elsewhere[dependant and dependant.pk])


def check_room(session: Session, people: int) -> None:
    """Raises PartyTooLarge for a party that could never have places together."""
    if session.capacity is not None and people > session.capacity:
        raise PartyTooLarge(session.capacity)


def check_batch(session: Session) -> None:
    """Raises NextBatch for whoever found nothing while places are still to be released."""
    release = session.releases.held_back().order_by("at").first()
    if release:
        raise NextBatch(release.at)


def keeps_list(session: Session, member: Member) -> bool:
    """Whether a member keeps the list of a session, and reads the names on it: the office, the contact person, who
    leads the thing. Of what is confidential the contact person alone, whatever role or right anybody else has. Ask it
    before any name is shown or sent, and `may_take_names_away` before one is exported.
    """
    offering = session.offering
    if not member.is_authenticated or not member.is_active:
        return False
    if offering.contact_id == member.pk:
        return True
    if offering.is_confidential:
        return False
    return works_on_pages(member) or answers_of(offering).keeps_list(offering.thing, member)


def may_take_names_away(session: Session, member: Member) -> bool:
    """Whether a member may have the names as a file or on paper: never those of what is confidential."""
    return not session.offering.is_confidential and keeps_list(session, member)
