"""The yearly renewal: opened by the leader or the office, answered by one press, and closed by the clock."""

from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from notices.actions import notify
from people.models import Member
from signups.actions.deciding import put_first, take_off
from signups.actions.signing_up import sign_up_for
from signups.errors import HasEnded
from signups.locking import constraint_of, patiently
from signups.models import SignUp

from ..models import ClubMembership, ClubPage, ClubRenewal, RenewalAnswer
from ..notice_kinds import RENEWAL, RENEWAL_CLOSED
from ..rules import leaders_of
from .errors import NobodyToAsk, NotAMember, NotARenewalDay, RenewalOver, RenewalRuns, TooLateToBringBack
from .offering import follow_page

DAYS_TO_ANSWER = 7
REMINDED_BEFORE = timedelta(days=3)
# So long whoever left by not answering can be brought back without asking to join anew.
DAYS_TO_BRING_BACK = 14


@transaction.atomic
def open_renewal(club: ClubPage, *, last_day: date, by: Member) -> ClubRenewal:
    """Ask all present members of a club to say until `last_day` that they stay; they are told.

    Raises:
        NotARenewalDay, RenewalRuns, NobodyToAsk
    """
    if last_day < timezone.localdate() + timedelta(days=DAYS_TO_ANSWER):
        raise NotARenewalDay(DAYS_TO_ANSWER)
    renewal = ClubRenewal(club=club, last_day=last_day, opened_by=by)
    try:
        with transaction.atomic():
            renewal.save()
    except IntegrityError as error:
        if constraint_of(error) != "activities_clubrenewal_one_at_a_time":
            raise
        raise RenewalRuns from error
    asked = list(renewal.asked().select_related("member"))
    if not asked:
        raise NobodyToAsk
    _tell(renewal, [each.member for each in asked], "")
    return renewal


def open_all_renewals(*, last_day: date, by: Member) -> int:
    """The same for every live club in which no renewal is going on; returns of how many clubs it was opened.

    Raises:
        NotARenewalDay
    """
    opened = 0
    for club in ClubPage.objects.live().order_by("title"):
        try:
            open_renewal(club, last_day=last_day, by=by)
        except (RenewalRuns, NobodyToAsk):
            continue
        opened += 1
    return opened


@transaction.atomic
def stay(member: Member, club: ClubPage) -> RenewalAnswer:
    """Say that one stays; a second time it changes nothing.

    Raises:
        NotAMember, RenewalOver
    """
    # Closing waits for this, or has been.
    renewal = ClubRenewal.objects.open().filter(club=club).select_for_update(no_key=True).first()
    if renewal is None:
        raise RenewalOver
    membership = ClubMembership.objects.present().filter(club=club, member=member).first()
    if membership is None:
        raise NotAMember
    answer, _made = RenewalAnswer.objects.get_or_create(renewal=renewal, membership=membership)
    return answer


def remind_of_renewals() -> int:
    """Remind those who have not answered a few days before the last day, once; returns of how many renewals."""
    soon = ClubRenewal.objects.open().filter(reminded_at=None, last_day__lte=timezone.localdate() + REMINDED_BEFORE)
    for renewal in list(soon.select_related("club")):
        missing = renewal.asked().filter(has_answered=False).select_related("member")
        with transaction.atomic():
            _tell(renewal, [each.member for each in missing], "last_days")
            ClubRenewal.objects.filter(pk=renewal.pk).update(reminded_at=timezone.now())
    return len(soon)


@patiently
def close_renewal(renewal: ClubRenewal) -> list[ClubMembership]:
    """End the memberships of those who have not answered; their places go to the next. Returns these memberships.

    A second time it changes nothing.
    """
    # The session's lock first, as everywhere.
    follow_page(renewal.club)
    renewal = ClubRenewal.objects.due().filter(pk=renewal.pk).select_for_update().select_related("club").first()
    if renewal is None:
        return []
    left = list(renewal.asked().filter(has_answered=False).select_related("member", "sign_up"))
    reason = _reason(renewal)
    for membership in left:
        try:
            take_off(membership.sign_up, renewal.opened_by, reason=reason)
        except HasEnded:
            continue
        ClubMembership.objects.filter(pk=membership.pk).update(not_renewed=renewal)
    renewal.closed_at = timezone.now()
    renewal.save(update_fields=["closed_at"])
    if left:
        notify(
            leaders_of(renewal.club),
            kind=RENEWAL_CLOSED.code,
            key=f"{RENEWAL_CLOSED.code}.{renewal.pk}",
            places={"club": renewal.club.title, "count": len(left), "days": DAYS_TO_BRING_BACK},
            link=reverse("club_renewal", args=[renewal.club_id]),
        )
    return left


@patiently
def bring_back(membership: ClubMembership, *, by: Member) -> SignUp:
    """Let somebody who left by not answering belong to the club again: at once if there is a place, else as the first
    of those who wait.

    Raises:
        TooLateToBringBack; SignUpRefused: such as somebody who has asked to join since.
    """
    if not who_can_be_brought_back(membership.club).filter(pk=membership.pk).exists():
        raise TooLateToBringBack
    session = follow_page(membership.club)
    [row] = sign_up_for(by, membership.member, session)
    if row.is_waiting:
        with translation.override(settings.LANGUAGE_CODE):
            reason = _("brought back after the renewal")
        row = put_first(row, by, reason=reason)
    return row


def who_can_be_brought_back(club: ClubPage):
    """Return the memberships that a renewal has ended lately, of people who do not belong to the club by now."""
    since = timezone.now() - timedelta(days=DAYS_TO_BRING_BACK)
    left = ClubMembership.objects.filter(club=club, not_renewed__closed_at__gte=since, member__is_active=True)
    present = ClubMembership.objects.present().filter(club=club).values("member")
    return left.exclude(member__in=present).select_related("member__department").order_by("member__pinyin")


def _tell(renewal: ClubRenewal, members: list[Member], wording: str) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        day = date_format(renewal.last_day, "n/j")
    notify(
        members,
        kind=RENEWAL.code,
        key=".".join(part for part in (RENEWAL.code, str(renewal.pk), wording) if part),
        wording=wording,
        places={"club": renewal.club.title, "day": day},
        link=renewal.club.url or "",
    )


def _reason(renewal: ClubRenewal) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("not renewed by %(day)s") % {"day": date_format(renewal.last_day, "Y-m-d")}
