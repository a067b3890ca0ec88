"""Captains and keepers at the same moment."""

from functools import partial

import pytest
from django.db import IntegrityError

from contests.errors import PartHasTeam, ResultThere, ResultWaits
from contests.fixtures import results
from contests.fixtures.making import add_fixture
from contests.fixtures.results import Score, enter_result, propose_result
from contests.models import Fixture, Result, Team
from contests.teams import entering
from contests.teams.entering import enter_team
from signups.models import SignUp
from tests.factories import ContestFactory, MemberFactory, make_captain, make_team
from tests.plugins.racing import at_once
from tests.signups.invariants import refused, repeat

pytestmark = pytest.mark.race


def two_captains_enter(contest):
    """Two of one branch at once: one team, one sign-up, and a sentence for the other."""
    first = make_captain()
    second = MemberFactory(union_group=first.union_group)
    outcomes = at_once(
        partial(enter_team, first, contest, name=f"{first.name}队"),
        partial(enter_team, second, contest, name=f"{second.name}队"),
    )
    assert refused(outcomes) == [PartHasTeam]
    assert Team.objects.live().filter(branch=first.union_group.branch).count() == 1
    assert SignUp.objects.live().filter(member__in=[first, second]).count() == 1


def test_of_two_captains_of_one_branch_one_enters_a_team_and_the_other_reads_who(committed_db, race_rounds):
    repeat(race_rounds, two_captains_enter, ContestFactory(listed=True))


def test_control_whoever_looks_before_the_lock_runs_into_the_constraint(committed_db, monkeypatch):
    """The verb as it would be without the lock: it looks, and what it saw is out of date."""
    contest = ContestFactory(listed=True)
    monkeypatch.setattr(entering, "lock_session", lambda pk: contest.entry_session)
    # Nor does the place ask whose it is.
    monkeypatch.setattr("signups.rules.check_audience", lambda offering, member: None)
    monkeypatch.setattr("signups.actions.signing_up.check_audience", lambda offering, member: None)
    monkeypatch.setattr("signups.promoting.Places._belongs", lambda places, member_id: True)
    with pytest.raises(IntegrityError, match="one_live_per_branch"):
        repeat(100, two_captains_enter, contest)


def new_match(contest, home, away, keeper) -> Fixture:
    return add_fixture(contest, keeper, home=home, away=away)


def two_enter_results(contest, home, away, keeper, other):
    """The keeper twice at once: one result counts, and the other reads which."""
    fixture = new_match(contest, home, away, keeper)
    outcomes = at_once(
        partial(enter_result, fixture, keeper, Score(2, 0)), partial(enter_result, fixture, other, Score(2, 1))
    )
    assert refused(outcomes) == [ResultThere]
    assert Result.objects.filter(fixture=fixture, state="in_force").count() == 1


def league_by_hand():
    contest = ContestFactory(listed=True, plan="table")
    return contest, make_team(contest), make_team(contest), MemberFactory(officer=True), MemberFactory(officer=True)


def test_of_two_results_at_once_one_counts(committed_db, race_rounds):
    repeat(race_rounds, two_enter_results, *league_by_hand())


def test_control_without_the_lock_two_results_run_into_the_constraint(committed_db, monkeypatch):
    def unlocked(pk):
        return Fixture.objects.select_related("contest__club", "home", "away", "home_from", "away_from").get(pk=pk)

    monkeypatch.setattr(results, "lock_fixture", unlocked)
    with pytest.raises(IntegrityError, match="one_in_force"):
        repeat(100, two_enter_results, *league_by_hand())


def both_captains_propose(contest, home, away, keeper):
    fixture = new_match(contest, home, away, keeper)
    outcomes = at_once(
        partial(propose_result, fixture, home.captain, Score(2, 0)),
        partial(propose_result, fixture, away.captain, Score(0, 2)),
    )
    assert refused(outcomes) == [ResultWaits]


def test_of_two_captains_who_enter_a_result_at_once_one_is_asked_to_confirm(committed_db, race_rounds):
    repeat(race_rounds, both_captains_propose, *league_by_hand()[:4])
