"""The sections of a member's own page, `/me/`, and the dated things in a member's calendar. Rooms above enter theirs in
`ready()`, so that neither has to know of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest

# Where a section stands: across the page, in the wide column, or beside it; one below the other on a phone.
ABOVE, MAIN, SIDE = "above", "main", "side"


@dataclass(frozen=True)
class Section:
    """`context(request)` returns what `template` shows as `own`, or None where there is nothing to show. `order` is the
    place among the others of the column, from 0; the number of queries must not grow with what is shown.
    """

    key: str
    template: str
    context: Callable[[HttpRequest], Mapping | None]
    column: str = MAIN
    order: int = 50


@dataclass(frozen=True)
class Dated:
    """One thing in a member's calendar.

    Attributes:
        uid: the same as long as it is the same thing, so that a calendar moves it instead of adding it again.
        begins, ends: aware moments, or dates for whole days; `ends` of a date is the day after.
        path: the page about it on this site, or nothing.
        sequence, changed_at: how often it has changed since it was first announced, and when it did so last.
        is_cancelled: it does not take place; a calendar that has it strikes it out.
    """

    uid: str
    title: str
    begins: datetime | date
    ends: datetime | date
    place: str = ""
    path: str = ""
    sequence: int = 0
    changed_at: datetime | None = None
    is_cancelled: bool = False


DatedThings = Callable[["people.models.Member", date, date], Iterable[Dated]]  # noqa: F821

_sections: dict[str, Section] = {}
_sources: dict[str, DatedThings] = {}


def register_section(section: Section) -> None:
    _sections[section.key] = section


def sections_for(request: HttpRequest, column: str) -> list[dict]:
    """Return what the page shows in a column, in order: `template`, and `own`, which it shows."""
    sections = sorted((each for each in _sections.values() if each.column == column), key=lambda each: each.order)
    shown = [{"template": each.template, "own": each.context(request)} for each in sections]
    return [each for each in shown if each["own"] is not None]


def register_dated(key: str, things: DatedThings) -> None:
    """Register what a room has in a member's calendar: called with the member, the first and the last day."""
    _sources[key] = things


def dated_things_of(member, first: date, last: date) -> list[Dated]:
    """Return all that a member's calendar holds between two days, both included, in order of time."""
    found = [each for things in _sources.values() for each in things(member, first, last)]
    return sorted(found, key=lambda each: (f"{each.begins:%Y-%m-%d %H:%M}", each.uid))
