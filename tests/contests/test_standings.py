"""How a table follows from results: whatever they are, and in whatever order they came."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contests.fixtures.drawing import bracket, round_robin, shuffled
from contests.standings import Match, Points, places, table, totals

# What draws is as quick as the machine is free; nothing here is about that.
at_leisure = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
POINTS = Points(win=2, draw=1, loss=1, walkover=0)


def names(lines):
    return [(line.rank, line.team) for line in lines]


@st.composite
def leagues(draw):
    """Teams, and results of some of their matches."""
    teams = list(range(draw(st.integers(2, 7))))
    pairs = [pair for each in round_robin(teams) for pair in each]
    played = draw(st.lists(st.sampled_from(pairs), unique=True))
    scores = st.integers(0, 3)
    matches = []
    for home, away in played:
        walkover = draw(st.sampled_from(["", "", "", "home", "away"]))
        score = {"": (draw(scores), draw(scores)), "home": (2, 0), "away": (0, 2)}[walkover]
        matches.append(Match(home, away, *score, walkover))
    return teams, matches


@at_leisure
@given(leagues())
def test_points_and_scores_add_up(league):
    teams, matches = league
    lines = table(teams, matches, POINTS)
    given_out = sum(
        2 * POINTS.draw
        if m.home_score == m.away_score
        else POINTS.win + (POINTS.walkover if m.walkover else POINTS.loss)
        for m in matches
    )
    assert sum(line.points for line in lines) == given_out
    assert sum(line.difference for line in lines) == 0
    assert sum(line.won for line in lines) == sum(line.lost for line in lines)
    assert all(line.played == line.won + line.drawn + line.lost for line in lines)
    assert [line.points for line in lines] == sorted((line.points for line in lines), reverse=True)


@at_leisure
@given(leagues(), st.randoms(use_true_random=False))
def test_the_order_in_which_results_came_changes_nothing(league, chance):
    teams, matches = league
    other = list(matches)
    chance.shuffle(other)
    assert names(table(teams, matches, POINTS)) == names(table(teams, other, POINTS))


@at_leisure
@given(leagues(), st.randoms(use_true_random=False))
def test_ranks_do_not_depend_on_the_order_of_the_teams(league, chance):
    teams, matches = league
    other = list(teams)
    chance.shuffle(other)
    assert set(names(table(teams, matches, POINTS))) == set(names(table(other, matches, POINTS)))


@at_leisure
@given(leagues())
def test_ranks_are_counted_as_in_sports(league):
    lines = table(*league, POINTS)
    for place, line in enumerate(lines, start=1):
        assert line.rank <= place
        assert line.rank == 1 + sum(other.rank < line.rank for other in lines)


def test_of_equal_points_the_match_between_them_counts_before_the_difference():
    matches = [Match("甲", "乙", 2, 1), Match("乙", "丙", 2, 0), Match("丙", "甲", 2, 0), Match("乙", "丁", 2, 0)]
    matches += [Match("甲", "丁", 2, 1), Match("丙", "丁", 1, 2)]
    lines = table(["甲", "乙", "丙", "丁"], matches, POINTS)
    assert names(lines) == [(1, "甲"), (2, "乙"), (3, "丁"), (4, "丙")]
    assert [line.points for line in lines] == [5, 5, 4, 4]
    assert next(line for line in lines if line.team == "乙").difference > lines[0].difference


def test_then_the_difference_then_what_was_scored_and_then_they_share():
    circle = [Match("甲", "乙", 2, 0), Match("乙", "丙", 2, 1), Match("丙", "甲", 2, 1)]
    assert names(table(["甲", "乙", "丙"], circle, POINTS)) == [(1, "甲"), (2, "丙"), (3, "乙")]
    level = [Match("甲", "乙", 2, 1), Match("乙", "丙", 2, 1), Match("丙", "甲", 2, 1)]
    assert names(table(["甲", "乙", "丙"], level, POINTS)) == [(1, "甲"), (1, "乙"), (1, "丙")]
    apart = [Match("甲", "丙", 3, 1), Match("乙", "丁", 2, 0)]
    assert names(table(["甲", "乙", "丙", "丁"], apart, POINTS)) == [(1, "甲"), (2, "乙"), (3, "丙"), (4, "丁")]


@at_leisure
@given(st.integers(2, 14))
def test_in_a_round_robin_all_meet_once_nobody_twice_in_a_round_and_sides_are_shared_out(number):
    rounds = round_robin(list(range(number)))
    pairs = [frozenset(pair) for each in rounds for pair in each]
    assert len(pairs) == len(set(pairs)) == number * (number - 1) // 2
    for each in rounds:
        playing = [team for pair in each for team in pair]
        assert len(playing) == len(set(playing))
    first = [sum(pair[0] == team for each in rounds for pair in each) for team in range(number)]
    assert max(first) - min(first) <= 1


@at_leisure
@given(st.integers(2, 40))
def test_in_a_bracket_all_stand_once_byes_go_to_the_strongest_and_the_two_best_are_apart(number):
    sides = bracket(list(range(number)))
    assert sorted(side for side in sides if side is not None) == list(range(number))
    half = len(sides) // 2
    assert 0 in sides[:half]
    assert 1 in sides[half:]
    byes = {
        one if other is None else other
        for one, other in zip(sides[::2], sides[1::2], strict=True)
        if None in (one, other)
    }
    assert byes == set(range(len(sides) - number))


def test_the_same_seed_gives_the_same_order():
    teams = list(range(9))
    assert shuffled(teams, "七乐彩") == shuffled(teams, "七乐彩") != shuffled(teams, "双色球")


def test_equal_values_share_a_place_and_its_points():
    values = {"甲": Decimal("60.1"), "乙": Decimal("60.1"), "丙": Decimal("61"), "丁": None}
    found = places(values, less_is_better=True, points=[5, 3, 1])
    assert [(place.team, place.rank, place.points) for place in found] == [
        ("甲", 1, 5),
        ("乙", 1, 5),
        ("丙", 3, 1),
        ("丁", None, 0),
    ]


def test_of_equal_sums_more_first_places_count():
    one = places({"甲": Decimal(1), "乙": Decimal(2), "丙": Decimal(3)}, less_is_better=True, points=[5, 3, 1])
    two = places({"丙": Decimal(1), "乙": Decimal(2), "甲": Decimal(9)}, less_is_better=True, points=[5, 3, 1])
    found = totals(["甲", "乙", "丙"], [one, two])
    assert [(each.rank, each.team, each.points) for each in found] == [(1, "甲", 6), (1, "丙", 6), (3, "乙", 6)]
