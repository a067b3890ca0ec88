"""Votes at the same moment: one of each member, and each either counted or refused."""

import threading
from functools import partial

import pytest
from django.db import connection

from contests.models import Ballot, Tally, Voted, VoteRound
from contests.works import counting, errors, voting
from contests.works.counting import count
from contests.works.voting import cast
from tests.factories import MemberFactory, VoteRoundFactory, WorkFactory
from tests.plugins.racing import at_once

VOTERS = 6


def _fresh():
    vote_round = VoteRoundFactory(choices=1)
    return vote_round, [WorkFactory(call=vote_round.call) for _number in range(2)]


# Whoever counts sees that the hour has come; whoever votes looked a moment earlier.
_clock = threading.local()


def _count_now(vote_round: VoteRound) -> None:
    _clock.has_struck = True
    count(vote_round)


def _counted_votes(vote_round) -> int:
    return sum(Tally.objects.filter(round=vote_round).values_list("votes", flat=True))


@pytest.fixture
def unlocked(monkeypatch):
    for module in (voting, counting):
        monkeypatch.setattr(module, "lock_round", lambda pk: VoteRound.objects.get(pk=pk))


@pytest.mark.race
class TestTwoPhones:
    def test_of_two_votes_of_one_member_one_counts_and_the_other_reads_why(self, committed_db, race_rounds):
        vote_round, works = _fresh()
        for turn in range(race_rounds):
            voter = MemberFactory()
            outcomes = at_once(*[partial(cast, vote_round, voter, [work.pk]) for work in works])
            assert sorted(type(each).__name__ for each in outcomes) == ["AlreadyVoted", "NoneType"]
            assert Ballot.objects.filter(round=vote_round).count() == turn + 1

    def test_without_the_lock_the_second_meets_the_constraint_alone(self, committed_db, race_rounds, unlocked):
        """The control: no second ballot even so, but an error without a sentence."""
        vote_round, works = _fresh()
        broken = 0
        for turn in range(race_rounds):
            voter = MemberFactory()
            outcomes = at_once(*[partial(cast, vote_round, voter, [work.pk]) for work in works])
            broken += any(
                isinstance(each, Exception) and not isinstance(each, errors.AlreadyVoted) for each in outcomes
            )
            assert Ballot.objects.filter(round=vote_round).count() == turn + 1
        assert broken


@pytest.mark.race
class TestWhileItCloses:
    def _race(self, monkeypatch) -> tuple[VoteRound, list[object]]:
        """Several vote who looked at the clock a moment before it struck, while the votes are counted."""
        vote_round, works = _fresh()
        voters = MemberFactory.create_batch(VOTERS)
        monkeypatch.setattr(VoteRound, "has_closed", property(lambda row: getattr(_clock, "has_struck", False)))
        votes = [partial(cast, vote_round, voter, [works[0].pk]) for voter in voters]
        outcomes = at_once(*votes, partial(_count_now, vote_round))
        return vote_round, outcomes[:-1]

    def test_each_vote_is_counted_or_refused(self, committed_db, race_rounds, monkeypatch):
        for _turn in range(race_rounds):
            vote_round, outcomes = self._race(monkeypatch)
            taken = sum(each is None for each in outcomes)
            assert all(each is None or isinstance(each, errors.VoteClosed) for each in outcomes), outcomes
            assert _counted_votes(vote_round) == taken
            assert Voted.objects.filter(round=vote_round).count() == taken

    def test_without_lock_and_trigger_a_vote_is_lost(self, committed_db, race_rounds, monkeypatch, unlocked):
        """The control: somebody is thanked for a vote that is in no result."""
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE contests_ballot DISABLE TRIGGER USER")
        lost = 0
        for _turn in range(race_rounds):
            vote_round, outcomes = self._race(monkeypatch)
            lost += _counted_votes(vote_round) != sum(each is None for each in outcomes)
        assert lost

    def test_the_trigger_alone_keeps_a_forgotten_lock_from_losing_a_vote(
        self, committed_db, race_rounds, monkeypatch, unlocked
    ):
        monkeypatch.setattr(counting, "lock_round", lambda pk: VoteRound.objects.select_for_update().get(pk=pk))
        for _turn in range(race_rounds):
            vote_round, outcomes = self._race(monkeypatch)
            assert _counted_votes(vote_round) == sum(each is None for each in outcomes)
