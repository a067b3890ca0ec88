"""What of this room stands on a member's own page: greetings, the address of the calendar, the account."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from people.own_page import ABOVE, SIDE, Section, register_section

from .feed.addresses import token_of
from .greetings.today import greetings_for
from .models import CalendarFeed


def greetings_of_today(request) -> dict | None:
    found = greetings_for(request.user, timezone.localdate())
    return {"greetings": found} if found else None


def own_calendar(request) -> dict:
    feed = CalendarFeed.objects.filter(member=request.user).first()
    if feed is None:
        return {"address": ""}
    path = reverse("calendar_feed", args=[token_of(feed)])
    return {"address": f"{settings.WAGTAILADMIN_BASE_URL}{path}"}


def account(request) -> dict:
    return {"may_enter_admin": request.user.has_perm("wagtailadmin.access_admin")}


def register() -> None:
    register_section(Section("greetings", "home/own/greetings.html", greetings_of_today, ABOVE, order=10))
    register_section(Section("calendar", "home/own/calendar.html", own_calendar, SIDE, order=40))
    register_section(Section("account", "home/own/account.html", account, SIDE, order=80))
