"""How readers narrow the calendar: by kind, by campus, by club, to what has places. It all stands in the address."""

from dataclasses import dataclass

from django.db.models import F, Value
from django.http import QueryDict

from people.models import Campus

from .calendar import activities_for, sessions_of, with_free_places
from .models import ClubPage, RecurringActivity


@dataclass(frozen=True)
class Option:
    pk: int
    name: str


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

    def activities(self, reader):
        chosen = {name: value for name, value in {"kind": self.kind, "club": self.club}.items() if value}
        return activities_for(reader).filter(**chosen)

    def sessions(self, reader):
        found = sessions_of(self.activities(reader))
        if self.campus is not None:
            found = found.filter(venue__campus=self.campus)
        return with_free_places(found, reader) if self.free else found


def options(reader) -> tuple[list[Option], list[Option]]:
    """Return the campuses that have venues, and the live clubs with activities that `reader` may read; one query."""
    columns = ("what", "place", "pk", "label")
    campuses = Campus.objects.filter(venues__isnull=False).annotate(
        what=Value("campus"), place=F("position"), label=F("name")
    )
    clubs = ClubPage.objects.visible_to(reader).filter(activities__live=True)
    clubs = clubs.annotate(what=Value("club"), place=Value(0), label=F("title"))
    found = sorted(campuses.order_by().values_list(*columns).union(clubs.order_by().values_list(*columns)))
    return tuple([Option(pk, name) for what, _place, pk, name in found if what == kind] for kind in ("campus", "club"))


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
