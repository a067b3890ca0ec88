"""Which clubs take members, as a reader finds them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from people.models import Member
from signups.errors import SignUpRefused
from signups.models import Session
from signups.own.standing import own_live

from ..models import ClubPage
from .joining import ask_to_join
from .standing import ClubStanding, State

SOON = timedelta(days=60)


@dataclass
class Recruiting(ClubStanding):
    """A club that takes members now or soon."""

    @property
    def is_open(self) -> bool:
        return self.club.recruits_now

    @property
    def can_ask(self) -> bool:
        return self.state == State.OPEN


def recruitments_for(reader) -> list[Recruiting]:
    """Return the clubs that take members now or in the next weeks, those that close first before the others; the same
    number of queries for one and for many.
    """
    today = timezone.localdate()
    clubs = ClubPage.objects.visible_to(reader).filter(
        recruitment_closes_on__gte=today, recruitment_opens_on__lte=today + SOON
    )
    clubs = list(clubs.with_card_data().order_by("recruitment_closes_on", "title"))
    kind = ContentType.objects.get_for_model(ClubPage)
    sessions = Session.objects.filter(
        offering__thing_type=kind, offering__thing_id__in=[club.pk for club in clubs], starts_at=None
    )
    by_club = {session.offering.thing_id: session for session in sessions.select_related("offering__audience")}
    own = {}
    if reader.is_authenticated:
        own = {row.session_id: row for row in own_live(reader).filter(session__in=by_club.values())}
    found = []
    for club in clubs:
        session = by_club.get(club.pk)
        standing = Recruiting(club, session, own=session and own.get(session.pk))
        audience = session and session.offering.audience
        if audience and reader.is_authenticated:
            standing.refusal = audience.why_not(reader) or ""
        found.append(standing)
    return found


def ask_to_join_all(
    member: Member, clubs: Iterable[ClubPage], *, attempt: UUID, note: str = ""
) -> tuple[list[ClubPage], list[tuple[ClubPage, str]]]:
    """Ask to join each of several clubs, one after the other; returns those of which it was asked, and why the others
    refused: what one refuses says nothing of the next. The same attempt a second time asks for nothing anew.
    """
    asked, refused = [], []
    for club in clubs:
        try:
            ask_to_join(member, club, attempt=uuid5(attempt, str(club.pk)), note=note)
        except SignUpRefused as refusal:
            refused.append((club, str(refusal)))
        else:
            asked.append(club)
    return asked, refused
