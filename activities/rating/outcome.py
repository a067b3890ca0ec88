"""How a mark comes about, and what all of them come to. Everything is worked out anew from what is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from ..models import ClubRating, CommitteeMark, FrozenFigure, RatingCriterion, RatingRound, RatingStep, SelfMark
from .figures import HUNDREDTH, figure_of


def average(marks: Iterable[Decimal]) -> Decimal | None:
    """Return the mean to the hundredth, halves up; None of no marks. The order of the marks makes no difference."""
    given = list(marks)
    if not given:
        return None
    return (sum(given, Decimal(0)) / len(given)).quantize(HUNDREDTH, ROUND_HALF_UP)


def total_of(marks: Iterable[Decimal | None]) -> Decimal:
    """Return the sum of the marks for all criteria; one that nobody has marked brings nothing yet."""
    return sum((mark for mark in marks if mark is not None), Decimal(0)).quantize(HUNDREDTH)


def step_for(total: Decimal, steps: Iterable[RatingStep]) -> RatingStep | None:
    """Return the highest step that so many points reach, or None."""
    reached = [step for step in steps if total >= step.from_points]
    return max(reached, key=lambda step: step.stars, default=None)


def ranks_of(totals: Mapping[int, Decimal]) -> dict[int, int]:
    """Return the rank of each: whoever has as much shares one, and the next counts those above."""
    values = list(totals.values())
    return {key: 1 + sum(other > total for other in values) for key, total in totals.items()}


@dataclass(frozen=True)
class Line:
    """One criterion of one club: what it says of itself, the figure or the marks of the committee, and the mark."""

    criterion: RatingCriterion
    mark: Decimal | None
    own: SelfMark | None = None
    figure: FrozenFigure | None = None
    given: list[CommitteeMark] = field(default_factory=list)

    @property
    def figure_label(self) -> str:
        known = figure_of(self.criterion.figure)
        return str(known.label) if known else self.criterion.figure

    @property
    def remarks(self) -> list[str]:
        """What the committee wrote, without saying who."""
        return [each.words for each in self.given if each.words]


@dataclass(frozen=True)
class Outcome:
    """What a club has come to. Until all is marked `is_whole` is False, and rank and stars mean nothing."""

    entry: ClubRating
    lines: list[Line]
    total: Decimal
    is_whole: bool
    rank: int = 0
    step: RatingStep | None = None

    @property
    def stars(self) -> int:
        return self.step.stars if self.step else 0

    @property
    def budget(self) -> Decimal:
        return self.step.budget if self.step else self.entry.round.budget_otherwise

    @property
    def missing(self) -> list[Line]:
        return [line for line in self.lines if line.mark is None]


def outcomes_of(round: RatingRound, entries: Iterable[ClubRating] | None = None) -> list[Outcome]:
    """Return what the clubs of a round have come to, the best first; in a constant number of queries. Ranks are among
    all of them, so `entries`, where given, are those of the whole round.
    """
    if entries is None:
        entries = round.entries.select_related("club")
    entries, criteria, steps = list(entries), list(round.criteria.all()), list(round.steps.all())
    own, figures, given = _by_place(SelfMark, round), _by_place(FrozenFigure, round), _by_place(CommitteeMark, round)
    found = []
    for entry in entries:
        entry.round = round
        lines = []
        for criterion in criteria:
            place = (entry.pk, criterion.pk)
            figure = next(iter(figures.get(place, [])), None)
            marks = given.get(place, [])
            mark = figure.mark if figure else average(each.mark for each in marks)
            lines.append(Line(criterion, mark, next(iter(own.get(place, [])), None), figure, marks))
        marks = [line.mark for line in lines]
        found.append(Outcome(entry, lines, total_of(marks), None not in marks))
    ranks = ranks_of({outcome.entry.pk: outcome.total for outcome in found})
    ranked = [
        Outcome(each.entry, each.lines, each.total, each.is_whole, ranks[each.entry.pk], step_for(each.total, steps))
        for each in found
    ]
    return sorted(ranked, key=lambda each: (each.rank, each.entry.club.title, each.entry.pk))


def outcome_of(entry: ClubRating) -> Outcome:
    """Return what one club has come to, its rank among all."""
    return next(each for each in outcomes_of(entry.round) if each.entry.pk == entry.pk)


def _by_place(model, round: RatingRound) -> dict[tuple[int, int], list]:
    rows = model.objects.filter(entry__round=round).order_by("pk")
    if model is CommitteeMark:
        rows = rows.select_related("by")
    found: dict[tuple[int, int], list] = {}
    for row in rows:
        found.setdefault((row.entry_id, row.criterion_id), []).append(row)
    return found
