"""The same dates at another hour: each stays what it is."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.models import RecurringActivity
from activities.models.single_date import SingleDate
from activities.planning import plan_activity
from signups.actions.offering import Slot, plan
from signups.actions.recognising import recognised
from signups.actions.sessions import call_off, move, reopen, resize
from signups.actions.signing_up import sign_up
from signups.models import Pool, Session, SignUpTerms
from signups.organising.actions import keep_as_it_is
from tests.factories import MemberFactory, OfferingFactory, RecurringActivityFactory, UnionGroupFactory, VenueFactory

SHANGHAI = ZoneInfo("Asia/Shanghai")
TERMS = {"mode": SignUpTerms.Mode.FIRST_COME, "capacity": 2}
FIRST_WEDNESDAY = datetime(2026, 1, 7, 17, 30, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def _now(site, time_machine):
    """A Tuesday."""
    time_machine.move_to("2026-03-10 12:00 +0800", tick=False)


def at(text: str) -> datetime:
    """Return a moment of 2026, such as “3-11 18:00”."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


def dates(**which) -> list[str]:
    found = Session.objects.filter(**which).order_by("starts_at", "pk")
    return [f"{timezone.localtime(session.starts_at):%m-%d %H:%M}" for session in found]


def all_of_them() -> list[dict]:
    return list(Session.objects.order_by("pk").values())


def change(activity: RecurringActivity, **fields) -> RecurringActivity:
    """Publish a changed version."""
    for name, value in fields.items():
        setattr(activity, name, value)
    activity.save_revision().publish()
    return activity


def begin_at(activity: RecurringActivity, hour: int, minute: int = 0) -> RecurringActivity:
    return change(activity, starts_at=FIRST_WEDNESDAY.replace(hour=hour, minute=minute))


def of(day: str) -> Session:
    """Return the one session that stands on a day."""
    return Session.objects.get(starts_at__date=at(f"{day} 0:00").date())


def signed_up(session: Session) -> Session:
    sign_up(MemberFactory(), session)
    return session


