"""The department's consent: whether somebody can be spared. The head decides; where there is none, the office."""

from django.db.models import F, Q
from django.utils import timezone

from approval.permissions import works_on_pages
from people.models import Member

from ..errors import HasEnded, ReasonNeeded
from ..locking import patiently
from ..models import Application
from .applying import live_wishes_of
from .errors import ConsentIsOver, ListInEffect, NotTheirHead
from .heads import head_of
from .holding import lock
from .telling import tell_of_consent

Consent = Application.Consent


def may_consent(application: Application, member: Member) -> bool:
    """Whether a member decides for the department of an applicant, and never for themselves."""
    if application.member_id == member.pk:
        return False
    head = head_of(application.member)
    if head is not None:
        return head.pk == member.pk
    return works_on_pages(member)


def applications_to_decide(member: Member):
    """Return what a member decides on: live applications of the departments they head, and, for the office, those that
    no head decides on.
    """
    mine = Q(member__department__head=member)
    if works_on_pages(member):
        mine |= Q(member__department__head=None) | Q(member__department__head__is_active=False)
        # A head does not decide about themselves.
        mine |= Q(member__department=None) | Q(member__department__head=F("member"))
    found = Application.objects.live().filter(mine, run__selection__live=True, run__effective_at=None)
    return found.exclude(member=member).exclude(consent=Consent.NOT_NEEDED)


@patiently
def give_consent(application: Application, by: Member) -> Application:
    """Raises NotTheirHead, HasEnded, ConsentIsOver, ListInEffect."""
    return _decide(application, by, Consent.GIVEN, "")


@patiently
def refuse_consent(application: Application, by: Member, *, reason: str) -> Application:
    """Say that somebody cannot be spared, with a reason that they read.

    Raises:
        ReasonNeeded; NotTheirHead, HasEnded, ConsentIsOver, ListInEffect
    """
    if not reason.strip():
        raise ReasonNeeded
    return _decide(application, by, Consent.REFUSED, reason.strip())


def _decide(application: Application, by: Member, consent: str, reason: str) -> Application:
    run = lock(application.run)
    found = Application.objects.select_related("member__department__head", "run__selection").get(pk=application.pk)
    if not may_consent(found, by):
        raise NotTheirHead
    if run.effective_at is not None:
        raise ListInEffect
    if not live_wishes_of(found):
        raise HasEnded
    if run.selection.consent_is_over:
        raise ConsentIsOver(run.selection.consent_until)
    if (found.consent, found.consent_reason) == (consent, reason):
        return found
    found.consent, found.consent_reason = consent, reason
    found.consent_by, found.consent_at = by, timezone.now()
    found.save(update_fields=["consent", "consent_reason", "consent_by", "consent_at"])
    tell_of_consent(found)
    return found
