"""The dates of an activity become sessions, and follow it as long as nobody counts on them."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from activities import planning
from activities.jobs import plan_later
from activities.models import RecurringActivity
from activities.planning import NotPlanned, plan_activity, plan_ahead
from days.models import CalendarDay
from signups.actions.offering import follow
from signups.actions.sessions import move, resize
from signups.actions.signing_up import sign_up
from signups.errors import Busy
from signups.models import Offering, Pool, Session, SignUpTerms
from tests.factories import MemberFactory, RecurringActivityFactory, UnionGroupFactory, VenueFactory

SHANGHAI = ZoneInfo("Asia/Shanghai")
TERMS = {"mode": SignUpTerms.Mode.FIRST_COME, "capacity": 2}


@pytest.fixture(autouse=True)
def _now(site, time_machine):
    """A Tuesday."""
    time_machine.move_to("2026-03-10 12:00 +0800", tick=False)


def dates() -> list[str]:
    return [f"{timezone.localtime(session.starts_at):%m-%d %H:%M}" for session in Session.objects.order_by("starts_at")]


def change(activity: RecurringActivity, **fields) -> RecurringActivity:
    """Publish a changed version."""
    for name, value in fields.items():
        setattr(activity, name, value)
    activity.save_revision().publish()
    return activity


def test_once_it_is_live_its_dates_stand_in_the_calendar_for_eight_weeks():
    RecurringActivityFactory(**TERMS)
    assert len(dates()) == 8
    assert dates()[0] == "03-11 17:30"
    session = Session.objects.earliest("starts_at")
    assert (session.capacity, session.place) == (2, "东院活动室")
    assert session.offering.title == RecurringActivity.objects.get().title


def test_a_draft_has_no_dates():
    RecurringActivityFactory(draft=True)
    assert not Offering.objects.exists()
    assert dates() == []


def test_every_night_adds_what_has_come_into_sight(time_machine):
    RecurringActivityFactory()
    assert plan_ahead() == 0
    time_machine.move_to("2026-03-17 02:20 +0800", tick=False)
    assert plan_ahead() == 1
    assert plan_ahead() == 0


def test_hours_of_sign_up_follow_the_terms():
    RecurringActivityFactory(
        **TERMS,
        opens_days_before=3,
        opens_at_time=time(12),
        closes_hours_before=1,
        cancel_hours_before=4,
    )
    session = Session.objects.earliest("starts_at")
    assert session.opens_at == datetime(2026, 3, 8, 12, tzinfo=SHANGHAI)
    assert session.closes_at == datetime(2026, 3, 11, 16, 30, tzinfo=SHANGHAI)
    assert session.cancel_until == datetime(2026, 3, 11, 13, 30, tzinfo=SHANGHAI)


def test_a_second_batch_is_held_back_until_its_hour():
    hours = {"opens_days_before": 3, "opens_at_time": time(12)}
    RecurringActivityFactory(**TERMS, **hours, later_percent=50, later_at_time=time(20, 30))
    session = Session.objects.order_by("starts_at")[1]
    release = session.releases.get()
    assert (release.at, release.places) == (datetime(2026, 3, 15, 20, 30, tzinfo=SHANGHAI), 1)


def test_dates_nobody_has_asked_a_place_of_follow_a_changed_series():
    activity = RecurringActivityFactory(**TERMS)
    change(activity, rule="FREQ=WEEKLY;BYDAY=TH", venue="西院")
    assert len(dates()) == 8
    assert dates()[0] == "03-12 17:30"
    assert set(Session.objects.values_list("place", flat=True)) == {"西院"}


def test_dates_that_people_have_signed_up_for_stay_and_wait_for_a_decision():
    activity = RecurringActivityFactory(**TERMS)
    session = Session.objects.earliest("starts_at")
    sign_up(MemberFactory(), session)
    change(activity, rule="FREQ=WEEKLY;BYDAY=TH")
    session.refresh_from_db()
    assert session.is_out_of_step
    assert session.starts_at == datetime(2026, 3, 11, 17, 30, tzinfo=SHANGHAI)
    assert dates()[:2] == ["03-11 17:30", "03-12 17:30"]
    # As it was again: nothing is left to decide.
    change(activity, rule="FREQ=WEEKLY;BYDAY=WE")
    session.refresh_from_db()
    assert not session.is_out_of_step


def test_more_places_reach_the_queue_of_dates_that_are_booked():
    activity = RecurringActivityFactory(mode=SignUpTerms.Mode.FIRST_COME, capacity=1)
    session = Session.objects.earliest("starts_at")
    for member in MemberFactory.create_batch(2):
        sign_up(member, session)
    change(activity, capacity=5)
    session.refresh_from_db()
    assert (session.capacity, session.taken) == (5, 2)


def test_a_date_that_was_changed_by_hand_is_left_alone():
    activity = RecurringActivityFactory(**TERMS)
    session = resize(Session.objects.earliest("starts_at"), 9, MemberFactory())
    change(activity, capacity=3)
    session.refresh_from_db()
    assert session.capacity == 9
    assert Session.objects.latest("starts_at").capacity == 3


def test_what_is_taken_down_takes_no_more_sign_ups_and_its_people_keep_their_places():
    activity = RecurringActivityFactory(**TERMS)
    session = Session.objects.earliest("starts_at")
    row = sign_up(MemberFactory(), session)[0]
    activity.unpublish()
    assert not Session.objects.live().exists()
    row.refresh_from_db()
    assert row.is_confirmed


def test_two_activities_at_the_same_hour_do_not_share_a_venue():
    room = VenueFactory()
    RecurringActivityFactory(reserved_venue=room)
    second = RecurringActivityFactory(reserved_venue=room)
    assert Session.objects.filter(venue=room).count() == 8
    assert Session.objects.filter(offering=Offering.objects.of(second).get(), venue=None).count() == 8


def test_nobody_is_left_without_notice_of_a_venue_that_is_taken():
    room, officer = VenueFactory(name="形体房"), MemberFactory(officer=True)
    RecurringActivityFactory(reserved_venue=room)
    second = RecurringActivityFactory(reserved_venue=room, title="太极拳")
    plan_activity(second)
    notice = officer.notices.get(kind="activities.venue_taken")
    assert "太极拳" in notice.subject
    assert "形体房" in notice.body


def test_who_keeps_the_list_hears_of_dates_that_wait_for_a_decision():
    officer = MemberFactory(officer=True)
    activity = RecurringActivityFactory(**TERMS, title="周三瑜伽")
    sign_up(MemberFactory(), Session.objects.earliest("starts_at"))
    change(activity, rule="FREQ=WEEKLY;BYDAY=TH")
    assert "周三瑜伽" in officer.notices.get(kind="activities.out_of_step").subject
    plan_ahead()
    assert officer.notices.filter(kind="activities.out_of_step").count() == 1


def test_what_a_contact_person_who_has_left_would_hear_the_office_does():
    officer, contact = MemberFactory(officer=True), MemberFactory(is_active=False)
    activity = RecurringActivityFactory(**TERMS, contact=contact)
    sign_up(MemberFactory(), Session.objects.earliest("starts_at"))
    change(activity, rule="FREQ=WEEKLY;BYDAY=TH")
    assert officer.notices.filter(kind="activities.out_of_step").exists()


def test_dates_that_come_to_wait_for_a_decision_later_are_told_of_too():
    """Nobody has changed the activity: days off are entered one after the other."""
    officer = MemberFactory(officer=True)
    RecurringActivityFactory(**TERMS, on_holidays="skip")
    for session in Session.objects.order_by("starts_at")[1:3]:
        sign_up(MemberFactory(), session)
        day = timezone.localdate(session.starts_at)
        CalendarDay.objects.create(date=day, kind=CalendarDay.Kind.DAY_OFF, name="院庆")
        for _night in range(2):
            plan_ahead()
    assert officer.notices.filter(kind="activities.out_of_step").count() == 2


def test_an_activity_that_cannot_be_planned_keeps_no_other_from_its_dates(monkeypatch, time_machine):
    for title in ("打坐", "太极拳", "瑜伽"):
        RecurringActivityFactory(title=title)

    def follow_others(thing, *args, **kwargs):
        if thing.title == "太极拳":
            raise Busy
        return follow(thing, *args, **kwargs)

    monkeypatch.setattr(planning, "follow", follow_others)
    time_machine.move_to("2026-03-17 02:20 +0800", tick=False)
    with pytest.raises(NotPlanned, match="^太极拳$"):
        plan_ahead()
    planned = Session.objects.filter(starts_at__gt=timezone.now() + timedelta(weeks=7))
    assert sorted(planned.values_list("offering__title", flat=True)) == ["打坐", "瑜伽"]


def test_what_is_too_busy_to_be_planned_is_published_all_the_same_and_planned_a_little_later(monkeypatch):
    activity = RecurringActivityFactory(**TERMS)

    def is_busy(*args, **kwargs):
        raise Busy

    with monkeypatch.context() as patched:
        patched.setattr(planning, "follow", is_busy)
        change(activity, capacity=7)
    activity.refresh_from_db()
    assert activity.capacity == 7
    assert Session.objects.latest("starts_at").capacity == 2
    job = ProcrastinateJob.objects.get(task_name="activities.plan")
    plan_later(**job.args)
    assert Session.objects.latest("starts_at").capacity == 7
    # Taken down meanwhile, it stays so.
    activity.unpublish()
    plan_later(**job.args)
    assert not Session.objects.live().exists()


def test_dates_that_come_into_sight_keep_places_for_groups_as_the_last_one_does(time_machine):
    RecurringActivityFactory(**TERMS)
    group, last = UnionGroupFactory(), Session.objects.latest("starts_at")
    Pool.objects.create(session=last, union_group=group, places=2, merges_at=last.starts_at - timedelta(days=2))
    time_machine.move_to("2026-03-17 02:20 +0800", tick=False)
    plan_ahead()
    new = Session.objects.latest("starts_at")
    assert new != last
    pool = new.pools.get()
    assert (pool.kept_for, pool.places, pool.merged_at) == (group, 2, None)
    assert new.starts_at - pool.merges_at == timedelta(days=2)


def test_places_stay_kept_for_groups_when_the_series_comes_on_another_day():
    activity = RecurringActivityFactory(**TERMS)
    group = UnionGroupFactory()
    Pool.objects.bulk_create(Pool(session=each, union_group=group, places=1) for each in Session.objects.all())
    change(activity, rule="FREQ=WEEKLY;BYDAY=TH")
    assert dates()[0] == "03-12 17:30"
    assert Pool.objects.filter(union_group=group, places=1).count() == Session.objects.count()


def test_a_venue_that_stays_taken_changes_nothing_from_night_to_night():
    room = VenueFactory()
    RecurringActivityFactory(reserved_venue=room)
    second = RecurringActivityFactory(reserved_venue=room)
    before = list(Session.objects.values_list("pk", "sequence").order_by("pk"))
    plan_activity(second)
    assert list(Session.objects.values_list("pk", "sequence").order_by("pk")) == before


def test_planning_costs_the_same_queries_for_few_dates_as_for_many():
    weekly, daily = RecurringActivityFactory(), RecurringActivityFactory(rule="FREQ=DAILY")
    costs = []
    for activity in (weekly, daily):
        with CaptureQueriesContext(connection) as asked:
            plan_activity(activity)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_a_date_that_a_holiday_has_moved_is_known_again_on_the_next_night(time_machine):
    """2026: 清明 is off on Monday, 6 April; the Monday class moves to Tuesday."""
    time_machine.move_to("2026-04-05 12:00 +0800", tick=False)
    RecurringActivityFactory(rule="FREQ=WEEKLY;BYDAY=MO", on_holidays="next")
    assert dates()[0] == "04-07 17:30"
    time_machine.move_to("2026-04-07 02:20 +0800", tick=False)
    plan_ahead()
    assert dates()[0] == "04-07 17:30"
    assert Session.objects.count() == len(set(dates()))


def test_a_date_that_a_holiday_has_moved_goes_with_the_series(time_machine):
    """It stands for a Monday that is over by the time that the class comes on Thursdays instead."""
    time_machine.move_to("2026-04-05 12:00 +0800", tick=False)
    activity = RecurringActivityFactory(rule="FREQ=WEEKLY;BYDAY=MO", on_holidays="next")
    time_machine.move_to("2026-04-07 02:20 +0800", tick=False)
    change(activity, rule="FREQ=WEEKLY;BYDAY=TH")
    assert dates()[:2] == ["04-09 17:30", "04-16 17:30"]


def test_a_moved_date_that_somebody_has_moved_again_is_known_again(time_machine):
    """The series says that it is within sight, and it stands beyond."""
    time_machine.move_to("2026-04-05 12:00 +0800", tick=False)
    activity = RecurringActivityFactory(rule="FREQ=WEEKLY;BYDAY=MO", on_holidays="next", **TERMS)
    begins = timezone.now() + timedelta(weeks=9)
    moved = Session.objects.earliest("starts_at")
    move(moved, MemberFactory(), starts_at=begins, ends_at=begins + timedelta(hours=1), venue=None)
    time_machine.move_to("2026-04-07 02:20 +0800", tick=False)
    plan_activity(activity)
    moved.refresh_from_db()
    assert moved.starts_at == begins
    assert "04-07 17:30" not in dates()


def test_a_rule_across_the_year_goes_on(time_machine):
    time_machine.move_to("2026-12-20 12:00 +0800", tick=False)
    RecurringActivityFactory()
    assert dates()[1:4] == ["12-30 17:30", "01-06 17:30", "01-13 17:30"]
    assert Session.objects.latest("starts_at").starts_at - timezone.now() < timedelta(weeks=8)
