"""How readers narrow the calendar: by kind, by campus, by club, to what has places. It all stands in the address."""

from dataclasses import dataclass

from django.http import QueryDict

from people.models import Campus

from .calendar import activities_for, sessions_of, with_free_places
from .models import ClubPage, RecurringActivity


@dataclass(frozen=True)
class Narrowed:
    """What was chosen, as far as there is such a thing: a kind, the pks of a campus and of a club, places."""

    kind: str = ""
    campus: int | None = None
    club: int | None = None
    free: bool = False

    @property
    def has_more(self) -> bool:
        return self.campus is not None or self.club is not None

    @property
    def is_narrow(self) -> bool:
        return bool(self.kind) or self.has_more or self.free

    def activities(self, reader):
        chosen = {name: value for name, value in {"kind": self.kind, "club": self.club}.items() if value}
        return activities_for(reader).filter(**chosen)

    def sessions(self, reader):
        found = sessions_of(self.activities(reader))
        if self.campus is not None:
            found = found.filter(venue__campus=self.campus)
        return with_free_places(found) if self.free else found


def campuses_with_venues():
    return list(Campus.objects.filter(venues__isnull=False).distinct())


def clubs_with_activities(reader):
    """Return the live clubs that `reader` may read and that have a live activity."""
    return list(ClubPage.objects.visible_to(reader).filter(activities__live=True).distinct().order_by("title"))


def narrowed(asked: QueryDict, campuses: list, clubs: list) -> Narrowed:
    """Read the choices out of an address; what there is not is not chosen."""
    kind = asked.get("kind", "")
    return Narrowed(
        kind=kind if kind in RecurringActivity.Kind.values else "",
        campus=_one_of(asked.get("campus"), campuses),
        club=_one_of(asked.get("club"), clubs),
        free=asked.get("free") == "1",
    )


def _one_of(asked: str | None, things: list) -> int | None:
    return next((thing.pk for thing in things if str(thing.pk) == asked), None)
