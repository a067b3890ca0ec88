"""Places under fire: many at once, on real connections. Each race has a control that fails without the lock."""

import time
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from signups import locking, rush
from signups.actions import sessions, signing_up
from signups.actions.deciding import admit, put_first, take_off
from signups.actions.giving_back import cancel
from signups.actions.sessions import resize
from signups.actions.signing_up import sign_up
from signups.errors import AlreadySignedUp, BelowHolders, HasEnded
from signups.models import Drive, Offering, Session, SignUp, SignUpTerms
from signups.promoting import promote
from tests.factories import DriveFactory, OfferingFactory
from tests.plugins.racing import at_once

from .invariants import assert_nothing_is_wrong, make_members, refused, repeat, session_of_another_day

pytestmark = pytest.mark.race

State = SignUp.State


def read_without_locking(offering_id, drive_id):
    return Offering.objects.get(pk=offering_id)


@pytest.fixture
def without_lock(monkeypatch):
    monkeypatch.setattr(locking, "_lock", read_without_locking)
    monkeypatch.setattr(rush, "LOCK", "")


@pytest.fixture
def without_guard(committed_db):
    """Only the lock is between people and too many places."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE signups_session DROP CONSTRAINT signups_session_not_overbooked")


def ask_for(session, members, *, threads=8):
    """Let members ask in several threads, each for some of them; returns what they got."""

    def ask(some):
        return [sign_up(member, session)[0].state for member in some]

    outcomes = at_once(*[lambda some=members[place::threads]: ask(some) for place in range(threads)])
    refused(outcomes)
    return [state for states in outcomes for state in states]


def test_200_people_at_once_get_30_places_and_170_wait(committed_db, race_rounds):
    members = make_members(200)
    for _round in range(max(race_rounds // 10, 1)):
        session = session_of_another_day(capacity=30)
        states = ask_for(session, members)
        assert (states.count(State.CONFIRMED), states.count(State.WAITING)) == (30, 170)
        assert_nothing_is_wrong(session)


def test_twelve_people_at_once_get_three_places(committed_db, race_rounds):
    members = make_members(12)
    for _round in range(race_rounds):
        session = session_of_another_day(capacity=3)
        assert ask_for(session, members, threads=6).count(State.CONFIRMED) == 3
        assert_nothing_is_wrong(session)


def test_control_without_lock_and_guard_there_are_too_many(committed_db, without_lock, without_guard):
    members, most = make_members(40), 0
    for _round in range(5):
        session = session_of_another_day(capacity=10)
        most = max(most, ask_for(session, members).count(State.CONFIRMED))
    assert most > 10


def ask_for_ten_places(members):
    ask_for(session_of_another_day(capacity=10), members)


def test_control_without_lock_the_guard_alone_refuses_what_should_wait(committed_db, without_lock):
    members = make_members(40)
    with pytest.raises(IntegrityError, match="not_overbooked"):
        repeat(5, ask_for_ten_places, members)


def two_cancel_and_one_signs_up(members):
    """Return what became of whoever waited, and of whoever came meanwhile."""
    first, second, waits, comes = members
    session = session_of_another_day(capacity=2)
    held = [sign_up(member, session)[0] for member in (first, second)]
    sign_up(waits, session)
    outcomes = at_once(lambda: cancel(held[0], first), lambda: cancel(held[1], second), lambda: sign_up(comes, session))
    assert refused(outcomes) == []
    assert_nothing_is_wrong(session)
    return list(session.sign_ups.filter(member__in=[waits, comes]).values_list("state", flat=True))


def test_two_cancellations_and_a_sign_up_at_once_have_one_outcome(committed_db, race_rounds):
    members = make_members(4)
    for _round in range(race_rounds if race_rounds <= 30 else 300):
        assert two_cancel_and_one_signs_up(members) == [State.CONFIRMED, State.CONFIRMED]


@pytest.fixture
def slow_sign_up(monkeypatch):
    """Whoever signs up has looked for places, and takes a while to commit."""

    def promote_and_linger(*args, **kwargs):
        granted = promote(*args, **kwargs)
        time.sleep(0.5)
        return granted

    monkeypatch.setattr(signing_up, "promote", promote_and_linger)


def one_cancels_while_one_signs_up(holder, comes):
    session = session_of_another_day(capacity=1)
    mine = enter_with_a_place(session, holder)
    outcomes = at_once(lambda: sign_up(comes, session), lambda: time.sleep(0.25) or cancel(mine, holder))
    assert refused(outcomes) == []
    assert_nothing_is_wrong(session)


def enter_with_a_place(session, member):
    SignUp.objects.create(session=session, member=member)
    (mine,) = promote(session)
    return mine


def test_a_place_that_is_given_back_while_somebody_signs_up_is_not_lost(committed_db, slow_sign_up):
    one_cancels_while_one_signs_up(*make_members(2))


def test_control_without_lock_it_stays_free_beside_whoever_has_just_come(committed_db, slow_sign_up, without_lock):
    with pytest.raises(AssertionError, match="hole"):
        one_cancels_while_one_signs_up(*make_members(2))


def test_pressing_several_times_at_once_is_one_sign_up(committed_db, race_rounds):
    (member,) = make_members(1)
    for _round in range(race_rounds):
        session, attempt = session_of_another_day(capacity=2), uuid4()
        outcomes = at_once(*[lambda s=session, a=attempt: sign_up(member, s, attempt=a)[0].pk] * 4)
        assert len(set(outcomes)) == 1
        outcomes = at_once(*[lambda s=session: sign_up(member, s, attempt=uuid4())] * 2)
        assert refused(outcomes) == [AlreadySignedUp] * 2
        assert_nothing_is_wrong(session)


def change_capacity_while_people_sign_up(members, by):
    session = session_of_another_day(capacity=4)
    for member in members[:2]:
        sign_up(member, session)
    calls = [lambda member=member: sign_up(member, session) for member in members[2:]]
    outcomes = at_once(lambda: resize(session, 2, by), *calls, lambda: resize(session, 3, by))
    assert set(refused(outcomes)) <= {BelowHolders}
    assert_nothing_is_wrong(session)


def test_capacity_that_shrinks_and_grows_meanwhile_is_never_exceeded(committed_db, race_rounds):
    by, *members = make_members(7)
    for _round in range(race_rounds):
        change_capacity_while_people_sign_up(members, by)


def lock_after_reading(session_id):
    session = Session.objects.select_related("offering").get(pk=session_id)
    locking._lock(session.offering_id, session.offering.drive_id)
    return session


def test_control_capacity_read_before_the_lock_is_out_of_date(committed_db, monkeypatch):
    by, *members = make_members(7)
    monkeypatch.setattr(sessions, "lock_session", lock_after_reading)
    monkeypatch.setattr(signing_up, "lock_for", lambda member, session: rush.Locked(lock_after_reading(session.pk)))
    with pytest.raises(IntegrityError, match="not_overbooked"):
        repeat(100, change_capacity_while_people_sign_up, members, by)


def two_organisers(act, rows, by):
    return at_once(*[lambda row=row: act(row, by) for row in rows])


def test_two_organisers_who_take_the_same_off_do_it_once(committed_db, race_rounds):
    by, member, waits = make_members(3)
    for _round in range(race_rounds):
        session = session_of_another_day(capacity=1)
        row = sign_up(member, session)[0]
        sign_up(waits, session)
        outcomes = two_organisers(lambda row, by: take_off(row, by, reason="调班"), [row, row], by)
        assert refused(outcomes) == [HasEnded]
        assert member.notices.filter(dedupe_key=f"signups.ended.{row.pk}").count() == 1
        assert session.sign_ups.get(member=waits).is_confirmed
        assert_nothing_is_wrong(session)


def test_two_organisers_who_admit_the_same_give_one_place(committed_db, race_rounds):
    by, first, second = make_members(3)
    for _round in range(race_rounds):
        session = session_of_another_day(capacity=1, mode=SignUpTerms.Mode.APPROVAL)
        rows = [sign_up(member, session)[0] for member in (first, second)]
        outcomes = two_organisers(admit, [rows[0], rows[0], rows[1]], by)
        assert refused(outcomes) == []
        assert sorted(session.sign_ups.values_list("state", flat=True)) == [State.CONFIRMED, State.WAITING]
        assert_nothing_is_wrong(session)


def test_of_two_who_are_put_first_at_once_both_stand_before_the_others(committed_db, race_rounds):
    by, holder, early, one, other = make_members(5)
    for _round in range(race_rounds):
        session = session_of_another_day(capacity=1)
        mine, _early, *rows = [sign_up(member, session)[0] for member in (holder, early, one, other)]
        outcomes = at_once(
            *[lambda row=row: put_first(row, by, reason="孕期") for row in rows], lambda m=mine: cancel(m, holder)
        )
        assert refused(outcomes) in ([], [type(outcomes[0])])
        resize(session, 2, by)
        resize(session, 3, by)
        ranks = set(session.sign_ups.filter(member__in=[one, other]).values_list("rank", flat=True))
        assert len(ranks) == 2
        assert session.sign_ups.filter(state=State.CONFIRMED).count() == 3
        assert_nothing_is_wrong(session)


def sign_up_for_all_of_a_drive(members, sessions_):
    calls = [lambda m=member, s=session: sign_up(m, s) for member in members for session in sessions_]
    outcomes = at_once(*calls)
    kinds = refused(outcomes)
    assert_nothing_is_wrong(*sessions_)
    return kinds


def sessions_of_a_drive(number=3):
    drive = DriveFactory()
    return [session_of_another_day(offering=OfferingFactory(drive=drive, capacity=1)) for _number in range(number)]


def sign_up_for_a_drive(members):
    sign_up_for_all_of_a_drive(members, sessions_of_a_drive())


def test_of_a_drive_everybody_gets_one_place_however_many_they_ask_for_at_once(committed_db, race_rounds):
    members = make_members(3)
    for _round in range(race_rounds):
        routes = sessions_of_a_drive()
        sign_up_for_all_of_a_drive(members, routes)
        assert SignUp.objects.granted().filter(session__in=routes).count() == 3


def test_control_who_locks_the_offering_and_not_the_drive_runs_into_the_constraint(committed_db, monkeypatch):
    def lock_the_offering_alone(offering_id, drive_id):
        return Offering.objects.select_for_update(no_key=True).get(pk=offering_id)

    monkeypatch.setattr(locking, "_lock", lock_the_offering_alone)
    members = make_members(3)
    with pytest.raises(IntegrityError, match="one_per_drive"):
        repeat(100, sign_up_for_a_drive, members)


def test_an_offering_that_joins_a_drive_meanwhile_is_locked_by_it(committed_db, race_rounds):
    (member,) = make_members(1)
    for _round in range(race_rounds):
        first, second = (session_of_another_day(capacity=1) for _number in range(2))
        drive = DriveFactory()
        Offering.objects.filter(pk=first.offering_id).update(drive=drive)

        def join(second=second, drive=drive):
            with locking.transaction.atomic():
                Drive.objects.select_for_update(no_key=True).get(pk=drive.pk)
                Offering.objects.filter(pk=second.offering_id).update(drive=drive)

        outcomes = at_once(join, lambda s=first: sign_up(member, s), lambda s=second: sign_up(member, s))
        drives = set(SignUp.objects.filter(session=second).values_list("drive", flat=True))
        joined = Offering.objects.get(pk=second.offering_id).drive_id
        # Who signed up before it joined has kept it out; else there is one place for both.
        assert drives <= {joined}
        if joined:
            refused(outcomes)
            assert SignUp.objects.granted().filter(drive=drive).count() == 1
