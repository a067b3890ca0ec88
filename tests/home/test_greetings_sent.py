"""Greetings go out on their day, once, to those who are greeted, in the words that were approved."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from home.greetings import sending
from home.greetings.occasions import FESTIVALS
from home.greetings.sending import GreetingsFailed, send_what_is_due
from home.models import Greeting
from notices.carrying import carry
from notices.channels.codes import Code
from notices.models import Delivery, Event, Notice, Preferences
from people.models import Audience, Member
from tests.factories import DepartmentFactory, GreetingFactory, MemberFactory
from tests.plugins.racing import at_once

SHANGHAI = ZoneInfo("Asia/Shanghai")
MID_AUTUMN = datetime(2027, 9, 15, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture
def clock(time_machine):
    """Sets the clock of the hospital to a moment that stands still."""

    def stands_at(moment: datetime) -> None:
        time_machine.move_to(moment, tick=False)

    stands_at(MID_AUTUMN)
    return stands_at


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


def told(member: Member) -> list[str]:
    return [notice.body for notice in member.notices.order_by("pk")]


def names_told() -> list[str]:
    return sorted(Notice.objects.filter(kind__startswith="home.").values_list("recipient__name", flat=True))


def test_a_festival_is_greeted_on_its_day_by_name(site, clock):
    member = MemberFactory(name="欧阳小禾")
    GreetingFactory(text="{姓名}，{称呼}好！{医院}，{工会}。")
    assert send_what_is_due() == 1
    assert told(member) == ["欧阳小禾，欧阳老师好！医院，院工会。"]
    assert member.notices.get().kind == "home.festival"


@pytest.mark.parametrize("moment", [at(2027, 9, 14), at(2027, 9, 16), at(2027, 9, 15, 8, 59), at(2026, 9, 15)])
def test_before_its_hour_and_on_other_days_nobody_is_greeted(moment, site, clock):
    MemberFactory()
    GreetingFactory()
    clock(moment)
    assert send_what_is_due() == 0


def test_what_was_missed_is_caught_up_the_same_day(site, clock):
    member = MemberFactory()
    GreetingFactory()
    clock(at(2027, 9, 15, 23, 50))
    assert send_what_is_due() == 1
    assert member.notices.count() == 1


def test_what_was_missed_for_the_whole_day_is_not_sent_later(site, clock):
    MemberFactory()
    GreetingFactory()
    clock(at(2027, 9, 16, 0, 10))
    assert send_what_is_due() == 0


def test_nobody_is_greeted_twice_however_often_it_runs(site, clock):
    member = MemberFactory()
    GreetingFactory()
    assert [send_what_is_due() for _ in range(3)] == [1, 0, 0]
    clock(at(2028, 10, 3))
    assert send_what_is_due() == 1
    assert member.notices.count() == 2


def test_whoever_joins_in_the_course_of_the_day_is_greeted_too(site, clock):
    MemberFactory()
    GreetingFactory()
    send_what_is_due()
    late = MemberFactory()
    assert send_what_is_due() == 1
    assert late.notices.count() == 1


def test_a_draft_and_what_waits_for_approval_are_not_sent(site, clock):
    MemberFactory()
    GreetingFactory(draft=True)
    GreetingFactory(submitted=True)
    assert send_what_is_due() == 0


def test_the_approved_words_are_sent_and_not_those_of_a_later_draft(site, clock):
    member = MemberFactory()
    greeting = GreetingFactory(text="批准过的话。")
    greeting.text = "还没有批准的话。"
    greeting.save_revision()
    send_what_is_due()
    assert told(member) == ["批准过的话。"]


def test_what_was_taken_down_is_not_sent(site, clock):
    MemberFactory()
    GreetingFactory().unpublish()
    assert send_what_is_due() == 0


def test_what_is_taken_down_while_it_is_sent_stops(site, clock, monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    MemberFactory.create_batch(5)
    greeting = GreetingFactory()
    tell = sending._tell

    def take_down_after_the_first(*args):
        found = tell(*args)
        Greeting.objects.get(pk=greeting.pk).unpublish()
        return found

    monkeypatch.setattr(sending, "_tell", take_down_after_the_first)
    assert send_what_is_due() == 2


@pytest.mark.parametrize("status", [Member.StaffStatus.LEFT, Member.StaffStatus.DECEASED])
def test_whoever_has_left_or_died_is_never_greeted(status, site, clock):
    MemberFactory(staff_status=status, is_active=False, birthday="1970-09-15")
    GreetingFactory()
    GreetingFactory(occasion="birthday")
    assert send_what_is_due() == 0


def test_whoever_dies_before_the_message_leaves_gets_none(site, clock):
    member = MemberFactory()
    GreetingFactory()
    send_what_is_due()
    Member.objects.filter(pk=member.pk).update(staff_status=Member.StaffStatus.DECEASED, is_active=False)

    carry(member.notices.get().pk, Code.MAIL)
    assert Delivery.objects.get().state == Delivery.State.FAILED


@pytest.mark.parametrize("status", [Member.StaffStatus.RETIRED, Member.StaffStatus.LONG_LEAVE])
def test_the_retired_and_those_on_leave_are_greeted(status, site, clock):
    MemberFactory(staff_status=status)
    GreetingFactory()
    assert send_what_is_due() == 1


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("everybody", ["医", "女退", "护", "护工", "护理员", "司机", "监护", "班长"]),
        ("present", ["医", "护", "护工", "护理员", "司机", "监护", "班长"]),
        ("retired", ["女退"]),
        ("women", ["女退", "护"]),
        ("nurses", ["护"]),
        ("doctors", ["医", "监护"]),
    ],
)
def test_each_group_gets_its_own(who, names, site, clock):
    MemberFactory(name="护", title="主管护师、瑜伽俱乐部负责人", gender="f")
    MemberFactory(name="医", title="规培医师", gender="m")
    MemberFactory(name="护工", title="护工", gender="")
    MemberFactory(name="护理员", title="护理员", gender="")
    MemberFactory(name="司机", title="救护车驾驶员", gender="m")
    MemberFactory(name="监护", title="重症监护室主治医师", gender="m")
    MemberFactory(name="班长", title="水电班班长", gender="m")
    MemberFactory(name="女退", title="", gender="f", staff_status="retired")
    GreetingFactory(who=who)
    send_what_is_due()
    assert names_told() == sorted(names)


def test_an_audience_is_greeted_by_department(site, clock):
    ward = DepartmentFactory()
    audience = Audience.objects.create(name="儿科")
    audience.departments.add(ward)
    MemberFactory(name="在", department=ward)
    MemberFactory(name="不在", department=DepartmentFactory())
    MemberFactory(name="没有科室")
    GreetingFactory(occasion="childrens_day", who="audience", audience=audience)
    clock(at(2027, 6, 1))
    send_what_is_due()
    assert names_told() == ["在"]


def test_whoever_is_in_two_groups_gets_the_narrower_greeting_whatever_the_hours(site, clock):
    retired = MemberFactory(staff_status="retired")
    other = MemberFactory()
    GreetingFactory(text="给所有人的。")
    GreetingFactory(text="给退休的。", who="retired", hour=time(10))
    send_what_is_due()
    assert (told(retired), told(other)) == ([], ["给所有人的。"])
    clock(at(2027, 9, 15, 10))
    send_what_is_due()
    assert (told(retired), told(other)) == (["给退休的。"], ["给所有人的。"])


def test_two_occasions_on_one_day_are_two_greetings(site, clock):
    member = MemberFactory(birthday="1990-09-15")
    GreetingFactory(text="中秋。")
    GreetingFactory(text="生日。", occasion="birthday")
    assert send_what_is_due() == 2
    assert sorted(told(member)) == ["中秋。", "生日。"]


def test_a_birthday_is_greeted_on_the_day_and_only_of_those_whose_it_is(site, clock):
    member = MemberFactory(birthday="1990-09-15")
    MemberFactory(birthday="1990-09-16")
    MemberFactory(birthday=None)
    GreetingFactory(occasion="birthday", text="{称呼}，今天是您的日子。")
    assert send_what_is_due() == 1
    notice = member.notices.get()
    assert notice.kind == "home.birthday"
    assert "1990" not in f"{notice.subject}{notice.body}{notice.link}{notice.dedupe_key}"
    # Nothing that others could open, or that tells whose day it is.
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("day", "is_greeted"),
    [((2027, 2, 28), True), ((2027, 3, 1), False), ((2028, 2, 28), False), ((2028, 2, 29), True)],
)
def test_whoever_was_born_on_29_february_is_greeted_on_the_last_day_of_february(day, is_greeted, site, clock):
    MemberFactory(birthday="1992-02-29")
    GreetingFactory(occasion="birthday")
    clock(at(*day))
    assert send_what_is_due() == int(is_greeted)


def test_a_day_of_the_house_comes_by_its_own_rule(site, clock):
    member = MemberFactory()
    GreetingFactory(occasion="own", own_name="院庆", calendar="lunar", month=12, day=30, text="院庆了。")
    clock(at(2027, 2, 5))
    assert send_what_is_due() == 1
    assert told(member) == ["院庆了。"]
    assert member.notices.get().dedupe_key == "home.greeting.own.院庆.2026"


def test_a_leap_month_greets_nobody_a_second_time(site, clock):
    MemberFactory()
    GreetingFactory(occasion="own", own_name="建科日", calendar="lunar", month=6, day=6)
    clock(at(2025, 6, 30))
    assert send_what_is_due() == 1
    # The sixth of the leap sixth month.
    clock(at(2025, 7, 30))
    assert send_what_is_due() == 0


def test_whoever_does_without_gets_none_of_that_kind(site, clock):
    member = MemberFactory(birthday="1990-09-15")
    Preferences.objects.create(member=member, unwanted_kinds=["home.festival"])
    GreetingFactory(text="中秋。")
    GreetingFactory(text="生日。", occasion="birthday")
    assert send_what_is_due() == 1
    assert told(member) == ["生日。"]


def test_it_takes_the_same_queries_for_two_and_for_forty(site, clock):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            send_what_is_due()
        return len(asked)

    GreetingFactory()
    MemberFactory.create_batch(2)
    few = queries()
    MemberFactory.create_batch(40)
    # The festival's event is there already.
    assert queries() <= few
    assert Notice.objects.count() == 42
    assert ProcrastinateJob.objects.filter(task_name="notices.mail_notice").count() == 42


def test_more_than_one_batch_reaches_everybody_once(site, clock, monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 3)
    MemberFactory.create_batch(8)
    GreetingFactory()
    assert send_what_is_due() == 8
    assert Notice.objects.values("recipient").distinct().count() == 8


def test_one_that_fails_keeps_no_other_and_is_reported(site, clock, monkeypatch):
    MemberFactory(birthday="1990-09-15")
    GreetingFactory()
    GreetingFactory(occasion="birthday")
    tell = sending._tell

    def fail_on_birthdays(letters, greeting, *rest):
        if greeting.occasion == "birthday":
            raise OSError("no connection")
        return tell(letters, greeting, *rest)

    monkeypatch.setattr(sending, "_tell", fail_on_birthdays)
    with pytest.raises(GreetingsFailed, match="birthday|生日"):
        send_what_is_due()
    assert Notice.objects.count() == 1
    monkeypatch.setattr(sending, "_tell", tell)
    assert send_what_is_due() == 1


def test_at_night_it_stands_in_the_inbox_and_does_not_ring_the_next_day(site, clock):
    member = MemberFactory()
    Preferences.objects.create(member=member, quiet="own", quiet_from=time(22), quiet_until=time(7))
    GreetingFactory()
    clock(at(2027, 9, 15, 22, 30))
    assert send_what_is_due() == 1
    assert not Delivery.objects.exists()


def test_after_a_night_shift_it_rings_when_the_quiet_hours_are_over(site, clock):
    member = MemberFactory()
    Preferences.objects.create(member=member, quiet="own", quiet_from=time(8), quiet_until=time(15))
    GreetingFactory()
    send_what_is_due()
    assert ProcrastinateJob.objects.get().scheduled_at == at(2027, 9, 15, 15)


def test_a_message_that_could_not_be_carried_on_its_day_is_not_carried_later(site, clock, mailoutbox):

    member = MemberFactory()
    GreetingFactory()
    send_what_is_due()
    clock(at(2027, 9, 16, 9))
    carry(member.notices.get().pk, Code.MAIL)
    assert mailoutbox == []
    assert Delivery.objects.get().state == Delivery.State.FAILED


@pytest.mark.race
def test_two_workers_at_once_greet_everybody_once(committed_db, race_rounds, monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 4)
    MemberFactory.create_batch(10)
    GreetingFactory()
    for year in range(2031, 2031 + min(race_rounds, 6)):
        day = FESTIVALS["mid_autumn"].in_year(year)
        moment = at(day.year, day.month, day.day, 9, 30)
        outcomes = at_once(*[lambda moment=moment: send_what_is_due(moment)] * 3)
        assert sum(outcomes) == 10
        assert Notice.objects.filter(dedupe_key=f"home.greeting.mid_autumn.{year}").count() == 10
