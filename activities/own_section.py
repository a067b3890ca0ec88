"""What a member's own page and calendar show of clubs."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from cms.restriction import readable
from people.models import Member
from people.own_page import SIDE, Dated, Section, register_dated, register_section

from .calendar import occurrences_between
from .models import ClubPage


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
    """Yield the activities of the live clubs that the member belongs to or leads; others are on the public page."""
    belongs = Q(memberships__member=member, memberships__left_on=None) | Q(leaders__member=member)
    clubs = readable(ClubPage.objects.live().filter(belongs), member).values("pk")
    for each in occurrences_between(first, last, club__in=clubs):
        yield Dated(
            uid=f"activity-{each.activity.pk}-{each.key:%Y%m%dT%H%M}",
            title=each.activity.title,
            begins=each.starts_at,
            ends=each.ends_at,
            place=each.activity.venue,
            path=each.activity.url,
        )


def register() -> None:
    register_section(Section("clubs", "activities/own/section.html", own_clubs, SIDE, order=10))
    register_dated("clubs", what_own_clubs_do)
