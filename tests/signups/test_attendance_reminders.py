"""Reminders: once, in time, of what takes place, whatever becomes of the worker."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notices.models import Notice, Preferences
from signups.actions.giving_back import cancel
from signups.actions.sessions import call_off, move
from signups.attendance import reminding
from signups.jobs import remind
from signups.models import SignUp
from tests.factories import DependantFactory, MemberFactory, SessionFactory, SignUpFactory

pytestmark = pytest.mark.django_db

BEIJING = ZoneInfo("Asia/Shanghai")
# A Wednesday, at noon; the date is on Friday at half past five in the afternoon.
NOW = datetime(2026, 3, 4, 12, tzinfo=BEIJING)
BEGINS = datetime(2026, 3, 6, 17, 30, tzinfo=BEIJING)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def session(clock, db):
    return SessionFactory(starts_at=BEGINS, capacity=10)


def reminders(member=None):
    rows = Notice.objects.filter(kind="signups.reminder").order_by("pk")
    return [notice.dedupe_key.split(".")[2] for notice in (rows.filter(recipient=member) if member else rows)]


def test_each_is_reminded_a_day_and_an_hour_before_and_once(clock, session):
    row = SignUpFactory(session=session)
    found = []
    for before in (25, 24, 23.9, 2, 1, 0.5, 0, -1):
        clock.move_to(BEGINS - before * HOUR)
        remind(0)
        remind(0)
        found.append(len(reminders(row.member)))
    assert found == [0, 1, 1, 1, 2, 2, 2, 2]
    assert reminders(row.member) == ["day", "hour"]


def test_a_reminder_says_who_when_and_where_and_leads_to_the_date(clock, session):
    child = DependantFactory(member=MemberFactory(), name="小明")
    SignUpFactory(session=session, member=child.member)
    SignUpFactory(session=session, member=child.member, dependant=child)
    clock.move_to(BEGINS - 20 * HOUR)
    remind(0)
    notice = Notice.objects.get(kind="signups.reminder")
    assert session.offering.title in notice.subject
    assert f"{child.member.name}、小明" in notice.body
    assert "3/6" in notice.body
    assert notice.link == f"/sessions/{session.pk}/"


def test_a_run_that_comes_after_midnight_speaks_of_today(clock, session):
    SignUpFactory(session=session)
    clock.move_to(BEGINS - 10 * HOUR)
    remind(0)
    late = Notice.objects.get(kind="signups.reminder").subject
    other = SessionFactory(starts_at=BEGINS + timedelta(days=1), title=session.offering.title)
    SignUpFactory(session=other, granted_at=NOW)
    clock.move_to(BEGINS + HOUR)
    remind(0)
    assert Notice.objects.filter(kind="signups.reminder").latest("pk").subject != late


def test_who_waits_gave_it_back_or_has_only_been_offered_it_is_not_reminded(clock, session):
    gone = SignUpFactory(session=session)
    cancel(gone, gone.member)
    for state in ({"waiting": True}, {"offered": True}):
        SignUpFactory(session=session, **state)
    clock.move_to(BEGINS - HOUR)
    remind(0)
    assert reminders() == []


def test_what_was_called_off_is_not_reminded_of(clock, session):
    row = SignUpFactory(session=session)
    call_off(session, row.member, reason="台风")
    clock.move_to(BEGINS - HOUR)
    remind(0)
    assert reminders() == []


def test_whoever_got_the_place_within_the_day_was_told_then(clock, session):
    clock.move_to(BEGINS - 3 * HOUR)
    row = SignUpFactory(session=session)
    remind(0)
    assert reminders(row.member) == []
    clock.move_to(BEGINS - HOUR)
    remind(0)
    assert reminders(row.member) == ["hour"]


def test_a_date_that_was_moved_is_reminded_of_anew(clock, session):
    row = SignUpFactory(session=session)
    clock.move_to(BEGINS - 20 * HOUR)
    remind(0)
    later = BEGINS + timedelta(days=3)
    move(session, row.member, starts_at=later, ends_at=later + HOUR, venue=None)
    remind(0)
    assert reminders(row.member) == ["day"]
    clock.move_to(later - 20 * HOUR)
    remind(0)
    remind(0)
    assert reminders(row.member) == ["day", "day"]


def test_whoever_does_without_and_whoever_has_left_is_not_looked_for_again(clock, session):
    without, left = SignUpFactory.create_batch(2, session=session)
    Preferences.objects.create(member=without.member, unwanted_kinds=["signups.reminder"])
    type(left.member).objects.filter(pk=left.member_id).update(is_active=False)
    clock.move_to(BEGINS - HOUR)
    with CaptureQueriesContext(connection) as captured:
        remind(0)
    assert reminders() == []
    assert len(captured) == 3


def test_of_what_is_confidential_the_name_stands_in_no_reminder(clock):
    session = SessionFactory(
        starts_at=BEGINS, capacity=10, is_confidential=True, contact=MemberFactory(), title="巴林特小组"
    )
    SignUpFactory(session=session)
    clock.move_to(BEGINS - HOUR)
    remind(0)
    notice = Notice.objects.get(kind="signups.reminder")
    assert "巴林特" not in notice.subject + notice.body


def test_a_date_of_two_people_costs_as_many_queries_as_one_of_forty(clock):
    costs = []
    for number, people in enumerate((2, 40)):
        session = SessionFactory(starts_at=BEGINS + timedelta(days=7 * number), capacity=50)
        SignUpFactory.create_batch(people, session=session, granted_at=NOW)
        clock.move_to(session.starts_at - 20 * HOUR)
        with CaptureQueriesContext(connection) as captured:
            remind(0)
        costs.append(len(captured))
    assert costs[0] == costs[1]
    assert len(reminders()) == 42


def test_whoever_dies_in_the_middle_tells_nobody_twice_and_forgets_nobody(clock, monkeypatch):
    rows = [SignUpFactory(session=SessionFactory(starts_at=BEGINS + number * HOUR)) for number in range(4)]
    clock.move_to(BEGINS - 19 * HOUR)
    told, deaths = reminding.notify_each, iter([False, True])

    def die(*args, **kwargs):
        notices = told(*args, **kwargs)
        if next(deaths, False):
            raise SystemExit
        return notices

    monkeypatch.setattr(reminding, "notify_each", die)
    with pytest.raises(SystemExit):
        remind(0)
    assert len(reminders()) == 1
    remind(0)
    assert [reminders(row.member) for row in rows] == [["day"]] * 4


def test_whoever_has_not_confirmed_is_told_once_when_half_of_the_time_is_over(clock, session):
    row = SignUpFactory(session=session, state=SignUp.State.OFFERED, granted_at=NOW, due_at=NOW + 4 * HOUR)
    short = SignUpFactory(session=session, state=SignUp.State.OFFERED, granted_at=NOW, due_at=NOW + HOUR)
    found = []
    for hours in (1.9, 2.1, 3, 5):
        clock.move_to(NOW + hours * HOUR)
        remind(0)
        found.append(Notice.objects.filter(recipient=row.member).count())
    assert found == [0, 1, 1, 1]
    assert not Notice.objects.filter(recipient=short.member).exists()
