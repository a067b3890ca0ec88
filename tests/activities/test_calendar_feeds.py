"""The calendars that anybody subscribes to, as two parsers read them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar

from signups.actions.sessions import call_off, move
from signups.models import Session
from tests.factories import ClubPageFactory, MemberFactory, RecurringActivityFactory
from tests.list_costs import queries_for

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def _now(site, time_machine):
    time_machine.move_to("2026-03-10 12:00 +0800", tick=False)


def events(client, address="/calendar.ics") -> list:
    answer = client.get(address)
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content).walk("VEVENT")


def first_of(client, address="/calendar.ics"):
    return min(events(client, address), key=lambda event: event.start)


def test_every_public_date_stands_in_it_at_its_hour_in_shanghai(client):
    RecurringActivityFactory(title="自己的瑜伽；第一课, 周三", venue="东院活动室")
    found = first_of(client)
    assert str(found["SUMMARY"]) == "自己的瑜伽；第一课, 周三"
    assert str(found["LOCATION"]) == "东院活动室"
    assert found.start.astimezone(SHANGHAI) == datetime(2026, 3, 11, 17, 30, tzinfo=SHANGHAI)
    assert found.end - found.start == timedelta(hours=1)
    assert str(found["URL"]).endswith(f"/sessions/{Session.objects.earliest('starts_at').pk}/")


def test_a_second_parser_reads_the_same(client):
    RecurringActivityFactory(title="周三瑜伽")
    calendar = vobject.readOne(client.get("/calendar.ics").content.decode())
    ours = sorted((str(event["UID"]), event.start, str(event["SUMMARY"])) for event in events(client))
    theirs = sorted(
        (event.uid.value, event.dtstart.value.astimezone(UTC), event.summary.value) for event in calendar.vevent_list
    )
    assert theirs == ours
    assert len(theirs) == 8


def test_a_date_that_moves_replaces_its_old_entry(client, time_machine):
    RecurringActivityFactory()
    before = first_of(client)
    session = Session.objects.earliest("starts_at")
    time_machine.move_to("2026-03-10 15:00 +0800", tick=False)
    begins = session.starts_at + timedelta(hours=2)
    move(session, MemberFactory(), starts_at=begins, ends_at=begins + timedelta(hours=1), venue=None, place="西院")
    after = first_of(client)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    assert after.start == begins


def test_a_date_that_is_called_off_is_struck_out(client):
    RecurringActivityFactory()
    session = Session.objects.earliest("starts_at")
    call_off(session, MemberFactory(), reason="台风")
    assert str(first_of(client)["STATUS"]) == "CANCELLED"


def test_what_is_not_public_stands_in_none(client):
    RecurringActivityFactory(title="还没批的", draft=True)
    RecurringActivityFactory(title="只给职工看的", club=ClubPageFactory(visibility="staff"))
    gone = RecurringActivityFactory(title="撤下的")
    gone.unpublish()
    assert events(client) == []


def test_the_calendar_of_a_club_holds_its_own_dates(client):
    club = ClubPageFactory()
    RecurringActivityFactory(title="社里的", club=club)
    RecurringActivityFactory(title="别处的", club=ClubPageFactory())
    assert {str(event["SUMMARY"]) for event in events(client, f"/calendar/{club.pk}.ics")} == {"社里的"}


@pytest.mark.parametrize("fields", [{"visibility": "staff"}, {"draft": True}])
def test_a_club_that_is_not_for_everybody_has_no_public_calendar(client, fields):
    club = ClubPageFactory(**fields)
    assert client.get(f"/calendar/{club.pk}.ics").status_code == 404


def test_many_dates_cost_the_same_queries_as_few(client):
    RecurringActivityFactory(listed=True)
    few = len(queries_for(client, "/calendar.ics"))
    for _number in range(19):
        RecurringActivityFactory(listed=True)
    assert len(queries_for(client, "/calendar.ics")) == few
