"""The rooms that the union keeps, and who has booked them for the next days."""

from datetime import timedelta

from people.models import Campus
from signups.bookings.actions import book
from signups.models import OpeningHours, Venue

from .content import read
from .hospital import Hospital

BOOKING_TERMS = ["slot_minutes", "slot_places", "book_days_ahead"]
# Every room is open once in a week.
A_WEEK = 7


def load_venues(hospital: Hospital) -> str:
    """Make the venues with their hours, and book some slots the way members do."""
    content = read("venues")
    campuses = {campus.slug: campus for campus in Campus.objects.all()}
    for item in content["venue"]:
        terms = {name: item[name] for name in BOOKING_TERMS if name in item}
        venue = Venue.objects.create(
            name=item["name"],
            campus=campuses[item["campus"]],
            directions=item["directions"],
            is_bookable=bool(terms),
            **terms,
        )
        OpeningHours.objects.bulk_create(
            OpeningHours(venue=venue, weekday=weekday, opens=opens, closes=closes)
            for weekday, opens, closes in item["hours"]
        )
        hospital.venues[item["slug"]] = venue
    booked = 0
    for item in content["booking"]:
        starts_at = _slot(hospital, item)
        for number in item["members"]:
            book(hospital.members[number], hospital.venues[item["venue"]], starts_at)
            booked += 1
    return f"{len(content['venue'])} venues, {booked} bookings"


def _slot(hospital: Hospital, item: dict):
    """Return when the slot begins that a booking of the texts means."""
    venue = hospital.venues[item["venue"]]
    days = [venue.slots_of(hospital.today + timedelta(days=number)) for number in range(1, A_WEEK + 1)]
    starts_at, _ends_at = [slots for slots in days if slots][item["day"]][item["slot"]]
    return starts_at
