"""Rooms that members book in slots."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import gettext, pgettext

from people.models import Audience
from signups.actions.giving_back import cancel
from signups.bookings.actions import book, close
from signups.bookings.grid import slots_between
from signups.errors import LimitReached, NotBookable, VenueTaken
from signups.models import Closure, Offering, OpeningHours, Session, SignUp
from tests.factories import (
    ClubPageFactory,
    MemberFactory,
    OfferingFactory,
    RecurringActivityFactory,
    SessionFactory,
    VenueFactory,
)
from tests.list_costs import queries_for

pytestmark = pytest.mark.django_db

SHANGHAI = ZoneInfo("Asia/Shanghai")
TUESDAY = date(2026, 3, 10)


def at(hour, day=TUESDAY):
    return datetime.combine(day, time(hour), SHANGHAI)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to("2026-03-09 09:00 +0800", tick=False)


@pytest.fixture
def room():
    """A tea room that is open on Tuesdays from 9 to 12, an hour each."""
    room = VenueFactory(name="减压茶艺室", is_bookable=True, book_limit=2)
    OpeningHours.objects.create(venue=room, weekday=1, opens=time(9), closes=time(12))
    return room


def states(room, member, day=TUESDAY):
    return [slot.state for slot in slots_between(room, day, member)]


def test_a_day_shows_the_slots_of_its_opening_hours(room):
    member = MemberFactory()
    assert states(room, member) == ["free", "free", "free"]
    assert states(room, member, TUESDAY + timedelta(days=1)) == []


def test_whoever_books_first_has_the_room_and_the_next_waits(room):
    first, second = MemberFactory.create_batch(2)
    assert book(first, room, at(10))[0].is_confirmed
    assert book(second, room, at(10))[0].is_waiting
    assert states(room, first) == ["free", "own", "free"]
    assert states(room, second) == ["free", "waiting", "free"]
    assert states(room, MemberFactory()) == ["free", "full", "free"]


def test_a_gym_is_used_by_several_at_a_time(room):
    type(room).objects.update(slot_places=2)
    members = MemberFactory.create_batch(3)
    assert [book(member, room, at(9))[0].state for member in members] == ["confirmed", "confirmed", "waiting"]


@pytest.mark.parametrize("hour", [8, 12, 13])
def test_there_is_no_slot_outside_the_opening_hours(room, hour):
    with pytest.raises(NotBookable):
        book(MemberFactory(), room, at(hour))


@pytest.mark.parametrize(
    "when",
    [
        pytest.param(datetime(2026, 3, 3, 10, tzinfo=SHANGHAI), id="past"),
        pytest.param(datetime(2026, 3, 31, 10, tzinfo=SHANGHAI), id="too far ahead"),
        pytest.param(datetime(2026, 3, 10, 10, 30, tzinfo=SHANGHAI), id="between two slots"),
    ],
)
def test_what_is_no_slot_is_not_booked(room, when):
    with pytest.raises(NotBookable):
        book(MemberFactory(), room, when)
    assert not SignUp.objects.exists()


def test_a_room_in_which_an_activity_takes_place_is_not_booked(room):
    SessionFactory(venue=room, starts_at=at(10), ends_at=at(11))
    member = MemberFactory()
    assert states(room, member) == ["free", "taken", "free"]
    with pytest.raises(VenueTaken):
        book(member, room, at(10))
    assert not SignUp.objects.exists()


def test_what_a_club_keeps_for_others_is_not_named_to_whoever_books(room, site, client):
    nobody = Audience.objects.create(name="院领导", everyone=True, years_here=40)
    rehearsal = RecurringActivityFactory(title="内部排练", club=ClubPageFactory(visibility="audience", audience=nobody))
    Session.objects.all().delete()
    SessionFactory(offering=Offering.objects.of(rehearsal).get(), venue=room, starts_at=at(10), ends_at=at(11))
    for reader, reads in ((MemberFactory(), False), (MemberFactory(officer=True), True)):
        client.force_login(reader)
        page = client.get(f"/venues/{room.pk}/?day={TUESDAY}").content.decode()
        assert "venue__slot--taken" in page
        assert ("内部排练" in page) == reads


def test_a_slot_that_is_given_back_leaves_the_room_free_for_others(room):
    member = MemberFactory()
    cancel(book(member, room, at(10))[0], member)
    SessionFactory(venue=room, starts_at=at(10), ends_at=at(11), offering=OfferingFactory())
    with pytest.raises(VenueTaken):
        book(MemberFactory(), room, at(10))


def test_a_slot_that_was_given_back_is_booked_again(room):
    member = MemberFactory()
    cancel(book(member, room, at(10))[0], member)
    assert book(MemberFactory(), room, at(10))[0].is_confirmed
    assert Session.objects.count() == 1


def test_nobody_holds_more_slots_than_the_limit(room):
    member = MemberFactory()
    book(member, room, at(9))
    book(member, room, at(10))
    with pytest.raises(LimitReached):
        book(member, room, at(11))


def test_closing_a_room_tells_whoever_has_booked_it(room):
    member = MemberFactory()
    book(member, room, at(10))
    close(room, MemberFactory(), starts_on=TUESDAY, ends_on=TUESDAY, reason="空调检修")
    assert SignUp.objects.get().state == SignUp.State.CANCELLED
    assert "空调检修" in member.notices.get(kind="signups.called_off").body
    assert states(room, member) == []
    assert Closure.objects.count() == 1
    with pytest.raises(NotBookable):
        book(member, room, at(9))


def test_a_member_books_on_the_page(room, site, client):
    client.force_login(MemberFactory())
    page = client.get(f"/venues/{room.pk}/?day=2026-03-10").content.decode()
    assert "09:00–10:00" in page
    answer = client.post(f"/venues/{room.pk}/book/", {"starts_at": at(10).isoformat()}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/venues/{room.pk}/?day=2026-03-10"
    assert "venue__slot--own" in answer.content.decode()


@pytest.mark.parametrize("text", ["", "morgen", "2026-03-10T10:00:00", "2026-99-99T10:00:00+08:00"])
def test_a_broken_hour_is_answered_with_a_sentence(room, site, client, text):
    client.force_login(MemberFactory())
    answer = client.post(f"/venues/{room.pk}/book/", {"starts_at": text}, follow=True)
    assert answer.status_code == 200
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("day", ["", "2026-13-01", "gestern", "1999-01-01", "2099-01-01"])
def test_a_day_that_cannot_be_shows_one_that_can(room, site, client, day):
    client.force_login(MemberFactory())
    assert client.get(f"/venues/{room.pk}/", {"day": day}).status_code == 200


def test_a_room_that_is_not_for_booking_is_not_there(room, site, client):
    type(room).objects.update(is_bookable=False)
    client.force_login(MemberFactory())
    assert client.get(f"/venues/{room.pk}/").status_code == 404
    assert room.name not in client.get("/venues/").content.decode()


def test_the_rooms_cost_the_same_queries_whether_one_or_twenty(site, client):
    client.force_login(MemberFactory())
    VenueFactory(is_bookable=True)
    client.get("/venues/")
    few = len(queries_for(client, "/venues/"))
    VenueFactory.create_batch(19, is_bookable=True)
    assert len(queries_for(client, "/venues/")) == few


def test_a_full_day_costs_the_same_queries_as_an_empty_one(room, site, client):
    client.force_login(MemberFactory())
    address = f"/venues/{room.pk}/?day=2026-03-10"
    client.get(address)
    few = len(queries_for(client, address))
    for hour in (9, 10, 11):
        book(MemberFactory(), room, at(hour))
    assert len(queries_for(client, address)) == few


def test_the_office_says_how_a_room_is_booked_and_closes_it(room, site, client):
    member = MemberFactory()
    book(member, room, at(10))
    client.force_login(MemberFactory(officer=True))
    address = f"/admin/venue/edit/{room.pk}/"
    assert "slot_minutes" in client.get(address).content.decode()
    form = {
        "name": room.name,
        "is_open": "on",
        "is_bookable": "on",
        "slot_minutes": "60",
        "slot_places": "1",
        "book_days_ahead": "14",
        "book_limit": "2",
        "hours-TOTAL_FORMS": "0",
        "hours-INITIAL_FORMS": "0",
        "closures-TOTAL_FORMS": "1",
        "closures-INITIAL_FORMS": "0",
        "closures-0-reason": "空调检修",
        "closures-0-starts_on": "2026-03-10",
        "closures-0-ends_on": "2026-03-10",
    }
    assert client.post(address, form).status_code == 302
    assert SignUp.objects.get().state == SignUp.State.CANCELLED
    assert "空调检修" in member.notices.get(kind="signups.called_off").body


def test_a_slot_that_runs_has_begun_and_is_not_over_yet(room, client, time_machine):
    time_machine.move_to(at(10) + timedelta(minutes=9), tick=False)
    over, runs, comes = slots_between(room, TUESDAY, MemberFactory())
    assert (over.state, runs.state, comes.state) == ("past", "past", "free")
    assert (over.is_under_way, runs.is_under_way) == (False, True)
    client.force_login(MemberFactory())
    page = client.get(f"/venues/{room.pk}/?day={TUESDAY:%Y-%m-%d}").content.decode()
    assert page.count(pgettext("a slot", "has begun")) == 1
    assert page.count(gettext("over")) == 1
