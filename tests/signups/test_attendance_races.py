"""Several who note who came at the same moment, on real connections; each with a control that goes wrong without the
lock or the condition.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from notices.models import Notice
from signups.actions.giving_back import cancel
from signups.attendance import codes, marking
from signups.attendance.closing import close
from signups.attendance.codes import make_code, token_of, use_code
from signups.attendance.door import check_in, code_now
from signups.attendance.marking import Tap, mark
from signups.attendance.reminding import remind_of_dates
from signups.attendance.walking_in import walk_in
from signups.errors import CodeUsed, NoRoom
from signups.models import AttendanceMark, SignUp, Strike, Token
from tests.factories import MemberFactory, SessionFactory, SignUpFactory
from tests.plugins.racing import at_once

pytestmark = pytest.mark.race

PRESENT, ABSENT, EXCUSED = SignUp.Attendance
LIST = AttendanceMark.Way.LIST


def soon(**fields):
    return SessionFactory(starts_at=timezone.now() + timedelta(minutes=5), **{"capacity": 10, **fields})


def begun(**fields):
    return SessionFactory(starts_at=timezone.now() - timedelta(minutes=5), **{"capacity": 10, **fields})


def noted(row):
    row.refresh_from_db()
    return row.attendance


def test_of_two_organisers_at_once_the_later_tap_holds(committed_db, race_rounds):
    session, organisers = begun(), MemberFactory.create_batch(2)
    for _round in range(race_rounds):
        row = SignUpFactory(session=session)
        now = timezone.now()
        early = Tap(uuid4(), row.pk, PRESENT, now - timedelta(seconds=2))
        late = Tap(uuid4(), row.pk, EXCUSED, now - timedelta(seconds=1))
        outcomes = at_once(
            lambda tap=early: mark(session, [tap], organisers[0], LIST),
            lambda tap=late: mark(session, [tap], organisers[1], LIST),
        )
        assert outcomes == [{early.id: ""}, {late.id: ""}]
        assert (noted(row), row.attendance_by) == (EXCUSED, organisers[1])
        SignUp.objects.filter(pk=row.pk).update(state="cancelled")


def test_control_without_the_lock_the_earlier_tap_may_hold(committed_db, race_rounds, monkeypatch):
    monkeypatch.setattr(
        marking,
        "lock_rows",
        lambda session, pks: SignUp.objects.filter(pk__in=list(pks)).in_bulk(),
    )
    session, organisers, wrong = begun(), MemberFactory.create_batch(2), 0
    for _round in range(race_rounds):
        row = SignUpFactory(session=session)
        now = timezone.now()
        taps = [Tap(uuid4(), row.pk, each, now - timedelta(seconds=ago)) for each, ago in ((EXCUSED, 1), (PRESENT, 2))]
        at_once(*(lambda tap=tap: mark(session, [tap], organisers[0], LIST) for tap in taps))
        wrong += noted(row) != EXCUSED
        SignUp.objects.filter(pk=row.pk).update(state="cancelled")
    assert wrong


def test_the_same_tap_sent_by_two_pages_at_once_is_one(committed_db, race_rounds):
    row, organiser = SignUpFactory(session=begun()), MemberFactory()
    for _round in range(race_rounds):
        tap = Tap(uuid4(), row.pk, PRESENT, timezone.now())
        outcomes = at_once(*[lambda tap=tap: mark(row.session, [tap], organiser, LIST)] * 3)
        assert outcomes == [{tap.id: ""}] * 3
    assert row.marks.count() == race_rounds


def test_whoever_is_ticked_while_the_list_is_closed_is_never_both_present_and_struck(committed_db, race_rounds):
    organisers = MemberFactory.create_batch(2)
    for _round in range(race_rounds):
        session = begun()
        row, other = SignUpFactory.create_batch(2, session=session)
        tap = Tap(uuid4(), row.pk, PRESENT, timezone.now())
        outcomes = at_once(
            lambda session=session, tap=tap: mark(session, [tap], organisers[0], LIST),
            lambda session=session: close(session, organisers[1]),
            lambda session=session: close(session, organisers[0]),
        )
        assert not [each for each in outcomes if isinstance(each, Exception)]
        assert (noted(row), noted(other)) == (PRESENT, ABSENT)
        assert [each.sign_up for each in Strike.objects.filter(sign_up__session=session)] == [other]
        # Struck and taken back is told as two, never as one.
        assert Notice.objects.filter(recipient=row.member).count() in (0, 2)
        assert Notice.objects.filter(recipient=other.member).count() == 1


def test_a_place_is_given_back_or_its_holder_noted_as_present_and_never_both(committed_db, race_rounds):
    organiser = MemberFactory()
    for _round in range(race_rounds):
        row = SignUpFactory(session=soon(absences_count=False))
        tap = Tap(uuid4(), row.pk, PRESENT, timezone.now())
        at_once(
            lambda row=row, tap=tap: mark(row.session, [tap], organiser, LIST),
            lambda row=row: cancel(row, row.member),
        )
        row.refresh_from_db()
        assert (row.state, row.attendance) in [("confirmed", PRESENT), ("cancelled", "")]


def test_the_code_at_the_door_used_twice_at_once_is_one_check_in(committed_db, race_rounds):
    session = soon()
    for _round in range(race_rounds):
        row = SignUpFactory(session=session)
        code = code_now(session)
        outcomes = at_once(*[lambda row=row, code=code: check_in(session, row.member, code, [row.pk])] * 3)
        assert not [each for each in outcomes if isinstance(each, Exception)]
        assert noted(row) == PRESENT
        assert row.marks.count() == 1
        SignUp.objects.filter(pk=row.pk).update(state="cancelled")


def test_of_two_who_scan_one_code_at_once_one_uses_it(committed_db, race_rounds):
    session, organisers = soon(), MemberFactory.create_batch(2)
    for _round in range(race_rounds):
        row = SignUpFactory(session=session)
        token = token_of(make_code(row.member, session))
        outcomes = at_once(*(lambda by=by, t=token, r=row: use_code(t, [r], by) for by in organisers))
        assert [type(each) for each in outcomes].count(CodeUsed) == 1
        assert outcomes.count(None) == 1
        assert row.marks.count() == 1
        SignUp.objects.filter(pk=row.pk).update(state="cancelled")


def test_control_a_code_that_is_looked_at_before_it_is_used_up_is_used_twice(committed_db, race_rounds):
    session, twice = soon(), 0

    def use_carelessly(token):
        with transaction.atomic():
            if Token.objects.get(pk=token.pk).is_used:
                raise CodeUsed(timezone.now())
            Token.objects.filter(pk=token.pk).update(used_at=timezone.now())

    for _round in range(race_rounds):
        row = SignUpFactory(session=session)
        token = token_of(make_code(row.member, session))
        twice += at_once(*[lambda token=token: use_carelessly(token)] * 2) == [None, None]
        SignUp.objects.filter(pk=row.pk).update(state="cancelled")
    assert twice


def test_a_code_that_is_asked_for_twice_at_once_leaves_one_that_works(committed_db, race_rounds):
    session = soon(capacity=None)
    for _round in range(race_rounds):
        row = SignUpFactory(session=session)
        made = at_once(*[lambda row=row: make_code(row.member, session)] * 3)
        assert not [each for each in made if isinstance(each, Exception)], made
        assert len([code for code in made if codes.token_of(code)]) == 1


def test_of_two_at_the_door_one_gets_the_last_place(committed_db, race_rounds):
    organiser = MemberFactory()
    for _round in range(race_rounds):
        session, members = begun(capacity=1), MemberFactory.create_batch(3)
        outcomes = at_once(*(lambda m=each, s=session: walk_in(organiser, m, s) for each in members))
        assert [type(each) for each in outcomes].count(NoRoom) == 2
        session.refresh_from_db()
        assert session.taken == session.sign_ups.filter(attendance=PRESENT).count() == session.sign_ups.count() == 1


def test_two_runs_at_once_remind_each_once(committed_db, race_rounds):
    for _round in range(max(race_rounds // 5, 3)):
        session = SessionFactory(starts_at=timezone.now() + timedelta(minutes=40), capacity=10)
        rows = SignUpFactory.create_batch(5, session=session, granted_at=timezone.now() - timedelta(days=3))
        outcomes = at_once(remind_of_dates, remind_of_dates)
        assert not [each for each in outcomes if isinstance(each, Exception)], outcomes
        told = Notice.objects.filter(kind="signups.reminder", recipient__in=[row.member for row in rows])
        assert told.count() == len(rows)
