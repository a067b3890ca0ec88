"""How a contest stands, worked out from its results alone: in whatever order they were entered, it is the same.

Nothing here knows the database: teams are whatever can be told apart.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Points:
    """What a match is worth. `walkover` is for the team that did not turn up."""

    win: int
    draw: int
    loss: int
    walkover: int


@dataclass(frozen=True)
class Match:
    """One match that was played. `walkover` is "home" or "away" for who alone was there, or nothing."""

    home: Hashable
    away: Hashable
    home_score: int
    away_score: int
    walkover: str = ""


@dataclass
class Line:
    """One team in the table."""

    team: Hashable
    rank: int = 0
    played: int = 0
    won: int = 0
    drawn: int = 0
    lost: int = 0
    scored: int = 0
    conceded: int = 0
    points: int = 0

    @property
    def difference(self) -> int:
        return self.scored - self.conceded

    def add(self, scored: int, conceded: int, *, points: Points, was_away: bool) -> None:
        self.played += 1
        self.scored += scored
        self.conceded += conceded
        if scored > conceded:
            self.won += 1
            self.points += points.win
        elif scored == conceded:
            self.drawn += 1
            self.points += points.draw
        else:
            self.lost += 1
            self.points += points.walkover if was_away else points.loss


def table(teams: Sequence[Hashable], matches: Iterable[Match], points: Points) -> list[Line]:
    """Return a line for each team, the first first.

    It goes by points; then, among those of equal points, by the points of the matches that they played against each
    other; then by the difference of all scores; then by what was scored. Who is equal in all of that shares a rank, and
    the next rank is left out; among them the order of `teams` stands.
    """
    matches = list(matches)
    lines = _lines(teams, matches, points)
    tied = defaultdict(list)
    for line in lines.values():
        tied[line.points].append(line.team)
    keys = {}
    for group in tied.values():
        among = set(group)
        against = _lines(group, [each for each in matches if each.home in among and each.away in among], points)
        for team in group:
            line = lines[team]
            keys[team] = (line.points, against[team].points, line.difference, line.scored)
    ranks = ranked([(team, keys[team]) for team in teams])
    for team, rank in ranks.items():
        lines[team].rank = rank
    return sorted(lines.values(), key=lambda line: line.rank)


def _lines(teams: Sequence[Hashable], matches: list[Match], points: Points) -> dict[Hashable, Line]:
    lines = {team: Line(team) for team in teams}
    for each in matches:
        home, away = lines[each.home], lines[each.away]
        home.add(each.home_score, each.away_score, points=points, was_away=each.walkover == "away")
        away.add(each.away_score, each.home_score, points=points, was_away=each.walkover == "home")
    return lines


def ranked(found: Sequence[tuple[Hashable, object]]) -> dict[Hashable, int]:
    """Return the rank of each by its key, the largest first; who has the same shares it, and the next is left out."""
    keys = sorted((key for _team, key in found), reverse=True)
    first: dict[object, int] = {}
    for rank, key in enumerate(keys, start=1):
        first.setdefault(key, rank)
    return {team: first[key] for team, key in found}


@dataclass(frozen=True)
class Place:
    """One team in one event. Without a rank it did not finish."""

    team: Hashable
    value: Decimal | None
    rank: int | None
    points: int


def places(values: dict[Hashable, Decimal | None], *, less_is_better: bool, points: Sequence[int]) -> list[Place]:
    """Return where teams stand in an event, the first first; who did not finish comes last and gets no points. Equal
    values share a place and its points, and the next place is left out.
    """
    finished = [(team, -value if less_is_better else value) for team, value in values.items() if value is not None]
    ranks = ranked(finished)
    found = [
        Place(team, values[team], rank, points[rank - 1] if rank <= len(points) else 0) for team, rank in ranks.items()
    ]
    found.sort(key=lambda place: place.rank)
    return found + [Place(team, None, None, 0) for team, value in values.items() if value is None]


@dataclass
class Total:
    """One team over all events."""

    team: Hashable
    points: int
    firsts: int
    rank: int = 0


def totals(teams: Sequence[Hashable], events: Iterable[Iterable[Place]]) -> list[Total]:
    """Return the teams by the sum of their points, the most first; of equal sums by how often they were first; then
    they share a rank.
    """
    found = {team: Total(team, 0, 0) for team in teams}
    for event in events:
        for place in event:
            if place.team in found:
                found[place.team].points += place.points
                found[place.team].firsts += place.rank == 1
    ranks = ranked([(each.team, (each.points, each.firsts)) for each in found.values()])
    for each in found.values():
        each.rank = ranks[each.team]
    return sorted(found.values(), key=lambda each: each.rank)
