"""Exchanges at the same moment: both or neither, and never a place to two."""

from functools import partial

import pytest

from signups.actions.giving_back import cancel
from signups.errors import (
    HasEnded,
    OfferGone,
)
from signups.models import Session, SignUp
from signups.swaps import swapping
from signups.swaps.swapping import accept, offer
from tests.plugins.racing import at_once

from .exchanging import holder_of, holders, kinds_told, taken, two_dates

State = SignUp.State


def _fresh():
    first, second = two_dates(capacity=2)
    return first, second, holder_of(first), holder_of(second), holder_of(second)


@pytest.mark.race
class TestAtOnce:
    def test_of_two_who_accept_one_gets_it(self, committed_db, race_rounds):
        for _round in range(race_rounds):
            first, second, mine, one, two = _fresh()
            made = offer(mine, mine.member)
            outcomes = at_once(*[partial(accept, made, row.member, giving=row) for row in (one, two)])
            assert sorted(type(each).__name__ for each in outcomes) == ["OfferGone", "SignUp"]
            assert taken(first, second) == [1, 2]
            assert len(set(holders(first) + holders(second))) == 3
            assert SignUp.objects.filter(session__in=[first, second], state=State.SWAPPED).count() == 2
            assert kinds_told(mine.member).count("signups.swapped") == 1

    def test_a_place_is_given_back_or_exchanged_and_never_both(self, committed_db, race_rounds):
        for _round in range(race_rounds):
            first, second, mine, one, _two = _fresh()
            made = offer(mine, mine.member)
            cancelled, accepted = at_once(
                partial(cancel, mine, mine.member), partial(accept, made, one.member, giving=one)
            )
            if isinstance(accepted, SignUp):
                assert isinstance(cancelled, HasEnded)
                assert taken(first, second) == [1, 2]
            else:
                assert isinstance(accepted, OfferGone)
                assert taken(first, second) == [0, 2]

    def test_without_the_lock_one_place_goes_to_two(self, committed_db, race_rounds, monkeypatch):
        """The control: what the lock prevents happens without it, or the constraints alone stop it with an error."""
        unlocked = Session.objects.select_related("offering", "venue")
        monkeypatch.setattr(swapping, "lock_session", lambda pk: unlocked.get(pk=pk))
        broken = 0
        for _round in range(race_rounds):
            _first, _second, mine, one, two = _fresh()
            made = offer(mine, mine.member)
            outcomes = at_once(*[partial(accept, made, row.member, giving=row) for row in (one, two)])
            broken += sorted(type(each).__name__ for each in outcomes) != ["OfferGone", "SignUp"]
        assert broken