class TestTheSameDayAtAnotherHour:
    @pytest.fixture
    def activity(self):
        return RecurringActivityFactory(**TERMS)

    def test_a_date_nobody_has_asked_a_place_of_just_moves(self, activity):
        before = set(Session.objects.values_list("pk", flat=True))
        begin_at(activity, 18)
        assert dates()[:2] == ["03-11 18:00", "03-18 18:00"]
        assert set(Session.objects.values_list("pk", flat=True)) == before
        session = of("3-11")
        assert (session.key, session.closes_at, session.sequence) == (at("3-11 18:00"), at("3-11 18:00"), 1)

    def test_a_date_that_people_count_on_is_asked_about_and_stands_once(self, activity):
        session = signed_up(of("3-11"))
        begin_at(activity, 18)
        session.refresh_from_db()
        assert (session.starts_at, session.key) == (at("3-11 17:30"), at("3-11 18:00"))
        assert session.is_out_of_step
        assert dates()[:2] == ["03-11 17:30", "03-18 18:00"]

    def test_a_date_that_was_cancelled_stays_cancelled(self, activity):
        call_off(of("3-18"), MemberFactory(), reason="场馆检修")
        begin_at(activity, 18)
        assert of("3-18").is_cancelled
        assert dates(state="planned")[:2] == ["03-11 18:00", "03-25 18:00"]

    def test_its_room_is_free_when_it_takes_place_after_all(self):
        room = VenueFactory()
        activity = RecurringActivityFactory(**TERMS, reserved_venue=room)
        session = call_off(of("3-18"), MemberFactory(), reason="场馆检修")
        begin_at(activity, 18)
        assert reopen(session, MemberFactory()).venue == room
        assert of("3-18") == session

    def test_a_date_that_was_moved_to_another_day_does_not_come_back(self, activity):
        moved = move(
            of("3-18"), MemberFactory(), starts_at=at("3-20 12:00"), ends_at=at("3-20 13:00"), venue=None, place="西院"
        )
        begin_at(activity, 18)
        moved.refresh_from_db()
        assert (moved.starts_at, moved.key, moved.is_out_of_step) == (at("3-20 12:00"), at("3-18 18:00"), False)
        assert dates()[:3] == ["03-11 18:00", "03-20 12:00", "03-25 18:00"]

    def test_a_date_that_only_got_other_places_by_hand_is_asked_about_until_somebody_decides(self, activity):
        session = resize(of("3-18"), 9, MemberFactory())
        begin_at(activity, 18)
        for _night in range(2):
            session.refresh_from_db()
            assert (session.starts_at, session.capacity, session.is_out_of_step) == (at("3-18 17:30"), 9, True)
            plan_activity(RecurringActivity.objects.get(pk=activity.pk))
        keep_as_it_is(session, MemberFactory())
        begin_at(activity, 19)
        session.refresh_from_db()
        assert (session.starts_at, session.is_out_of_step) == (at("3-18 17:30"), False)
        assert dates()[:3] == ["03-11 19:00", "03-18 17:30", "03-25 19:00"]

    def test_a_date_that_takes_place_already_stands_once(self, activity, time_machine):
        time_machine.move_to("2026-03-11 17:45 +0800", tick=False)
        begin_at(activity, 19)
        assert dates()[:2] == ["03-11 17:30", "03-18 19:00"]

    def test_a_date_of_today_whose_new_hour_has_passed_goes_unless_people_count_on_it(self, activity, time_machine):
        time_machine.move_to("2026-03-11 12:00 +0800", tick=False)
        begin_at(activity, 9)
        assert dates()[0] == "03-18 09:00"
        begin_at(activity, 17, 30)
        session = signed_up(of("3-11"))
        begin_at(activity, 9)
        session.refresh_from_db()
        assert (session.starts_at, session.is_out_of_step) == (at("3-11 17:30"), True)

    def test_on_the_last_day_in_sight_nothing_is_lost(self, time_machine):
        """Noon, and what takes place in the morning of the last day comes in the afternoon from now on."""
        activity = RecurringActivityFactory(
            **TERMS, starts_at=FIRST_WEDNESDAY.replace(hour=9, minute=0), rule="FREQ=DAILY"
        )
        last = signed_up(Session.objects.latest("starts_at"))
        assert dates()[-1] == "05-05 09:00"
        begin_at(activity, 15)
        last.refresh_from_db()
        assert (last.key, last.is_out_of_step) == (at("5-5 15:00"), True)
        assert dates()[-1] == "05-05 09:00"

    def test_places_stay_kept_for_the_groups_for_whom_each_date_keeps_them(self, activity):
        group, session = UnionGroupFactory(), of("3-18")
        Pool.objects.create(session=session, union_group=group, places=1)
        begin_at(activity, 18)
        assert of("3-18").pools.get().union_group == group
        assert Pool.objects.count() == 1

    def test_a_date_that_a_holiday_has_moved_is_known_again(self, time_machine):
        """2026: 清明 is off on Monday, 6 April; the Monday class moves to Tuesday. Its Monday is over by now."""
        time_machine.move_to("2026-04-05 12:00 +0800", tick=False)
        activity = RecurringActivityFactory(**TERMS, rule="FREQ=WEEKLY;BYDAY=MO", on_holidays="next")
        moved = of("4-7")
        begins = at("4-9 12:00")
        move(moved, MemberFactory(), starts_at=begins, ends_at=begins + timedelta(hours=1), venue=None)
        time_machine.move_to("2026-04-07 02:20 +0800", tick=False)
        begin_at(activity, 18)
        assert dates()[:2] == ["04-09 12:00", "04-13 18:00"]

    def test_dates_one_after_the_other_in_one_room_all_keep_it(self):
        room = VenueFactory()
        activity = RecurringActivityFactory(**TERMS, reserved_venue=room, rule="FREQ=DAILY")
        begin_at(activity, 17)
        assert set(Session.objects.values_list("venue", flat=True)) == {room.pk}

    @pytest.mark.parametrize("hours", [(18, 17.5), (18, 19, 9, 17.5)])
    def test_there_and_back_again_everything_is_as_it_was(self, activity, hours):
        signed_up(of("3-11"))
        call_off(of("3-18"), MemberFactory(), reason="场馆检修")
        resize(of("4-1"), 9, MemberFactory())
        move(of("3-25"), MemberFactory(), starts_at=at("3-27 12:00"), ends_at=at("3-27 13:00"), venue=None)
        before = all_of_them()
        for hour in hours:
            begin_at(activity, int(hour), int(hour % 1 * 60))
            planned = all_of_them()
            plan_activity(RecurringActivity.objects.get(pk=activity.pk))
            assert all_of_them() == planned
        told = {"sequence", "changed_at"}
        assert [{k: v for k, v in each.items() if k not in told} for each in all_of_them()] == [
            {k: v for k, v in each.items() if k not in told} for each in before
        ]


