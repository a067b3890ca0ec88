"""A member's calendar at a secret address: who reads it, what stands in it, and how it ends."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import F
from icalendar import Calendar

from activities.models import ClubMembership
from days.models import CalendarDay
from home.feed.addresses import make_address, token_of
from home.models import CalendarFeed
from people.models import Member
from people.privacy.registry import emptying_rules
from signups.actions.giving_back import cancel
from signups.actions.sessions import call_off, move
from signups.actions.signing_up import sign_up
from signups.models import Session
from tests.factories import ClubPageFactory, MemberFactory, RecurringActivityFactory
from tests.list_costs import queries_for


@pytest.fixture
def member(site, time_machine):
    time_machine.move_to("2026-03-10 12:00 +0800", tick=False)
    return MemberFactory(name="单雅芳", employee_number="20031", mobile="13800001234")


@pytest.fixture
def address(member) -> str:
    return f"/feeds/{token_of(make_address(member))}.ics"


def events(client, address) -> dict[str, object]:
    answer = client.get(address)
    assert answer.status_code == 200
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_it_holds_what_the_own_clubs_do_and_nothing_of_others(member, address, client):
    club = ClubPageFactory()
    ClubMembership.objects.create(club=club, member=member)
    RecurringActivityFactory(title="自己的瑜伽；第一课, 周三", club=club, venue="东院活动室")
    RecurringActivityFactory(title="还没批的", club=club, draft=True)
    RecurringActivityFactory(title="别人的羽毛球", club=ClubPageFactory())
    left = ClubPageFactory()
    ClubMembership.objects.create(club=left, member=member, joined_on=date(2025, 1, 1), left_on=date(2026, 1, 1))
    RecurringActivityFactory(title="退出的合唱", club=left)
    found = events(client, address)
    assert "自己的瑜伽；第一课, 周三" in found
    assert not {"还没批的", "别人的羽毛球", "退出的合唱"} & found.keys()
    event = found["自己的瑜伽；第一课, 周三"]
    assert str(event["LOCATION"]) == "东院活动室"
    # Wednesdays at 17:30 in Shanghai.
    assert event.start.astimezone(UTC).strftime("%a %H:%M") == "Wed 09:30"
    assert str(event["URL"]).startswith("http")


def test_of_what_one_signs_up_for_it_holds_what_one_has_signed_up_for(member, address, client):
    club = ClubPageFactory(led_by=[member])
    RecurringActivityFactory(title="要报名的课", club=club, mode="first_come", capacity=1)
    RecurringActivityFactory(title="别处的课", mode="first_come", capacity=1)
    RecurringActivityFactory(title="保密的", mode="first_come", is_confidential=True, contact=MemberFactory())
    assert events(client, address).keys() & {"要报名的课", "别处的课", "保密的"} == set()
    first = {title: Session.objects.filter(offering__title=title).first() for title in ("别处的课", "保密的")}
    sign_up(member, first["别处的课"])
    Session.objects.filter(pk=first["保密的"].pk).update(
        starts_at=F("starts_at") + timedelta(hours=2), ends_at=F("ends_at") + timedelta(hours=2)
    )
    sign_up(member, first["保密的"])
    # On the waiting list one has nothing yet.
    second = Session.objects.filter(offering__title="要报名的课").last()
    sign_up(MemberFactory(), second)
    sign_up(member, second)
    held = [
        event for event in Calendar.from_ical(client.get(address).content).walk("VEVENT") if "session-" in event["UID"]
    ]
    assert {str(event["UID"]).partition("@")[0] for event in held} == {f"session-{each.pk}" for each in first.values()}
    assert "保密的" not in client.get(address).content.decode()


def test_a_date_that_moves_or_is_called_off_replaces_its_entry(member, address, client):
    RecurringActivityFactory(title="瑜伽", mode="first_come", capacity=3)
    session = Session.objects.first()
    sign_up(member, session)
    before = events(client, address)["瑜伽"]
    begins = session.starts_at + timedelta(days=1)
    move(session, member, starts_at=begins, ends_at=begins + timedelta(hours=1), venue=None, place="西院")
    moved = events(client, address)["瑜伽"]
    assert (moved["UID"], moved.start) == (before["UID"], begins)
    assert moved["SEQUENCE"] > before["SEQUENCE"]
    call_off(session, member, reason="台风")
    gone = events(client, address)["瑜伽"]
    assert (gone["UID"], gone["STATUS"]) == (before["UID"], "CANCELLED")
    assert gone["SEQUENCE"] > moved["SEQUENCE"]


def test_what_one_has_given_back_is_gone(member, address, client, time_machine):
    RecurringActivityFactory(title="瑜伽", mode="first_come", capacity=3)
    session = Session.objects.first()
    cancel(sign_up(member, session)[0], member)
    time_machine.move_to("2026-03-10 12:01 +0800", tick=False)
    call_off(session, MemberFactory(), reason="台风")
    assert "瑜伽" not in events(client, address)


def test_who_leads_a_club_has_its_dates_too(member, address, client):
    RecurringActivityFactory(title="带的课", club=ClubPageFactory(led_by=[member]))
    assert "带的课" in events(client, address)


def test_days_off_in_a_row_are_one_and_make_up_days_are_named(member, address, client):
    """2026: 清明 4 to 6 April, 劳动节 1 to 5 May, and 9 May is worked instead."""
    found = events(client, address)
    off = (
        found["清明：放假"]
        if "清明：放假" in found
        else next(event for title, event in found.items() if "清明" in title)
    )
    assert (off.start, off.end) == (date(2026, 4, 4), date(2026, 4, 7))
    assert off["TRANSP"] == "TRANSPARENT"
    worked = [event for event in found.values() if event.start == date(2026, 5, 9)]
    assert len(worked) == 1


def test_what_the_office_entered_stands_in_it(member, address, client):
    CalendarDay.objects.create(date=date(2026, 6, 8), kind=CalendarDay.Kind.DAY_OFF, name="院庆")
    assert any("院庆" in title for title in events(client, address))


def test_the_same_thing_keeps_its_id_from_one_day_to_the_next(member, address, client, time_machine):
    club = ClubPageFactory(led_by=[member])
    RecurringActivityFactory(club=club)

    def ids() -> dict:
        found = Calendar.from_ical(client.get(address).content).walk("VEVENT")
        return {event.start: str(event["UID"]) for event in found}

    today = ids()
    assert len(set(today.values())) == len(today)
    time_machine.move_to("2026-03-11 12:00 +0800", tick=False)
    tomorrow = ids()
    both = today.keys() & tomorrow.keys()
    assert len(both) > 10
    assert all(today[moment] == tomorrow[moment] for moment in both)


def test_nobody_is_named_and_nothing_keeps_it(member, address, client):
    answer = client.get(address)
    text = f"{answer.content.decode()}{answer.headers}{address}"
    assert not [fact for fact in (member.name, member.employee_number, member.mobile, member.email) if fact in text]
    assert "private" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert not answer.cookies


def test_a_replaced_address_is_unknown(member, address, client):
    client.force_login(member)
    client.post("/me/calendar/make/")
    client.logout()
    assert client.get(address).status_code == 404
    assert client.get(f"/feeds/{token_of(CalendarFeed.objects.get())}.ics").status_code == 200


def test_a_calendar_that_is_switched_off_is_unknown(member, address, client):
    client.force_login(member)
    client.post("/me/calendar/end/")
    assert client.get(address).status_code == 404
    assert not CalendarFeed.objects.exists()


@pytest.mark.parametrize("door", ["/me/calendar/make/", "/me/calendar/end/"])
def test_looking_changes_nothing_and_a_visitor_changes_nothing(door, member, address, client):
    assert client.post(door).url.startswith("/accounts/login/")
    client.force_login(member)
    assert client.get(door).status_code == 405
    assert client.get(address).status_code == 200


def test_whose_account_is_closed_has_no_calendar(member, address, client):
    Member.objects.filter(pk=member.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_the_retired_keep_theirs(member, address, client):
    Member.objects.filter(pk=member.pk).update(staff_status=Member.StaffStatus.RETIRED)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "token", ["", "-", "x", "{key}", "{key}-", "{key}-00000000000000000000000000000000", "{seal}", "%00-x", "单-雅芳"]
)
def test_what_is_not_the_whole_address_is_unknown(token, member, client):
    key, _dash, seal = token_of(make_address(member)).rpartition("-")
    assert client.get(f"/feeds/{token.format(key=key, seal=seal)}.ics").status_code == 404


def test_a_copy_of_the_database_opens_no_calendar(member, address, client, settings):
    """What is stored is a part of the address alone; the other part hangs on SECRET_KEY."""
    stored = CalendarFeed.objects.get().key
    assert len(stored) >= 22
    assert address != f"/feeds/{stored}.ics"
    settings.SECRET_KEY = "another"
    assert client.get(address).status_code == 404


def test_guessing_is_slowed_and_right_addresses_go_on(member, address, client):
    answers = [client.get(f"/feeds/{number}-guess.ics").status_code for number in range(40)]
    assert set(answers) == {404, 429}
    assert answers[-1] == 429
    assert client.get(address).status_code == 200


def test_the_own_page_shows_the_address_to_its_owner_alone(member, address, client):
    client.force_login(MemberFactory())
    assert "/feeds/" not in client.get("/me/").content.decode()
    client.force_login(member)
    assert address in client.get("/me/").content.decode()


def test_it_goes_with_the_personal_data(member, address):
    for rule in emptying_rules():
        rule(member)
    assert not CalendarFeed.objects.exists()


def test_it_costs_the_same_for_one_activity_and_for_twenty(member, address, client):
    club = ClubPageFactory(led_by=[member])
    RecurringActivityFactory(club=club, listed=True)
    one = queries_for(client, address)
    for _number in range(19):
        RecurringActivityFactory(club=club, listed=True)
    assert len(queries_for(client, address)) == len(one)


def test_a_moment_is_written_in_utc(member, address, client):
    RecurringActivityFactory(title="瑜伽", club=ClubPageFactory(led_by=[member]))
    assert b"DTSTART:20260311T093000Z" in client.get(address).content
    assert events(client, address)["瑜伽"].start.tzinfo is not None
    assert isinstance(events(client, address)["瑜伽"].start, datetime)
