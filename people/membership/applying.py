"""Membership applied for: by a member of staff, decided on by an administrator, withdrawn before that."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Member, MembershipApplication
from ..registry import Ended, application_rules
from .changing import MEMBERS, Act, Status, change, lock_member
from .errors import AppliedAlready, IsMember, NotOnTheStaff, NotWaiting, OwnApplication, RemarkMissing

State = MembershipApplication.State


@transaction.atomic
def apply_for_membership(member: Member, note: str = "") -> MembershipApplication:
    """Ask to become a member of the union; one application waits at a time.

    Raises:
        NotOnTheStaff, IsMember, AppliedAlready: see their sentences.
    """
    member = lock_member(member.pk)
    if not member.is_active or member.staff_status not in Member.PRESENT_STATUSES:
        raise NotOnTheStaff
    if member.membership_status in MEMBERS:
        raise IsMember
    if member.membership_applications.filter(state=State.OPEN).exists():
        raise AppliedAlready
    application = MembershipApplication.objects.create(member=member, note=note.strip())
    _tell(application)
    return application


@transaction.atomic
def withdraw(application: MembershipApplication) -> MembershipApplication:
    """Take an application back before it is decided on. Raises NotWaiting when it has been."""
    _member, application = _lock_waiting(application)
    return _close(application, State.WITHDRAWN, by=None)


@transaction.atomic
def accept(application: MembershipApplication, *, by: Member, remark: str = "") -> MembershipApplication:
    """Make the applicant a member of the union.

    Raises:
        OwnApplication, NotWaiting, IsMember, NotOnTheStaff: see their sentences.
    """
    member, application = _lock_waiting(application, by)
    if member.membership_status in MEMBERS:
        raise IsMember
    if member.staff_status not in Member.PRESENT_STATUSES:
        raise NotOnTheStaff
    change(member, Status.ENROLLED, Act.JOINED, remark=remark.strip(), by=by)
    return _close(application, State.ACCEPTED, by=by, remark=remark)


@transaction.atomic
def refuse(application: MembershipApplication, *, by: Member, remark: str) -> MembershipApplication:
    """Say no, and why.

    Raises:
        RemarkMissing, OwnApplication, NotWaiting: see their sentences.
    """
    if not remark.strip():
        raise RemarkMissing
    _member, application = _lock_waiting(application, by)
    return _close(application, State.REFUSED, by=by, remark=remark)


def withdraw_applications_of(members: list[Member]) -> list[Ended]:
    """Close what people have open who leave the hospital."""
    waiting = MembershipApplication.objects.filter(member__in=members, state=State.OPEN).select_for_update()
    ended = [
        Ended(application.member_id, _("The application for membership has been withdrawn.")) for application in waiting
    ]
    if ended:
        waiting.update(state=State.WITHDRAWN, decided_at=timezone.now())
    return ended


def _lock_waiting(application: MembershipApplication, by: Member | None = None) -> tuple[Member, MembershipApplication]:
    """The member first, as everywhere: whoever applies, decides or imports waits at the same place."""
    if by is not None and by.pk == application.member_id:
        raise OwnApplication
    member = lock_member(application.member_id)
    application = MembershipApplication.objects.get(pk=application.pk)
    if not application.is_open:
        raise NotWaiting
    application.member = member
    return member, application


def _close(application: MembershipApplication, state: State, *, by: Member | None, remark: str = ""):
    application.state, application.decided_by, application.remark = state, by, remark.strip()
    application.decided_at = timezone.now()
    application.save(update_fields=["state", "decided_by", "decided_at", "remark"])
    _tell(application)
    return application


def _tell(application: MembershipApplication) -> None:
    for rule in application_rules:
        rule(application)
