"""What a group leader's own page shows of the places of the group."""

from people.own_page import MAIN, Section, register_section

from .dates import dates_of
from .parts import leads_anybody

MOST_DATES = 5


def places_of_my_groups(request) -> dict | None:
    """Return the next dates on which the own groups have places; nothing for whoever leads nobody or has none."""
    if not leads_anybody(request.user):
        return None
    dates = dates_of(request.user, MOST_DATES)
    return {"dates": dates} if dates else None


def register() -> None:
    register_section(Section("group_places", "signups/quotas/own_section.html", places_of_my_groups, MAIN, order=30))
