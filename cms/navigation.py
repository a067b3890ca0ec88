"""The main navigation. Its addresses are fixed, so it costs no query."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    """One entry: `in_tab_bar` says whether it is one of the five at the bottom of a phone."""

    path: str
    label: str | Promise
    icon: str
    in_tab_bar: bool = False
    is_current: bool = False


PLACES = [
    Place("/", _("Home"), "home", in_tab_bar=True),
    Place("/news/", _("News"), "news", in_tab_bar=True),
    Place("/activities/", _("Activities"), "calendar", in_tab_bar=True),
    Place("/clubs/", _("Clubs"), "clubs", in_tab_bar=True),
    Place("/contests/", _("Contests"), "repeat"),
    Place("/honours/", _("Honours"), "medal"),
    Place("/reading/", _("Reading room"), "book"),
]


def main_navigation(path: str) -> list[Place]:
    """Return the places, with the one that `path` lies in marked as current."""
    return [
        Place(
            place.path,
            place.label,
            place.icon,
            place.in_tab_bar,
            is_current=path == "/" if place.path == "/" else path.startswith(place.path),
        )
        for place in PLACES
    ]