class TestAnotherDay:
    def test_what_was_cancelled_stays_so_when_the_series_comes_back_to_its_day(self):
        activity = RecurringActivityFactory(**TERMS)
        call_off(of("3-18"), MemberFactory(), reason="场馆检修")
        session = signed_up(of("3-11"))
        begin_at(change(activity, rule="FREQ=WEEKLY;BYDAY=TH"), 18)
        assert dates(state="planned")[:3] == ["03-11 17:30", "03-12 18:00", "03-19 18:00"]
        begin_at(change(activity, rule="FREQ=WEEKLY;BYDAY=WE"), 17, 30)
        session.refresh_from_db()
        assert not session.is_out_of_step
        assert dates(state="planned")[:2] == ["03-11 17:30", "03-25 17:30"]

    def test_a_new_weekday_takes_nothing_over_from_another_day(self):
        activity = RecurringActivityFactory(**TERMS)
        session = signed_up(of("3-11"))
        begin_at(change(activity, rule="FREQ=WEEKLY;BYDAY=TH"), 18)
        session.refresh_from_db()
        assert (session.key, session.is_out_of_step) == (at("3-11 17:30"), True)


class TestSeveralDatesADay:
    """The Wednesday class, and one in addition in the morning of 11 March."""

    @pytest.fixture
    def activity(self):
        activity = RecurringActivityFactory(**TERMS)
        activity.single_dates.add(
            SingleDate(date=at("3-11 0:00").date(), kind=SingleDate.Kind.ADDED, begins=at("3-11 9:00").time())
        )
        return change(activity)

    def on_the_day(self) -> list[tuple[int, str]]:
        found = Session.objects.filter(starts_at__date=at("3-11 0:00").date()).order_by("starts_at")
        return [(session.pk, f"{timezone.localtime(session.starts_at):%H:%M}") for session in found]

    def test_what_keeps_its_hour_is_known_by_it_and_the_other_moves(self, activity):
        (morning, _), (evening, _) = self.on_the_day()
        begin_at(activity, 7)
        assert self.on_the_day() == [(evening, "07:00"), (morning, "09:00")]

    def test_both_at_other_hours_are_known_in_their_order(self, activity):
        (morning, _), (evening, _) = self.on_the_day()
        single = activity.single_dates.get()
        single.begins = at("3-11 10:00").time()
        activity.single_dates.add(single)
        begin_at(activity, 18)
        assert self.on_the_day() == [(morning, "10:00"), (evening, "18:00")]

    def test_in_one_room_none_is_in_the_way_of_the_next(self):
        room, offering = VenueFactory(), OfferingFactory(mode="first_come", capacity=2, is_live=True)
        begin, end = at("3-11 0:00"), at("3-12 0:00")

        def plan_at(*hours: int):
            slots = [Slot(at(f"3-11 {h}:00"), at(f"3-11 {h}:00"), at(f"3-11 {h + 1}:00")) for h in hours]
            return plan(offering, slots, begin=begin, end=end, venue=room, place="")

        plan_at(9, 10, 11)
        first = [session.pk for session in Session.objects.order_by("starts_at")]
        planned = plan_at(10, 11, 12)
        # Two keep their hour; the third goes where there is room.
        assert (planned.unplaced, planned.changed) == ((), 1)
        planned = plan_at(9, 10, 11)
        assert [session.pk for session in Session.objects.order_by("starts_at")] == first
        for minutes in (30, 0):
            slots = [
                Slot(begins, begins, begins + timedelta(hours=1))
                for begins in (at(f"3-11 {h}:{minutes:02}") for h in (9, 10, 11))
            ]
            planned = plan(offering, slots, begin=begin, end=end, venue=room, place="")
            assert (planned.added, planned.changed, planned.unplaced) == (0, 3, ())
        assert [session.pk for session in Session.objects.filter(venue=room).order_by("starts_at")] == first


DAY = at("3-18 0:00")
MOMENTS = st.sets(st.integers(0, 24 * 4 * 3 - 1).map(lambda quarter: DAY + timedelta(minutes=15 * quarter)), max_size=6)


@given(MOMENTS, MOMENTS)
@settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_date_is_known_twice_or_on_another_day_and_the_way_back_leads_to_the_same(one, other):
    sessions = [Session(key=moment) for moment in sorted(one)]
    found = recognised(sessions, other)
    assert len({id(session) for session in found.values()}) == len(found)
    assert all(timezone.localdate(key) == timezone.localdate(session.key) for key, session in found.items())
    assert all(found[key].key == key for key in one & other)
    days = {timezone.localdate(moment) for moment in one | other}
    for day in days:
        here = [{moment for moment in some if timezone.localdate(moment) == day} for some in (one, other)]
        assert sum(timezone.localdate(key) == day for key in found) == min(map(len, here))
    was = {id(session): session.key for session in sessions}
    for key, session in found.items():
        session.key = key
    back = recognised(sessions, one)
    assert {id(session): key for key, session in back.items()} == was
