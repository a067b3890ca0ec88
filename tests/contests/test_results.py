"""How a match ended: who says so, and what becomes of what was said before."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from contests.board import Board
from contests.errors import (
    FixtureOff,
    NextIsPlayed,
    NoDraws,
    NotBegun,
    NotForOneself,
    NothingChanged,
    NothingToConfirm,
    NotPlayedYet,
    NotReady,
    NotYourTeam,
    ReasonNeeded,
    ResultThere,
    ResultWaits,
)
from contests.fixtures.hours import cancel_fixture, postpone, set_hours
from contests.fixtures.performances import enter_performance
from contests.fixtures.results import (
    Score,
    confirm_result,
    correct_result,
    dispute_result,
    enter_result,
    propose_result,
)
from contests.models import Contest, Fixture, Performance, Result
from notices.models import Notice
from tests.factories import ContestFactory, MemberFactory, make_captain, make_league, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(db):
    return MemberFactory(officer=True)


@pytest.fixture
def league(db):
    return make_league(2)


@pytest.fixture
def fixture(league):
    return league[1][0]


def test_what_the_keeper_enters_counts_at_once(fixture, keeper):
    enter_result(fixture, keeper, Score(2, 1, details="15:11 9:15 15:13"))
    fixture = Fixture.objects.get(pk=fixture.pk)
    assert (fixture.is_played, fixture.result.in_words) == (True, "2 : 1")
    assert Notice.objects.filter(kind="contests.result", recipient=fixture.away.captain).count() == 1
    with pytest.raises(ResultThere, match="2 : 1"):
        enter_result(fixture, keeper, Score(2, 0))


def test_a_result_for_a_cancelled_fixture_is_refused_and_nothing_is_kept(fixture, keeper):
    cancel_fixture(fixture, keeper, reason="场馆停电")
    for enter, by in ((enter_result, keeper), (propose_result, fixture.home.captain)):
        with pytest.raises(FixtureOff):
            enter(fixture, by, Score(2, 0))
    assert not Result.objects.exists()


def test_a_match_of_another_day_takes_no_score_but_who_will_not_come_may_be_known(fixture, keeper):
    begins = timezone.now() + timedelta(days=2)
    set_hours(fixture, keeper, starts_at=begins, ends_at=begins + timedelta(hours=1), venue=None, place="东院")
    for enter, by in ((enter_result, keeper), (propose_result, fixture.home.captain)):
        with pytest.raises(NotPlayedYet):
            enter(fixture, by, Score(2, 0))
    assert not Result.objects.exists()
    enter_result(fixture, keeper, Score(walkover=Result.Walkover.HOME))
    assert Fixture.objects.get(pk=fixture.pk).is_played


def test_on_its_day_a_match_takes_a_score_before_its_hour_too(fixture, keeper):
    begins = timezone.localtime().replace(hour=23, minute=59)
    set_hours(fixture, keeper, starts_at=begins, ends_at=begins + timedelta(hours=1), venue=None, place="东院")
    enter_result(fixture, keeper, Score(2, 0))
    assert Fixture.objects.get(pk=fixture.pk).is_played


def test_what_was_postponed_and_played_all_the_same_takes_a_result(fixture, keeper):
    postpone(fixture, keeper, reason="下雨")
    enter_result(fixture, keeper, Score(2, 0))
    fixture.refresh_from_db()
    assert (fixture.is_played, fixture.remark) == (True, "")


def test_what_one_captain_enters_counts_once_the_other_has_confirmed_it(fixture):
    home, away = fixture.home.captain, fixture.away.captain
    result = propose_result(fixture, home, Score(2, 1))
    assert not Fixture.objects.get(pk=fixture.pk).is_played
    assert Notice.objects.filter(recipient=away, kind="contests.result").count() == 1
    with pytest.raises(NotForOneself):
        confirm_result(result, home)
    with pytest.raises(ResultWaits):
        propose_result(fixture, away, Score(1, 2))
    confirm_result(result, away)
    assert Fixture.objects.get(pk=fixture.pk).result.confirmed_by == away
    with pytest.raises(ResultThere):
        confirm_result(result, away)


def test_what_the_other_captain_disputes_is_for_the_keeper(fixture, keeper):
    result = propose_result(fixture, fixture.home.captain, Score(2, 1))
    with pytest.raises(ReasonNeeded):
        dispute_result(result, fixture.away.captain, reason=" ")
    dispute_result(result, fixture.away.captain, reason="应为 1:2")
    assert Notice.objects.filter(recipient=keeper, body__contains="应为 1:2").count() == 1
    with pytest.raises(NothingToConfirm):
        confirm_result(result, fixture.away.captain)
    enter_result(fixture, keeper, Score(1, 2))
    assert Fixture.objects.get(pk=fixture.pk).result.in_words == "1 : 2"


def test_what_the_keeper_enters_replaces_what_a_captain_has_proposed(fixture, keeper):
    result = propose_result(fixture, fixture.home.captain, Score(2, 1))
    enter_result(fixture, keeper, Score(2, 0))
    result.refresh_from_db()
    assert result.state == Result.State.REPLACED


def test_nobody_but_the_two_captains_proposes(fixture):
    with pytest.raises(NotYourTeam):
        propose_result(fixture, make_captain(), Score(2, 0))


def test_a_correction_keeps_what_stood_there_and_says_why(fixture, keeper):
    enter_result(fixture, keeper, Score(2, 1))
    with pytest.raises(ReasonNeeded):
        correct_result(fixture, keeper, Score(1, 2), reason="")
    with pytest.raises(NothingChanged):
        correct_result(fixture, keeper, Score(2, 1), reason="看错")
    correct_result(fixture, keeper, Score(1, 2), reason="记录表填反")
    history = Result.objects.order_by("pk").values_list("home_score", "state", "reason")
    assert list(history) == [(2, "replaced", ""), (1, "in_force", "记录表填反")]


def test_what_was_entered_is_never_written_over_or_removed(fixture, keeper):
    result = enter_result(fixture, keeper, Score(2, 1))
    for write in (lambda: Result.objects.update(home_score=0), result.delete):
        with pytest.raises(DatabaseError, match="never written over"), transaction.atomic():
            write()


def test_there_is_nothing_to_correct_before_a_result(fixture, keeper):
    with pytest.raises(NothingToConfirm):
        correct_result(fixture, keeper, Score(2, 1), reason="看错")


def test_a_draw_counts_only_where_the_contest_has_draws(fixture, keeper):
    with pytest.raises(NoDraws):
        enter_result(fixture, keeper, Score(1, 1))
    Contest.objects.update(draw_points=1)
    enter_result(Fixture.objects.get(pk=fixture.pk), keeper, Score(1, 1))


def test_who_does_not_turn_up_loses_by_the_score_of_the_contest_and_gets_the_points_for_that(league, keeper):
    contest, [fixture] = league
    enter_result(fixture, keeper, Score(walkover=Result.Walkover.AWAY))
    lines = Board(Contest.objects.get(pk=contest.pk)).table
    assert [(line.team, line.points, line.scored, line.conceded) for line in lines] == [
        (fixture.away, 2, 2, 0),
        (fixture.home, 0, 0, 2),
    ]


def knock_out():
    contest, fixtures = make_league(4, plan=Contest.Plan.KNOCK_OUT)
    return contest, sorted(fixtures, key=lambda each: each.position)


def test_in_a_knock_out_the_winner_goes_on(keeper):
    contest, [first, second, final] = knock_out()
    with pytest.raises(NotReady):
        enter_result(final, keeper, Score(2, 0))
    enter_result(first, keeper, Score(2, 0))
    enter_result(second, keeper, Score(0, 2))
    final = Fixture.objects.get(pk=final.pk)
    assert (final.home, final.away) == (first.home, second.away)
    enter_result(final, keeper, Score(2, 1))
    board = Board(contest)
    assert board.is_complete
    places = [(place, team.name) for place, team in board.ranking]
    losers = sorted([first.away.name, second.home.name])
    assert places == [(1, first.home.name), (2, second.away.name), (3, losers[0]), (3, losers[1])]


def test_a_correction_lets_the_right_team_go_on_unless_the_wrong_one_has_played(keeper):
    _contest, [first, second, final] = knock_out()
    enter_result(first, keeper, Score(2, 0))
    correct_result(first, keeper, Score(0, 2), reason="填反")
    assert Fixture.objects.get(pk=final.pk).home == first.away
    enter_result(second, keeper, Score(2, 0))
    enter_result(final, keeper, Score(2, 0))
    with pytest.raises(NextIsPlayed):
        correct_result(first, keeper, Score(2, 0), reason="填反")
    # Another score of the same winner changes nothing there.
    correct_result(first, keeper, Score(1, 2), reason="少记一局")
    assert Fixture.objects.get(pk=first.pk).result.in_words == "1 : 2"


def test_events_rank_all_teams_and_a_correction_says_why(keeper):
    events = ["迎面接力", "跳绳"]
    today = timezone.localdate()
    contest = ContestFactory(listed=True, plan="ranked", events=events, place_points="5,3,1", starts_on=today)
    contest.events.filter(name="跳绳").update(better="more")
    relay, skipping = contest.events.all()
    one, two, three = (make_team(contest) for _number in range(3))
    for team, seconds, jumps in ((one, "62.5", 90), (two, "60.1", 120), (three, None, 120)):
        enter_performance(relay, team, keeper, value=seconds)
        enter_performance(skipping, team, keeper, value=jumps)
    board = Board(contest)
    assert board.is_complete
    assert [(place.rank, place.team, place.points) for place in board.events[0].places] == [
        (1, two, 5),
        (2, one, 3),
        (None, three, 0),
    ]
    assert [(place.rank, place.points) for place in board.events[1].places] == [(1, 5), (1, 5), (3, 1)]
    assert [(total.rank, total.team, total.points) for total in board.totals] == [
        (1, two, 10),
        (2, three, 5),
        (3, one, 4),
    ]
    with pytest.raises(ReasonNeeded):
        enter_performance(relay, one, keeper, value="59.9")
    enter_performance(relay, one, keeper, value="59.9", reason="秒表读错")
    assert Board(contest).events[0].places[0].team == one
    assert Performance.objects.filter(team=one, event=relay).count() == 2


def test_before_its_first_day_a_sports_meeting_takes_no_results(keeper):
    contest = ContestFactory(listed=True, plan="ranked", events=["拔河"])
    team = make_team(contest)
    with pytest.raises(NotBegun):
        enter_performance(contest.events.get(), team, keeper, value="62.5")
    assert not Performance.objects.exists()


def test_who_finished_nothing_has_no_place_at_the_end(keeper):
    today = timezone.localdate()
    contest = ContestFactory(listed=True, plan="ranked", events=["拔河"], starts_on=today)
    one, two = (make_team(contest) for _number in range(2))
    enter_performance(contest.events.get(), one, keeper, value="62.5")
    enter_performance(contest.events.get(), two, keeper, value=None)
    board = Board(contest)
    assert board.is_complete
    assert board.ranking == [(1, one)]
