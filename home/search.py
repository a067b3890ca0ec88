"""What a reader is shown of a search: groups of one kind each, or one kind with pages; and ways to narrow it."""

from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property

from cms.search.finding import EVERYTHING, RANKED_OF_ONE_KIND, Choice, Found, Hit, find
from cms.search.guesses import guess
from cms.search.kinds import Kind, all_kinds, kind_named, kind_of
from cms.search.promoted import promoted_for
from cms.search.questions import Question, understand, with_minus
from cms.search.synonyms import widen
from people.models import Department

BEST = 3
SHOWN_PER_GROUP = 5
PAGE = 20
# Enough for what was asked for as one looks back; the others are found without.
YEARS = 12


@dataclass
class Result:
    """One thing that was found, and the kind whose template shows it."""

    thing: object
    kind: Kind


@dataclass
class Group:
    """One kind of thing that was found: how many, and the first few of them that do not stand above."""

    kind: Kind
    count: int
    results: list[Result] = field(default_factory=list)

    @property
    def has_more(self) -> bool:
        return self.count > len(self.results)


class Search:
    """A search by one reader: what was typed, and what it is narrowed to."""

    def __init__(self, typed: str, reader, choice: Choice = EVERYTHING):
        self.typed = typed
        self.question: Question = widen(understand(typed))
        self.reader = reader
        self.choice = choice

    @cached_property
    def found(self) -> Found:
        return find(self.question, self.reader, self.choice)

    @property
    def counted(self) -> list[tuple[Kind, int]]:
        """The kinds of which something was found, with how much, in their own order."""
        return [(kind, self.found.counts[kind.key]) for kind in all_kinds() if kind.key in self.found.counts]

    @property
    def total(self) -> int:
        return self.found.total

    @property
    def kind(self) -> Kind | None:
        """The one kind that it is narrowed to."""
        return kind_named(self.choice.kind)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.choice.year or self.choice.department)

    @cached_property
    def promoted(self) -> list[Result]:
        """What the office puts first for these very words, where nothing narrows the search."""
        if self.choice != EVERYTHING:
            return []
        pages = promoted_for(self.question, self.reader)
        return [Result(page, kind_of(page) or kind_named("pages")) for page in pages]

    @property
    def best(self) -> list[Result]:
        """The best of all kinds; none where one group says it all."""
        return self._overview[0]

    @property
    def groups(self) -> list[Group]:
        return self._overview[1]

    @cached_property
    def _overview(self) -> tuple[list[Result], list[Group]]:
        first = {(result.kind.key, result.thing.pk) for result in self.promoted}
        hits = [hit for hit in self.found.hits if (hit.kind, hit.object_id) not in first]
        several = len(self.found.counts) > 1 and self.total > BEST
        best = hits[:BEST] if several else []
        rest = [hit for hit in hits if hit not in best]
        first = {kind.key: [hit for hit in rest if hit.kind == kind.key][:SHOWN_PER_GROUP] for kind in all_kinds()}
        things = _things([*best, *(hit for hits in first.values() for hit in hits)], self.reader)
        groups = [Group(kind, count, _results(first[kind.key], things)) for kind, count in self.counted]
        return _results(best, things), [group for group in groups if group.results]

    def page(self, number) -> Page:
        """Return one page of the kind that it is narrowed to, as results."""
        hits = [hit for hit in self.found.hits if hit.kind == self.choice.kind]
        page = Paginator(hits, PAGE).get_page(number)
        page.object_list = _results(page.object_list, _things(page.object_list, self.reader))
        return page

    @property
    def is_cut_off(self) -> bool:
        """True where more was found of the one kind than is listed."""
        return self.found.counts.get(self.choice.kind, 0) > RANKED_OF_ONE_KIND

    @property
    def years(self) -> list[tuple[int, int]]:
        return sorted(self.found.years.items(), reverse=True)[:YEARS]

    @cached_property
    def departments(self) -> list[tuple[Department, int]]:
        """The departments that what was found is of, those of the most first."""
        named = Department.objects.in_bulk(self.found.departments)
        rows = [(named[pk], count) for pk, count in self.found.departments.items() if pk in named]
        return sorted(rows, key=lambda row: (-row[1], row[0].name))

    @property
    def lacks_kind(self) -> bool:
        """True where it is narrowed to a kind of which nothing was found."""
        return bool(self.kind) and self.kind.key not in self.found.counts

    @property
    def lacks_year(self) -> bool:
        """True where it is narrowed to a year of which nothing was found."""
        return bool(self.choice.year) and self.choice.year not in dict(self.years)

    @property
    def lacks_department(self) -> bool:
        return bool(self.choice.department) and self.choice.department not in self.found.departments

    @cached_property
    def meant(self) -> str | None:
        """Words to be asked for instead of those that find nothing."""
        return None if self.total or not self.question else guess(self.question, self.reader)

    @cached_property
    def with_minus(self) -> str | None:
        """What leaves words out where a hyphen was typed that finds nothing; none where that finds nothing either."""
        spaced = None if self.total else with_minus(self.typed)
        return spaced if spaced and find(widen(understand(spaced)), self.reader, EVERYTHING).total else None


def _things(hits: list[Hit], reader) -> dict[tuple[str, int], object]:
    """Fetch what was hit as `reader` may read it: whatever is gone meanwhile is left out."""
    keys: dict[str, list[int]] = {}
    for hit in hits:
        keys.setdefault(hit.kind, []).append(hit.object_id)
    return {
        (kind, thing.pk): thing
        for kind, pks in keys.items()
        for thing in kind_named(kind).shown_to(reader).filter(pk__in=pks)
    }


def _results(hits: list[Hit], things: dict) -> list[Result]:
    return [
        Result(things[hit.kind, hit.object_id], kind_named(hit.kind))
        for hit in hits
        if (hit.kind, hit.object_id) in things
    ]
