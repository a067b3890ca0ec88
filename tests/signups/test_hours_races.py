"""Places at the same hour, parties, and venues, asked for at the same moment."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from signups import locking
from signups.actions.giving_back import cancel
from signups.actions.offering import Slot, plan
from signups.actions.sessions import move
from signups.actions.signing_up import sign_up
from signups.errors import Clash, VenueTaken
from signups.models import Session, SignUp, SignUpTerms
from tests.factories import DependantFactory, OfferingFactory, VenueFactory
from tests.plugins.racing import at_once

from .invariants import assert_nothing_is_wrong, make_members, refused, repeat, session_of_another_day

pytestmark = pytest.mark.race

State = SignUp.State


def two_at_the_same_hour(**fields):
    first = session_of_another_day(**fields)
    return first, session_of_another_day(starts_at=first.starts_at, **fields)


def sign_up_for_both(member):
    sessions = two_at_the_same_hour(capacity=1)
    outcomes = at_once(*[lambda session=session: sign_up(member, session) for session in sessions])
    assert refused(outcomes) == [Clash]
    assert_nothing_is_wrong(*sessions)


def test_of_two_places_at_the_same_hour_one_is_had_and_the_other_refused(committed_db, race_rounds):
    repeat(race_rounds, sign_up_for_both, *make_members(1))


def promote_one_person_in_both(holder, other_holder, both, next_first, next_second):
    """Two cancel at the same moment in different offerings; the same person is first in both queues."""
    first, second = two_at_the_same_hour(capacity=1)
    held = [sign_up(holder, first)[0], sign_up(other_holder, second)[0]]
    for session, behind in ((first, next_first), (second, next_second)):
        sign_up(both, session)
        sign_up(behind, session)
    outcomes = at_once(lambda: cancel(held[0], holder), lambda: cancel(held[1], other_holder))
    assert refused(outcomes) == []
    assert SignUp.objects.granted().filter(session__in=[first, second]).count() == 2
    assert SignUp.objects.granted().filter(session__in=[first, second], member=both).count() == 1
    assert_nothing_is_wrong(first, second)


def test_who_is_first_in_two_queues_at_once_gets_one_place_and_the_next_the_other(committed_db, race_rounds):
    repeat(race_rounds, promote_one_person_in_both, *make_members(5))


def test_control_without_another_attempt_one_of_them_fails(committed_db, monkeypatch):
    monkeypatch.setattr(locking, "QUICKER_ELSEWHERE", ())
    with pytest.raises(IntegrityError, match="once_at_a_time"):
        repeat(100, promote_one_person_in_both, *make_members(5))


def families(number):
    members = make_members(number)
    children = [DependantFactory(member=member, name=f"{member.name}之女") for member in members]
    return list(zip(members, children, strict=True))


def ask_as_families(pairs):
    """Five families of two for five places: two families have places, and nobody without the other."""
    session = session_of_another_day(capacity=5, company=SignUpTerms.Company.TOGETHER)
    outcomes = at_once(
        *[lambda member=member, child=child: sign_up(member, session, dependants=[child]) for member, child in pairs]
    )
    assert refused(outcomes) == []
    session.refresh_from_db()
    assert session.taken == 4
    assert_nothing_is_wrong(session)
    # One family leaves while another one comes back.
    leaving = next(rows for rows in outcomes if rows[0].is_confirmed)
    waiting = next(rows for rows in outcomes if rows[0].is_waiting)
    at_once(lambda: cancel(leaving[0], leaving[0].member), lambda: cancel(waiting[1], waiting[1].member))
    session.refresh_from_db()
    assert session.taken == 4
    assert_nothing_is_wrong(session)


def test_of_parent_and_child_both_have_places_or_neither(committed_db, race_rounds):
    repeat(race_rounds, ask_as_families, families(5))


def move_both_into(venue, by):
    first, second = session_of_another_day(), session_of_another_day()
    hour = session_of_another_day().starts_at
    outcomes = at_once(
        *[
            lambda session=session: move(session, by, starts_at=hour, ends_at=hour + timedelta(hours=1), venue=venue)
            for session in (first, second)
        ]
    )
    assert refused(outcomes) == [VenueTaken]
    assert Session.objects.filter(venue=venue, starts_at=hour).count() == 1


def test_a_venue_that_two_want_at_the_same_hour_goes_to_one_of_them(committed_db, race_rounds):
    repeat(race_rounds, move_both_into, VenueFactory(), *make_members(1))


def test_control_without_the_constraint_both_have_it(committed_db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE signups_session DROP CONSTRAINT signups_session_venue_once_at_a_time")
    with pytest.raises(AssertionError):
        move_both_into(VenueFactory(), *make_members(1))


def test_of_two_series_planned_at_once_for_one_venue_one_has_each_hour(committed_db, race_rounds):
    venue, begin = VenueFactory(), timezone.now().replace(microsecond=0)
    for round_number in range(max(race_rounds // 3, 1)):
        hours = [begin + timedelta(days=10 * round_number + day) for day in range(1, 5)]
        offerings = OfferingFactory.create_batch(2)
        slots = [Slot(hour, hour, hour + timedelta(hours=1)) for hour in hours]
        where = {"begin": begin, "end": hours[-1] + timedelta(days=1), "venue": venue, "place": "二楼"}
        outcomes = at_once(
            partial(plan, offerings[0], slots, **where), partial(plan, offerings[1], slots[::-1], **where)
        )
        assert refused(outcomes) == []
        assert sum(len(done.unplaced) for done in outcomes) == len(hours)
        assert [done.added for done in outcomes] == [len(hours)] * 2
        assert Session.objects.filter(venue=venue, starts_at__in=hours).count() == len(hours)
