"""What a member's own page and calendar show of clubs."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from cms.restriction import readable
from people.models import Member
from people.own_page import SIDE, Dated, Section, register_dated, register_section
from signups.models import SignUpTerms
from signups.own.own_section import dated

from .calendar import between, sessions_of
from .models import ClubPage, RecurringActivity


def own_clubs(request) -> dict:
    member = request.user
    memberships = (
        member.club_memberships.filter(left_on=None, club__live=True).select_related("club").order_by("joined_on")
    )
    return {
        "memberships": readable(memberships, member, pk="club_id", path="club__path"),
        "led_clubs": member.led_clubs.filter(club__live=True).select_related("club"),
    }


def what_own_clubs_do(member: Member, first: date, last: date) -> Iterator[Dated]:
    """Yield the dates of the live clubs that the member belongs to or leads, as far as one comes without signing up.

    Of all others the calendar shows what the member has signed up for.
    """
    belongs = Q(memberships__member=member, memberships__left_on=None) | Q(leaders__member=member)
    clubs = readable(ClubPage.objects.live().filter(belongs), member).values("pk")
    found = sessions_of(RecurringActivity.objects.live().filter(club__in=clubs)).between(*between(first, last))
    for session in found.filter(offering__mode=SignUpTerms.Mode.OPEN, taken=0).select_related("offering", "venue"):
        yield dated(session, session.offering.title)


def register() -> None:
    register_section(Section("clubs", "activities/own/section.html", own_clubs, SIDE, order=10))
    register_dated("clubs", what_own_clubs_do)
