"""Teams, fixtures, results and standings of one contest, read in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from .fixtures.making import name_of_round
from .fixtures.results import winner_of
from .models import Contest, Fixture, Performance, Team
from .standings import Line, Match, Place, Points, Total, places, table, totals


@dataclass(frozen=True)
class Round:
    name: str
    fixtures: list[Fixture]


@dataclass(frozen=True)
class EventBoard:
    """One event and where the teams stand in it."""

    event: object
    places: list[Place]


class Board:
    """How a contest stands now."""

    def __init__(self, contest: Contest):
        self.contest = contest

    @cached_property
    def teams(self) -> list[Team]:
        """All that have a place, and those that have withdrawn from matches they had."""
        found = self.contest.teams.with_part().order_by("name", "pk")
        played = {pk for fixture in self.fixtures for pk in (fixture.home_id, fixture.away_id)}
        return [team for team in found if team.is_entered or (team.is_withdrawn and team.pk in played)]

    @property
    def entered(self) -> list[Team]:
        return [team for team in self.teams if team.is_entered]

    @cached_property
    def fixtures(self) -> list[Fixture]:
        if self.contest.is_ranked:
            return []
        found = list(self.contest.fixtures.with_teams().in_order())
        for fixture in found:
            fixture.contest = self.contest
        return found

    @cached_property
    def rounds(self) -> list[Round]:
        number = max((fixture.round for fixture in self.fixtures), default=0)
        by_round: dict[int, list[Fixture]] = {}
        for fixture in self.fixtures:
            by_round.setdefault(fixture.round, []).append(fixture)
        knock_out = self.contest.is_knock_out
        return [Round(name_of_round(each, number, knock_out=knock_out), by_round[each]) for each in sorted(by_round)]

    @property
    def played(self) -> list[Fixture]:
        return [fixture for fixture in self.fixtures if fixture.is_played and fixture.result]

    @cached_property
    def coming(self) -> list[Fixture]:
        """What is to be played, in the order of time; what has no date yet at the end."""
        dated = [each for each in self.fixtures if each.state == Fixture.State.PLANNED and each.is_ready]
        last = timezone.now() + timezone.timedelta(days=36500)
        return sorted(dated, key=lambda each: each.session.starts_at if each.session else last)

    @cached_property
    def table(self) -> list[Line]:
        """The standings of a contest with a table."""
        if not self.contest.has_table:
            return []
        contest, known = self.contest, {team.pk: team for team in self.teams}
        points = Points(contest.win_points, contest.draw_points or 0, contest.loss_points, contest.walkover_points)
        lines = table(list(known), _matches(self.played), points)
        for line in lines:
            line.team = known[line.team]
        return lines

    @cached_property
    def events(self) -> list[EventBoard]:
        if not self.contest.is_ranked:
            return []
        known = {team.pk: team for team in self.teams}
        found = Performance.objects.filter(
            event__contest=self.contest, state=Performance.State.IN_FORCE, team__in=known
        )
        values: dict[int, dict[Team, object]] = {}
        for each in found.order_by("pk"):
            values.setdefault(each.event_id, {})[known[each.team_id]] = each.value
        return [
            EventBoard(
                event,
                places(
                    values.get(event.pk, {}),
                    less_is_better=event.less_is_better,
                    points=self.contest.points_of_places,
                ),
            )
            for event in self.contest.events.all()
        ]

    @cached_property
    def totals(self) -> list[Total]:
        """Points over all events, of a sports meeting."""
        return totals(self.entered, [board.places for board in self.events]) if self.contest.is_ranked else []

    @property
    def has_begun(self) -> bool:
        """Whether there is a result: before the first one everybody would be first."""
        if self.contest.is_ranked:
            return any(board.places for board in self.events)
        return bool(self.played)

    @property
    def is_complete(self) -> bool:
        """Whether every result is there."""
        if self.contest.is_ranked:
            return bool(self.events) and all(len(board.places) >= len(self.entered) > 0 for board in self.events)
        return bool(self.played) and not any(fixture.is_open for fixture in self.fixtures)

    @cached_property
    def ranking(self) -> list[tuple[int, Team]]:
        """Return (place, team), the first first, of those that were still in it at the end; who finished nothing has
        no place.
        """
        if self.contest.is_ranked:
            finished = {place.team for board in self.events for place in board.places if place.rank}
            return [(each.rank, each.team) for each in self.totals if each.team in finished]
        if self.contest.is_knock_out:
            return self._knocked_out()
        return [(line.rank, line.team) for line in self.table if not line.team.is_withdrawn]

    def _knocked_out(self) -> list[tuple[int, Team]]:
        """Who wins the final is first; who loses in a round shares the place behind all who went on."""
        last = max((fixture.round for fixture in self.fixtures), default=0)
        found = []
        for fixture in self.played:
            winner = winner_of(fixture, fixture.result)
            loser = fixture.away if winner == fixture.home else fixture.home
            if fixture.round == last:
                found.append((1, winner))
            found.append((2 ** (last - fixture.round) + 1, loser))
        return sorted(found, key=lambda each: (each[0], each[1].name))


def _matches(fixtures: Iterable[Fixture]) -> list[Match]:
    return [
        Match(
            fixture.home_id,
            fixture.away_id,
            fixture.result.home_score,
            fixture.result.away_score,
            fixture.result.walkover,
        )
        for fixture in fixtures
    ]
