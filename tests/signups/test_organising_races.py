"""Two organisers, and those who sign up themselves, at the same moment."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from notices.models import Notice
from signups.actions.deciding import take_off
from signups.actions.signing_up import sign_up
from signups.models import SignUp
from signups.organising import actions
from signups.organising.actions import as_seen, stamp_of, transfer
from signups.organising.errors import ChangedMeanwhile, NoPlaceThere
from tests.factories import MemberFactory, OfferingFactory, SessionFactory
from tests.plugins.racing import at_once

pytestmark = pytest.mark.race


@pytest.fixture
def organisers(committed_db):
    return MemberFactory.create_batch(2)


def two_dates(**places):
    offering = OfferingFactory()
    return [
        SessionFactory(offering=offering, starts_at=timezone.now() + timedelta(days=days), **places) for days in (3, 10)
    ]


def taken_off_by_both(organisers):
    row = sign_up(MemberFactory(), SessionFactory())[0]
    seen = stamp_of(row)
    outcomes = at_once(*[lambda by=by: as_seen(take_off, row, by, seen=seen, reason="重复") for by in organisers])
    return outcomes, Notice.objects.filter(recipient=row.member, kind="signups.ended").count()


def test_of_two_organisers_at_once_one_acts_and_one_is_told(organisers, race_rounds):
    for _round in range(race_rounds):
        outcomes, told = taken_off_by_both(organisers)
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ChangedMeanwhile", "SignUp"]
        assert told == 1


def test_two_who_are_moved_to_the_last_place_at_once_get_one_and_lose_none(organisers, race_rounds):
    for _round in range(race_rounds):
        here, there = two_dates(capacity=2)
        sign_up(MemberFactory(), there)
        rows = [sign_up(member, here)[0] for member in MemberFactory.create_batch(2)]
        outcomes = at_once(
            *[
                lambda row=row, by=by, to=there: transfer(row, by, to=to)
                for row, by in zip(rows, organisers, strict=True)
            ]
        )
        assert [type(outcome) for outcome in outcomes].count(NoPlaceThere) == 1
        there.refresh_from_db()
        here.refresh_from_db()
        assert (here.taken, there.taken) == (1, 2)


def test_moving_to_and_fro_while_others_sign_up_neither_overbooks_nor_locks_for_ever(organisers, race_rounds):
    for _round in range(race_rounds):
        one, other = two_dates(capacity=1)
        first, second = sign_up(MemberFactory(), one)[0], sign_up(MemberFactory(), other)[0]
        third = MemberFactory()
        at_once(
            lambda row=first, to=other: transfer(row, organisers[0], to=to),
            lambda row=second, to=one: transfer(row, organisers[1], to=to),
            lambda member=third, to=one: sign_up(member, to),
        )
        for session in (one, other):
            session.refresh_from_db()
            granted = SignUp.objects.granted().filter(session=session).count()
            assert (session.taken, granted) == (1, 1)


def test_without_the_lock_both_would_act(organisers, monkeypatch):
    """The control: what they have seen is compared before either has written."""

    def compare_and_wait(thing):
        seen = stamp_of(thing)
        time.sleep(0.3)
        return seen

    monkeypatch.setattr(actions, "lock_session", lambda pk: None)
    monkeypatch.setattr(actions, "stamp_of", compare_and_wait)
    outcomes, _told = taken_off_by_both(organisers)
    assert not any(isinstance(outcome, ChangedMeanwhile) for outcome in outcomes)
