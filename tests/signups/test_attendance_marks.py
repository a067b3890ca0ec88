"""Who came: ticks on the list, in whatever order they arrive, and what follows from them once attendance is closed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from notices.models import Notice
from signups import notice_kinds as kinds
from signups.actions.giving_back import cancel
from signups.actions.sessions import call_off
from signups.attendance.closing import close, sessions_to_close
from signups.attendance.marking import Tap, mark
from signups.attendance.waiving import waive
from signups.attendance.walking_in import walk_in
from signups.errors import (
    AlreadyWaived,
    NoRoom,
    NotBegunYet,
    NotForYou,
    ReasonNeeded,
    SessionCancelled,
    SessionOver,
    TooEarlyToMark,
)
from signups.jobs import close_attendance
from signups.models import AttendanceMark, SignUp, SignUpSettings, SignUpTerms, Strike
from signups.telling import when
from tests.factories import DependantFactory, MemberFactory, SessionFactory, SignUpFactory

pytestmark = pytest.mark.django_db

PRESENT, ABSENT, EXCUSED = SignUp.Attendance
LIST = AttendanceMark.Way.LIST
HOUR = timedelta(hours=1)


def begun(**fields):
    """A date that began half an hour ago."""
    return SessionFactory(starts_at=timezone.now() - HOUR / 2, **{"capacity": 10, **fields})


def ended(hours_ago: float, **fields):
    ends_at = timezone.now() - timedelta(hours=hours_ago)
    return SessionFactory(starts_at=ends_at - HOUR, ends_at=ends_at, **{"capacity": 10, **fields})


def tap(row, attendance, *, ago=0, excuse="", key=None):
    return Tap(key or uuid4(), row.pk, attendance, timezone.now() - timedelta(seconds=ago), excuse)


def noted(row):
    row.refresh_from_db()
    return row.attendance


def told(member):
    rows = Notice.objects.filter(recipient=member, kind="signups.struck").order_by("pk")
    return [notice.subject for notice in rows]


@pytest.fixture
def organiser(db):
    return MemberFactory()


def test_a_tap_is_noted_with_who_and_when_and_the_next_takes_it_back(organiser):
    row = SignUpFactory(session=begun())
    mark(row.session, [tap(row, PRESENT)], organiser, LIST)
    assert (noted(row), row.attendance_by) == (PRESENT, organiser)
    mark(row.session, [tap(row, "")], organiser, LIST)
    assert noted(row) == ""
    assert row.marks.count() == 2


def test_the_same_tap_sent_twice_changes_nothing_the_second_time(organiser):
    row = SignUpFactory(session=begun())
    first = tap(row, PRESENT, ago=20)
    mark(row.session, [first, first], organiser, LIST)
    mark(row.session, [tap(row, EXCUSED, ago=10)], organiser, LIST)
    assert list(mark(row.session, [first], organiser, LIST).values()) == [""]
    assert noted(row) == EXCUSED
    assert row.marks.count() == 2


def test_of_two_phones_the_later_tap_holds_in_whatever_order_they_arrive(organiser):
    row, other = SignUpFactory(session=begun()), MemberFactory()
    mark(row.session, [tap(row, EXCUSED, ago=60)], other, LIST)
    mark(row.session, [tap(row, PRESENT, ago=600)], organiser, LIST)
    assert (noted(row), row.attendance_by) == (EXCUSED, other)
    assert row.marks.count() == 2


def test_taps_of_one_moment_hold_in_their_order(organiser):
    row, at = SignUpFactory(session=begun()), timezone.now()
    taps = [Tap(uuid4(), row.pk, each, at) for each in (PRESENT, "", PRESENT, "")]
    mark(row.session, taps, organiser, LIST)
    assert noted(row) == ""


def test_a_clock_that_is_ahead_counts_as_now(organiser):
    row = SignUpFactory(session=begun())
    mark(row.session, [tap(row, PRESENT, ago=-9000)], organiser, LIST)
    mark(row.session, [tap(row, "")], organiser, LIST)
    assert noted(row) == ""


def test_one_who_has_given_the_place_back_is_refused_and_the_others_are_noted(organiser):
    session = SessionFactory(capacity=5, starts_at=timezone.now() + HOUR, cancel_until=None)
    gone, here = SignUpFactory.create_batch(2, session=session)
    stranger = SignUpFactory(session=begun())
    cancel(gone, gone.member)
    taps = [tap(gone, PRESENT), tap(here, PRESENT), tap(stranger, PRESENT)]
    outcomes = mark(session, taps, organiser, LIST)
    assert [bool(outcomes[each.id]) for each in taps] == [True, False, True]
    assert (noted(here), noted(stranger)) == (PRESENT, "")


def test_nobody_is_there_hours_before_but_somebody_may_be_excused(organiser):
    row = SignUpFactory()
    early, excuse = tap(row, PRESENT), tap(row, EXCUSED, excuse="shift")
    outcomes = mark(row.session, [early, excuse], organiser, LIST)
    assert outcomes[early.id] == str(TooEarlyToMark(row.session.starts_at - 2 * HOUR))
    assert noted(row) == EXCUSED
    assert row.marks.get().excuse == "shift"


def test_a_cancelled_date_has_nobody_to_tick(organiser):
    row = SignUpFactory()
    call_off(row.session, organiser, reason="台风")
    with pytest.raises(SessionCancelled):
        mark(row.session, [tap(row, PRESENT)], organiser, LIST)


def test_closing_makes_the_others_absent_and_strikes_and_tells_each_once(organiser):
    session = begun()
    here, away, excused = SignUpFactory.create_batch(3, session=session)
    waiting = SignUpFactory(session=session, waiting=True)
    mark(session, [tap(here, PRESENT), tap(excused, EXCUSED, excuse="emergency")], organiser, LIST)
    assert not Strike.objects.exists()
    close(session, organiser)
    close(session, organiser)
    assert [noted(row) for row in (here, away, excused, waiting)] == [PRESENT, ABSENT, EXCUSED, ""]
    struck = Strike.objects.get()
    assert (struck.sign_up, struck.cause, struck.weight) == (away, Strike.Cause.NO_SHOW, 1)
    assert struck.expires_on == timezone.localdate() + timedelta(days=SignUpSettings.load().strike_days)
    assert [len(told(row.member)) for row in (here, away, excused, waiting)] == [0, 1, 0, 0]
    session.refresh_from_db()
    assert session.is_attendance_closed
    assert [(mark.way, mark.by) for mark in away.marks.all()] == [(AttendanceMark.Way.CLOSING, organiser)]


def test_nothing_is_closed_before_it_has_begun(organiser):
    row = SignUpFactory()
    with pytest.raises(NotBegunYet):
        close(row.session, organiser)
    assert noted(row) == ""


def test_where_absences_do_not_count_nobody_is_struck(organiser):
    row = SignUpFactory(session=begun(absences_count=False))
    close(row.session, organiser)
    assert noted(row) == ABSENT
    assert not Strike.objects.exists()
    assert told(row.member) == []


@pytest.mark.parametrize("becomes", [PRESENT, EXCUSED, ""])
def test_a_correction_afterwards_takes_the_strike_back_and_says_so(organiser, becomes):
    row = SignUpFactory(session=begun())
    close(row.session, organiser)
    mark(row.session, [tap(row, becomes)], organiser, LIST)
    assert not Strike.objects.exists()
    words = {"title": row.session.offering.title, "when": when(row.session)}
    assert told(row.member) == [kinds.STRUCK.wordings[name].filled(words)[0] for name in ("", "waived")]


def test_whoever_is_marked_absent_afterwards_is_struck_then_and_told_again(organiser):
    row = SignUpFactory(session=begun())
    close(row.session, organiser)
    mark(row.session, [tap(row, PRESENT)], organiser, LIST)
    mark(row.session, [tap(row, ABSENT)], organiser, LIST)
    assert Strike.objects.get().sign_up == row
    assert len(told(row.member)) == 3


def test_a_tap_that_was_on_its_way_holds_against_the_closing(organiser):
    row = SignUpFactory(session=begun())
    close(row.session, organiser)
    mark(row.session, [tap(row, PRESENT, ago=900)], organiser, LIST)
    assert noted(row) == PRESENT
    assert not Strike.objects.exists()


def test_a_family_is_missed_once_and_not_at_all_where_one_of_it_came(organiser):
    session = begun(company=SignUpTerms.Company.MAY_BRING)
    rows = {}
    for member in MemberFactory.create_batch(2):
        child = DependantFactory(member=member, name="小明")
        rows[member] = [SignUpFactory(session=session, member=member, dependant=each) for each in (None, child)]
    came, missed = rows
    mark(session, [tap(rows[came][1], PRESENT)], organiser, LIST)
    close(session, organiser)
    assert Strike.objects.get().member == missed
    assert len(told(missed)) == 1


def test_the_clock_closes_what_was_taken_and_never_what_nobody_took(organiser):
    hours = SignUpSettings.load().attendance_closes_after_hours
    taken, untaken, young = ended(hours + 1), ended(hours + 1), ended(hours - 1)
    old = ended(hours + 24 * 15)
    rows = {session.pk: SignUpFactory.create_batch(2, session=session) for session in (taken, untaken, young, old)}
    for session in (taken, young, old):
        mark(session, [tap(rows[session.pk][0], PRESENT)], organiser, LIST)
    assert sessions_to_close() == [taken]
    close_attendance(0)
    close_attendance(0)
    assert [each.sign_up for each in Strike.objects.all()] == [rows[taken.pk][1]]
    assert [noted(row) for row in rows[untaken.pk]] == ["", ""]
    assert sessions_to_close() == []


def test_a_list_on_which_only_absences_stand_makes_nobody_else_absent(organiser):
    session = ended(48)
    away, unknown, excused = SignUpFactory.create_batch(3, session=session)
    mark(session, [tap(away, ABSENT), tap(excused, EXCUSED)], organiser, LIST)
    close_attendance(0)
    assert [noted(row) for row in (away, unknown, excused)] == [ABSENT, "", EXCUSED]
    assert Strike.objects.get().sign_up == away


def test_an_excuse_alone_is_no_attendance(organiser):
    session = ended(48)
    row = SignUpFactory(session=session)
    mark(session, [tap(row, EXCUSED, excuse="duty")], organiser, LIST)
    assert sessions_to_close() == []


def test_a_missed_sign_up_is_waived_once_with_a_reason_and_the_member_reads_it(organiser):
    row = SignUpFactory(session=begun())
    close(row.session, organiser)
    missed = Strike.objects.get()
    with pytest.raises(ReasonNeeded):
        waive(missed, organiser, reason="  ")
    waive(missed, organiser, reason="急诊抢救")
    with pytest.raises(AlreadyWaived):
        waive(missed, organiser, reason="再来")
    missed.refresh_from_db()
    assert (missed.waived_by, missed.waiver_reason) == (organiser, "急诊抢救")
    assert not Strike.objects.counting().exists()
    assert len(told(row.member)) == 2


def test_what_was_waived_stays_so_when_the_list_is_touched_again(organiser):
    session = begun()
    row, other = SignUpFactory.create_batch(2, session=session)
    close(session, organiser)
    waive(row.strike, organiser, reason="急诊抢救")
    mark(session, [tap(row, ABSENT), tap(other, PRESENT)], organiser, LIST)
    assert Strike.objects.get().waived_at is not None
    assert len(told(row.member)) == 2


def test_somebody_without_a_place_gets_one_at_the_door_and_is_present(organiser):
    session, member = begun(capacity=1), MemberFactory()
    row = walk_in(organiser, member, session)
    assert (row.state, row.attendance, row.signed_up_by) == (SignUp.State.CONFIRMED, PRESENT, organiser)
    with pytest.raises(NoRoom):
        walk_in(organiser, MemberFactory(), session)
    session.refresh_from_db()
    assert session.taken == 1
    assert session.sign_ups.count() == 1


def test_whoever_stands_at_the_door_comes_before_those_who_wait_elsewhere(organiser):
    session = begun(capacity=2, confirm_within_hours=2)
    SignUpFactory(session=session)
    first = SignUpFactory(session=session, waiting=True)
    there = SignUpFactory(session=session, waiting=True)
    row = walk_in(organiser, there.member, session)
    assert (row, row.state, noted(row)) == (there, SignUp.State.CONFIRMED, PRESENT)
    first.refresh_from_db()
    assert first.is_waiting


def test_whoever_was_only_offered_the_place_has_it_by_coming(organiser):
    session = begun(capacity=1)
    offered = SignUpFactory(session=session, offered=True)
    assert walk_in(organiser, offered.member, session).is_confirmed


def test_the_door_is_for_those_whom_it_is_for_and_while_it_lasts(organiser):
    with pytest.raises(SessionOver):
        walk_in(organiser, MemberFactory(), ended(1))
    with pytest.raises(TooEarlyToMark):
        walk_in(organiser, MemberFactory(), SessionFactory())
    with pytest.raises(NotForYou):
        walk_in(organiser, MemberFactory(is_active=False), begun())
    assert not SignUp.objects.exists()


def test_twenty_marks_cost_as_many_locks_and_looks_as_one(organiser, django_assert_max_num_queries):
    session = begun(capacity=30)
    rows = SignUpFactory.create_batch(20, session=session)
    # One row to keep each tap, one to keep what holds.
    with django_assert_max_num_queries(8 + 2 * len(rows)):
        mark(session, [tap(row, PRESENT) for row in rows], organiser, LIST)
    assert session.sign_ups.filter(attendance=PRESENT).count() == 20
