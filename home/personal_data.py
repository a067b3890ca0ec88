"""What this room keeps about people, for the registry."""

from django.utils.translation import gettext_lazy as _

from people.models import Member
from people.privacy.registry import facts_of, keeps, on_emptying

from .feed.addresses import end_address
from .models import CalendarFeed


def register() -> None:
    keeps(
        key="home.calendar",
        name=_("Address of your calendar"),
        contents=_("That your calendar has a secret address, and since when. Who asks for it is not kept."),
        purpose=_("Your dates in the calendar of your phone."),
        period=_("Until you switch it off, or your account closes."),
        seen_by=_("Yourself alone."),
        models=("home.CalendarFeed",),
        rows=lambda member: CalendarFeed.objects.filter(member=member),
        describe=lambda feed: facts_of(feed, "made_at"),
    )
    on_emptying(_empty)


def _empty(member: Member) -> None:
    end_address(member)
