"""Who meets whom, when and where."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contests.errors import (
    FixtureIsPlayed,
    FixtureOff,
    FixturesPlayed,
    NotDrawn,
    NotInContest,
    ReasonNeeded,
    TeamBusy,
    TooFewTeams,
    WalkoverInstead,
)
from contests.fixtures.hours import cancel_fixture, postpone, set_hours
from contests.fixtures.making import add_fixture, make_fixtures
from contests.fixtures.results import Score, enter_result
from contests.models import Contest, Fixture
from contests.teams.rosters import name_player
from notices.models import Notice
from signups.errors import VenueTaken
from signups.models import Session
from tests.factories import ContestFactory, MemberFactory, SessionFactory, VenueFactory, make_league, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(db):
    return MemberFactory(officer=True)


@pytest.fixture
def hour():
    return timezone.now().replace(microsecond=0) + timedelta(days=15)


def at(fixture, keeper, begins, **where):
    where = {"venue": None, **where}
    return set_hours(fixture, keeper, starts_at=begins, ends_at=begins + timedelta(hours=1), **where)


def pairs(fixtures):
    return [(each.round, each.home_name, each.away_name) for each in fixtures]


def test_everybody_meets_everybody_once_and_the_same_seed_gives_the_same(keeper):
    contest, fixtures = make_league(5)
    assert len(fixtures) == 10
    assert len({frozenset((each.home_id, each.away_id)) for each in fixtures}) == 10
    before = pairs(fixtures)
    make_fixtures(contest, keeper, seed="一")
    assert pairs(Fixture.objects.with_teams().in_order()) == before
    make_fixtures(contest, keeper, seed="二")
    assert pairs(Fixture.objects.with_teams().in_order()) != before
    assert make_fixtures(contest, keeper).seed


def test_a_knock_out_has_byes_for_the_strongest_and_ends_in_a_final(keeper):
    contest = ContestFactory(listed=True, plan="knock_out")
    teams = [make_team(contest) for _number in range(6)]
    for seeded, team in enumerate(teams[:2], start=1):
        team.seeded = seeded
        team.save()
    make_fixtures(contest, keeper, seed="一")
    fixtures = list(Fixture.objects.order_by("position"))
    assert [each.round for each in fixtures] == [1, 1, 2, 2, 3]
    first_round = {pk for each in fixtures[:2] for pk in (each.home_id, each.away_id)}
    assert not first_round & {teams[0].pk, teams[1].pk}
    final = fixtures[-1]
    assert {final.home_from_id, final.away_from_id} == {fixtures[2].pk, fixtures[3].pk}


def test_what_cannot_be_made_is_refused(keeper):
    with pytest.raises(TooFewTeams):
        make_fixtures(ContestFactory(listed=True), keeper)
    with pytest.raises(NotDrawn):
        make_fixtures(ContestFactory(listed=True, plan="table"), keeper)


def test_fixtures_with_a_result_are_not_made_anew(keeper):
    contest, fixtures = make_league(3)
    enter_result(fixtures[0], keeper, Score(2, 1))
    with pytest.raises(FixturesPlayed):
        make_fixtures(contest, keeper)


def test_the_organiser_enters_fixtures_one_by_one(keeper):
    contest, other = ContestFactory(listed=True, plan="table"), ContestFactory(listed=True)
    home, away, stranger = make_team(contest), make_team(contest), make_team(other)
    fixture = add_fixture(contest, keeper, home=home, away=away, round=2)
    assert (fixture.round, fixture.position) == (2, 0)
    assert add_fixture(contest, keeper, home=away, away=home, round=2).position == 1
    for one, two in ((home, home), (home, stranger)):
        with pytest.raises(NotInContest):
            add_fixture(contest, keeper, home=one, away=two)


def test_the_players_of_both_teams_are_told_of_a_date_and_of_another_one(keeper, hour):
    _contest, [fixture, *_rest] = make_league(2)
    player = MemberFactory(union_group=fixture.home.captain.union_group)
    name_player(fixture.home, player, fixture.home.captain)
    at(fixture, keeper, hour, place="二号场")
    at(fixture, keeper, hour, place="二号场")
    at(fixture, keeper, hour + timedelta(days=1))
    told = Notice.objects.filter(kind="contests.fixture")
    for member in (player, fixture.home.captain, fixture.away.captain):
        assert told.filter(recipient=member).count() == 2


def test_a_venue_that_something_else_takes_is_refused(keeper, hour):
    venue = VenueFactory()
    SessionFactory(venue=venue, starts_at=hour)
    _contest, [fixture, *_rest] = make_league(3)
    with pytest.raises(VenueTaken):
        at(fixture, keeper, hour, venue=venue)
    fixture.refresh_from_db()
    assert fixture.session is None
    later = hour + timedelta(hours=2)
    at(fixture, keeper, later, venue=venue)
    assert Session.objects.get(fixture=fixture).topic == str(fixture)
    # Nor do two matches share it.
    _other, [another, *_rest] = make_league(2)
    with pytest.raises(VenueTaken):
        at(another, keeper, later + timedelta(minutes=30), venue=venue)


def test_a_team_does_not_play_twice_at_once(keeper, hour):
    _contest, [first, second, *_rest] = make_league(3)
    at(first, keeper, hour)
    with pytest.raises(TeamBusy):
        at(second, keeper, hour + timedelta(minutes=30))
    at(second, keeper, hour + timedelta(hours=1))


def test_what_is_postponed_frees_its_venue_and_gets_another_date(keeper, hour):
    venue = VenueFactory()
    _contest, [fixture, *_rest] = make_league(2)
    at(fixture, keeper, hour, venue=venue)
    with pytest.raises(ReasonNeeded):
        postpone(fixture, keeper, reason="")
    postpone(fixture, keeper, reason="突发任务")
    SessionFactory(venue=venue, starts_at=hour)
    fixture = at(fixture, keeper, hour + timedelta(days=1), venue=venue)
    assert (fixture.state, fixture.remark, fixture.session.is_cancelled) == ("planned", "", False)
    wordings = Notice.objects.filter(recipient=fixture.home.captain, kind="contests.fixture")
    assert wordings.filter(body__contains="突发任务").count() == 1
    assert wordings.count() == 3


def test_what_is_cancelled_is_not_cancelled_twice_and_nothing_that_was_played(keeper, hour):
    _contest, [first, second, _third] = make_league(3)
    cancel_fixture(first, keeper, reason="下雨")
    with pytest.raises(FixtureOff):
        postpone(first, keeper, reason="下雨")
    enter_result(second, keeper, Score(2, 0))
    for act in (cancel_fixture, postpone):
        with pytest.raises(FixtureIsPlayed):
            act(second, keeper, reason="下雨")
    with pytest.raises(FixtureIsPlayed):
        at(second, keeper, hour)


def test_in_a_knock_out_nothing_is_cancelled_since_somebody_has_to_go_on(keeper):
    contest, [fixture, *_rest] = make_league(2, plan=Contest.Plan.KNOCK_OUT)
    with pytest.raises(WalkoverInstead):
        cancel_fixture(fixture, keeper, reason="下雨")
