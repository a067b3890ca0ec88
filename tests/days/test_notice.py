"""The notice of a year's holidays, read and entered, against the calendar that has these years day by day."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from django.urls import reverse
from wagtail.log_actions import registry

from days.actions import announce
from days.errors import AlreadyAnnounced, NoticeNotRead
from days.models import AnnouncedYear, CalendarDay
from days.notice import read_notice
from days.working_days import SATURDAY, days_between, is_announced, year_to_announce
from tests.factories import MemberFactory
from tests.plugins.racing import at_once

from .notices import INVENTED, NOTICES


@pytest.mark.parametrize("year", NOTICES)
def test_each_notice_says_what_the_calendar_has(year):
    holidays = read_notice(NOTICES[year], year)
    off = {day for holiday in holidays for day in holiday.days}
    worked = {day for holiday in holidays for day in holiday.made_up}
    first = date(year, 1, 1)
    for day in (first + timedelta(days=number) for number in range(366 if year == 2024 else 365)):
        is_off = day in off or (day.weekday() >= SATURDAY and day not in worked)
        assert is_off is chinese_calendar.is_holiday(day), day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "元旦"),
        ("放假", "元旦"),
        (NOTICES[2026].replace("端午节", "泼水节"), "端午"),
        (NOTICES[2025], "元旦"),
        (NOTICES[2026].replace("4月4日", "4月31日"), "清明"),
        (NOTICES[2026].replace("共9天", "共8天"), "春节"),
        (NOTICES[2026].replace("5月1日（周五）至5日", "5月1日（周五）至1日"), "劳动"),
        (NOTICES[2026].replace("5月9日（周六）", "2月14日（周六）"), "2月14日"),
        (NOTICES[2026].replace("6月19日（周五）至21日（周日）", ""), "端午"),
    ],
)
def test_what_is_no_whole_notice_of_that_year_is_refused_and_says_why(text, said):
    with pytest.raises(NoticeNotRead) as refused:
        read_notice(text, 2026)
    assert said in str(refused.value.sentence)


def test_the_notice_of_another_year_is_told_by_its_weekdays():
    with pytest.raises(NoticeNotRead, match="元旦"):
        read_notice(NOTICES[2025], 2027)


def test_a_holiday_may_begin_in_the_year_before():
    text = INVENTED.replace("元旦：1月1日至3日放假，共3天。", "元旦：2030年12月31日至2031年1月2日放假调休，共3天。")
    assert read_notice(text, 2031)[0].first == date(2030, 12, 31)


def test_entering_makes_the_year_known(db):
    officer = MemberFactory(officer=True)
    CalendarDay.objects.create(date=date(2031, 10, 1), kind=CalendarDay.Kind.WORKING_DAY, name="院庆值班")
    announce(2031, read_notice(INVENTED, 2031), by=officer)
    days = {day.date: day for day in days_between(date(2031, 1, 1), date(2031, 12, 31))}
    assert is_announced(2031)
    assert days[date(2031, 2, 12)].is_holiday
    assert days[date(2031, 5, 6)].is_working
    # What the office had entered itself stays.
    assert days[date(2031, 10, 1)].name == "院庆值班"
    [logged] = registry.get_logs_for_instance(AnnouncedYear.objects.get(year=2031))
    assert logged.user == officer


@pytest.mark.parametrize("year", [2026, 2031])
def test_a_year_that_is_known_is_not_entered_again(year, db):
    AnnouncedYear.objects.get_or_create(year=2031)
    with pytest.raises(AlreadyAnnounced):
        announce(year, read_notice(INVENTED, year), by=MemberFactory(officer=True))
    assert not CalendarDay.objects.exists()


@pytest.mark.race
def test_of_two_who_enter_the_same_year_at_once_one_is_told(committed_db):
    officer = MemberFactory(officer=True)
    holidays = read_notice(INVENTED, 2031)

    def enter():
        try:
            announce(2031, holidays, by=officer)
        except AlreadyAnnounced:
            return "known"
        return "entered"

    assert sorted(at_once(*[enter] * 3)) == ["entered", "known", "known"]
    assert CalendarDay.objects.count() == len({day for each in holidays for day in (*each.days, *each.made_up)})


@pytest.mark.parametrize(
    ("today", "year"),
    [(date(2026, 10, 31), None), (date(2026, 11, 1), 2027), (date(2027, 3, 1), 2027), (date(2025, 12, 1), None)],
)
def test_the_next_year_is_asked_for_from_november_on(today, year, db):
    assert year_to_announce(today) == year
    AnnouncedYear.objects.create(year=2027)
    assert year_to_announce(today) is None


@pytest.fixture
def officer(site, client):
    member = MemberFactory(officer=True)
    client.force_login(member)
    return member


def test_the_office_reads_the_notice_looks_at_it_and_enters_it(officer, client):
    address = reverse("holidays_of_year", args=[2031])
    assert "尚未公布" in client.get(address).content.decode()
    read = client.post(address, {"notice": INVENTED})
    assert "国庆节" in read.content.decode()
    assert INVENTED.splitlines()[1] in read.content.decode()
    assert not AnnouncedYear.objects.exists()
    entered = client.post(address, {"notice": INVENTED, "enter": "1"}, follow=True)
    assert "2031年的放假安排已录入" in entered.content.decode()
    assert [holiday.name for holiday in entered.context["holidays"]] == [
        *("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
    ]
    again = client.post(address, {"notice": INVENTED, "enter": "1"}, follow=True)
    assert "已经录入" in again.content.decode()


def test_what_was_pasted_stands_there_again_with_what_is_wrong(officer, client):
    wrong = INVENTED.replace("共8天", "共9天")
    page = client.post(reverse("holidays_of_year", args=[2031]), {"notice": wrong, "enter": "1"}).content.decode()
    assert "“春节”的日期与天数不一致" in page
    assert "共9天" in page
    assert not AnnouncedYear.objects.exists()


def test_a_year_that_is_known_is_shown(officer, client):
    page = client.get(reverse("holidays_of_year", args=[2026]))
    made_up = {f"{day:%m-%d}" for holiday in page.context["holidays"] for day in holiday.made_up}
    assert made_up == {"01-04", "02-14", "02-28", "05-09", "09-20", "10-10"}


def test_the_list_of_days_leads_to_the_year_that_is_to_be_entered(officer, client, time_machine):
    time_machine.move_to("2026-11-20 12:00 +0800", tick=False)
    client.force_login(officer)
    for name in ("calendar_day", "announced_year"):
        assert reverse("holidays_of_year", args=[2027]) in client.get(reverse(f"{name}:index")).content.decode()


@pytest.mark.parametrize("year", [0, 1999, 2003, 2100, 9999, 99999])
def test_a_year_that_nobody_plans_is_not_found(year, officer, client):
    assert client.get(f"/admin/holidays/{year}/").status_code == 404


@pytest.mark.parametrize("role", [None, "librarian"])
def test_who_keeps_no_days_does_not_enter_a_year(role, site, client):
    client.force_login(MemberFactory(**({role: True} if role else {})))
    answer = client.post(reverse("holidays_of_year", args=[2031]), {"notice": INVENTED, "enter": "1"})
    assert answer.status_code in (302, 403)
    assert not AnnouncedYear.objects.exists()


@pytest.mark.parametrize("role", ["officer", "chair", "administrator"])
def test_the_first_page_reminds_the_office_from_november_on(role, site, client, time_machine):
    member = MemberFactory(**{role: True})
    for moment, reminded in (("2026-10-31 12:00 +0800", False), ("2026-11-01 12:00 +0800", True)):
        time_machine.move_to(moment, tick=False)
        client.force_login(member)
        assert (reverse("holidays_of_year", args=[2027]) in client.get("/admin/").content.decode()) is reminded
    AnnouncedYear.objects.create(year=2027)
    assert reverse("holidays_of_year", args=[2027]) not in client.get("/admin/").content.decode()


def test_who_keeps_no_days_is_not_reminded(site, client, time_machine):
    time_machine.move_to("2026-11-20 12:00 +0800", tick=False)
    client.force_login(MemberFactory(librarian=True))
    assert "/admin/holidays/" not in client.get("/admin/").content.decode()
