"""Dated things as iCalendar (RFC 5545), for the calendar of a phone. Nobody's name stands in it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from .own_page import Dated

PRODUCT = "-//Staff Home//zh-CN//"
HOST = "staff-home"
REFRESHED_EVERY = timedelta(hours=6)


def written(things: Iterable[Dated], title: str) -> bytes:
    """Return the calendar as a file; moments stand in UTC, which every calendar shows on its own clock."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    now = timezone.now().astimezone(UTC)
    for thing in things:
        event = Event()
        event.add("uid", f"{thing.uid}@{HOST}")
        # By these two a calendar knows that an entry has changed, and takes the later one in its place.
        event.add("sequence", thing.sequence)
        event.add("dtstamp", (thing.changed_at or now).astimezone(UTC))
        if thing.changed_at:
            event.add("last-modified", thing.changed_at.astimezone(UTC))
        event.add("status", "CANCELLED" if thing.is_cancelled else "CONFIRMED")
        event.add("summary", thing.title)
        event.add("dtstart", _moment(thing.begins))
        event.add("dtend", _moment(thing.ends))
        if thing.place:
            event.add("location", thing.place)
        if thing.path:
            event.add("url", f"{settings.WAGTAILADMIN_BASE_URL}{thing.path}")
        if not isinstance(thing.begins, datetime):
            # A day off is no appointment.
            event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()


def _moment(value):
    return value.astimezone(UTC) if isinstance(value, datetime) else value
