"""What a leader tells the members of a club, and nobody else: what is for everybody stands on the approved page."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from notices.actions import notify
from people.models import Member
from signups.locking import lock_session, patiently

from ..models import ClubAnnouncement, ClubPage
from ..notice_kinds import ANNOUNCEMENT
from .errors import NobodyToAsk, SaidAlready, TooManyAnnouncements
from .offering import follow_page, session_of

A_DAY = 3


@patiently
def announce(
    club: ClubPage, *, by: Member, subject: str, text: str, attempt: UUID, asks_receipt: bool = False
) -> ClubAnnouncement:
    """Tell the present members of a club something. The same attempt twice is one announcement.

    Raises:
        NobodyToAsk, TooManyAnnouncements: `A_DAY` of them in 24 hours are enough.
        SaidAlready: the same words within 24 hours, out of a form that the browser brought back.
    """
    # One after the other, so that none is counted past.
    lock_session((session_of(club) or follow_page(club)).pk)
    said = ClubAnnouncement.objects.filter(attempt=attempt, club=club).first()
    if said:
        return said
    members = list(Member.objects.filter(club_memberships__club=club, club_memberships__left_on=None, is_active=True))
    if not members:
        raise NobodyToAsk
    since = timezone.now() - timedelta(hours=24)
    lately = ClubAnnouncement.objects.filter(club=club, made_at__gte=since)
    same = lately.filter(subject=subject, text=text).first()
    if same:
        raise SaidAlready(same.made_at)
    if lately.count() >= A_DAY:
        raise TooManyAnnouncements(A_DAY)
    said = ClubAnnouncement.objects.create(club=club, by=by, subject=subject, text=text, attempt=attempt)
    notify(
        members,
        kind=ANNOUNCEMENT.code,
        key=f"{ANNOUNCEMENT.code}.{said.pk}",
        subject=f"{club.title}：{subject}",
        body=text,
        link=reverse("club_members", args=[club.pk]),
        sender=by,
        asks_receipt=asks_receipt,
    )
    return said
