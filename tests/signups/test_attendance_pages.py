"""The organiser's pages, without scripts and with what the script sends; and who must not have them."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import Look
from signups.attendance.closing import close
from signups.attendance.forms import MOST_AT_ONCE
from signups.attendance.marking import Tap, mark
from signups.models import AttendanceMark, Offering, SignUp, Strike
from tests.factories import (
    ClubPageFactory,
    DepartmentFactory,
    MemberFactory,
    RecurringActivityFactory,
    SessionFactory,
    SignUpFactory,
)
from tests.list_costs import queries_for

pytestmark = pytest.mark.django_db

PRESENT, ABSENT, EXCUSED = SignUp.Attendance
PAGES = ["attendance", "attendance_marks", "close_attendance", "course_attendance", "door_screen", "door_code"]
ACTS = ["attendance_marks", "close_attendance", "walk_in", "course_attendance_file"]


@pytest.fixture
def organiser(client):
    organiser = MemberFactory()
    client.force_login(organiser)
    return organiser


@pytest.fixture
def session(organiser):
    """It began half an hour ago."""
    return SessionFactory(starts_at=timezone.now() - timedelta(minutes=30), capacity=30, contact=organiser)


def noted(row):
    row.refresh_from_db()
    return row.attendance


def tap(client, row, value, page=None):
    return client.post(
        reverse("attendance_marks", args=[row.session_id]), {"id": page or uuid4(), "tap": f"{row.pk}.{value}"}
    )


def send(client, session, taps):
    return client.post(reverse("attendance_marks", args=[session.pk]), {"taps": json.dumps(taps)})


# Without scripts


def test_the_list_has_everybody_with_a_place_by_pinyin_and_nobody_else(client, session):
    for name, pinyin in (("张三", "zhang san"), ("安宁", "an ning"), ("李四", "li si")):
        SignUpFactory(session=session, member=MemberFactory(name=name, pinyin=pinyin))
    SignUpFactory(session=session, member=MemberFactory(name="候补人"), waiting=True)
    shown = client.get(reverse("attendance", args=[session.pk])).content.decode()
    assert shown.index("安宁") < shown.index("李四") < shown.index("张三")
    assert "候补人" not in shown


def test_a_button_notes_and_the_same_button_takes_back(client, session):
    row = SignUpFactory(session=session)
    assert tap(client, row, "present.")["Location"].endswith(f"#row-{row.pk}")
    assert noted(row) == PRESENT
    tap(client, row, ".")
    assert noted(row) == ""


def test_one_button_pressed_twice_is_one_mark(client, session):
    row, page = SignUpFactory(session=session), uuid4()
    for _time in range(2):
        tap(client, row, "excused.shift", page)
    assert noted(row) == EXCUSED
    assert row.marks.get().excuse == "shift"


def test_what_is_no_mark_is_refused(client, session):
    row, other = SignUpFactory(session=session), SignUpFactory()
    for value in ("late.", "excused.lazy", "present", "", "present.x.y"):
        assert tap(client, row, value).status_code == 400
    assert client.post(reverse("attendance_marks", args=[session.pk])).status_code == 400
    client.post(reverse("attendance_marks", args=[session.pk]), {"id": uuid4(), "tap": f"{other.pk}.present."})
    assert not AttendanceMark.objects.exists()


def test_the_list_is_narrowed_by_name_pinyin_and_initials(client, session):
    for name, pinyin in (("单雅芳", "shan yafang"), ("王小明", "wang xiaoming")):
        SignUpFactory(session=session, member=MemberFactory(name=name, pinyin=pinyin))
    for words in ("雅芳", "shanyafang", "syf"):
        shown = client.get(reverse("attendance", args=[session.pk]), {"q": words}).content.decode()
        assert "单雅芳" in shown
        assert "王小明" not in shown


def test_closing_asks_first_and_names_who_will_be_absent(client, session):
    here, away = (SignUpFactory(session=session, member=MemberFactory(name=name)) for name in ("来了人", "缺席人"))
    tap(client, here, "present.")
    address = reverse("close_attendance", args=[session.pk])
    shown = client.get(address).content.decode()
    assert "缺席人" in shown
    assert "来了人" not in shown
    assert noted(away) == ""
    client.post(address)
    assert noted(away) == ABSENT
    assert Strike.objects.get().sign_up == away


def test_the_organiser_waives_from_the_list_and_needs_a_reason(client, session, organiser):
    row = SignUpFactory(session=session)
    close(session, organiser)
    address = reverse("waive_strike", args=[row.strike.pk])
    assert address in client.get(reverse("attendance", args=[session.pk])).content.decode()
    assert client.post(address, {"reason": " "}).status_code == 200
    assert Strike.objects.counting().exists()
    client.post(address, {"reason": "临时换班"})
    assert not Strike.objects.counting().exists()
    assert "临时换班" in client.get(reverse("attendance", args=[session.pk])).content.decode()


def test_nobody_lets_off_themselves(client, session, organiser):
    row = SignUpFactory(session=session, member=organiser)
    close(session, organiser)
    address = reverse("waive_strike", args=[row.strike.pk])
    assert address not in client.get(reverse("attendance", args=[session.pk])).content.decode()
    assert client.post(address, {"reason": "忙"}).status_code == 404
    assert Strike.objects.counting().exists()


def test_somebody_is_added_by_number_or_by_the_whole_name(client, session):
    member = MemberFactory(name="欧阳若水")
    address = reverse("walk_in", args=[session.pk])
    for who in ("欧阳", "若水", "nobody", ""):
        client.post(address, {"who": who})
    assert not session.sign_ups.exists()
    client.post(address, {"who": "欧阳 若水"})
    assert session.sign_ups.get().member == member
    client.post(address, {"who": MemberFactory().employee_number})
    assert session.sign_ups.filter(attendance=PRESENT).count() == 2


def test_of_two_people_of_one_name_one_is_chosen(client, session):
    first, second = (MemberFactory(name="王芳", department=DepartmentFactory()) for _each in range(2))
    address = reverse("walk_in", args=[session.pk])
    shown = client.post(address, {"who": "王芳"}).content.decode()
    assert first.department.name in shown
    assert second.department.name in shown
    assert not session.sign_ups.exists()
    client.post(address, {"who": second.employee_number})
    assert session.sign_ups.get().member == second


def test_what_is_full_says_so_and_adds_nobody(client, organiser):
    session = SessionFactory(starts_at=timezone.now(), capacity=1, contact=organiser)
    SignUpFactory(session=session)
    answer = client.post(reverse("walk_in", args=[session.pk]), {"who": MemberFactory().employee_number}, follow=True)
    assert "callout--error" in answer.content.decode()
    assert session.sign_ups.count() == 1


# What the script sends


def test_the_script_sends_many_in_order_and_reads_how_the_list_stands(client, session):
    first, second, third = SignUpFactory.create_batch(3, session=session)
    taps = [
        {"id": str(uuid4()), "tap": f"{first.pk}.present.", "age": 30},
        {"id": str(uuid4()), "tap": f"{first.pk}..", "age": 20},
        {"id": str(uuid4()), "tap": f"{second.pk}.excused.emergency", "age": 10},
    ]
    for _time in range(2):
        answer = send(client, session, taps).json()
        assert answer["outcomes"] == {each["id"]: "" for each in taps}
        assert answer["rows"] == {str(first.pk): "", str(second.pk): EXCUSED, str(third.pk): ""}
    assert AttendanceMark.objects.count() == 3


def test_one_bad_tap_keeps_no_other_from_being_noted(client, session):
    row = SignUpFactory(session=session)
    good, bad = str(uuid4()), str(uuid4())
    taps = [{"id": bad, "tap": f"{row.pk}.flying."}, {"id": good, "tap": f"{row.pk}.present."}]
    outcomes = send(client, session, taps).json()["outcomes"]
    assert (outcomes[good], bool(outcomes[bad])) == ("", True)
    assert noted(row) == PRESENT


@pytest.mark.parametrize("taps", [{}, "x", [1], [{}] * (MOST_AT_ONCE + 1)])
def test_what_is_no_list_of_taps_is_refused(client, session, taps):
    assert send(client, session, taps).status_code == 400
    assert client.post(reverse("attendance_marks", args=[session.pk]), {"taps": "["}).status_code == 400


def test_taps_for_a_date_that_was_cancelled_are_answered_and_not_sent_for_ever(client, session):
    row = SignUpFactory(session=session)
    type(session).objects.filter(pk=session.pk).update(state="cancelled")
    key = str(uuid4())
    assert send(client, session, [{"id": key, "tap": f"{row.pk}.present."}]).json()["outcomes"][key]
    assert noted(row) == ""


# Who must not


@pytest.fixture
def club_activity(site):
    """An activity of a club, and who leads the club."""
    leader = MemberFactory()
    club = ClubPageFactory(parent=site.clubs, led_by=[leader])
    return RecurringActivityFactory(club=club), leader


def offering_of(activity, **fields):
    Offering.objects.of(activity).update(capacity=30, **fields)
    return Offering.objects.of(activity).get()


def begun(**fields):
    return SessionFactory(starts_at=timezone.now() - timedelta(minutes=30), **fields)


def statuses(client, member, session):
    client.force_login(member)
    found = {client.get(reverse(name, args=[session.pk])).status_code for name in PAGES}
    return found | {client.post(reverse(name, args=[session.pk])).status_code for name in ACTS if name != "walk_in"}


def test_to_whoever_keeps_no_list_none_of_it_is_there(client, club_activity, site):
    activity, _leader = club_activity
    session = begun(offering=offering_of(activity))
    row = SignUpFactory(session=session)
    close(session, MemberFactory())
    other_leader = MemberFactory()
    ClubPageFactory(parent=site.clubs, led_by=[other_leader])
    for member in (row.member, MemberFactory(), other_leader, MemberFactory(librarian=True)):
        assert statuses(client, member, session) == {404}
        assert client.post(reverse("walk_in", args=[session.pk]), {"who": member.employee_number}).status_code == 404
        assert client.get(reverse("waive_strike", args=[row.strike.pk])).status_code == 404
        assert client.post(reverse("waive_strike", args=[row.strike.pk]), {"reason": "x"}).status_code == 404
    client.logout()
    for name in PAGES:
        assert client.get(reverse(name, args=[session.pk]))["Location"].startswith("/accounts/login/")
    assert Strike.objects.counting().exists()
    assert noted(row) == ABSENT


@pytest.mark.parametrize("keeper", ["leader", "officer", "chair"])
def test_who_leads_the_club_and_the_office_keep_it(client, club_activity, keeper):
    activity, leader = club_activity
    session = begun(offering=offering_of(activity))
    member = leader if keeper == "leader" else MemberFactory(**{keeper: True})
    client.force_login(member)
    for name in ("attendance", "course_attendance", "door_screen"):
        assert client.get(reverse(name, args=[session.pk])).status_code == 200


def test_of_what_is_confidential_the_contact_alone_keeps_the_list_and_nobody_a_file(client, club_activity):
    activity, leader = club_activity
    contact = MemberFactory()
    session = begun(offering=offering_of(activity, contact=contact, is_confidential=True))
    row = SignUpFactory(session=session)
    close(session, contact)
    for member in (leader, MemberFactory(officer=True), MemberFactory(chair=True)):
        assert statuses(client, member, session) == {404}
        assert client.get(reverse("waive_strike", args=[row.strike.pk])).status_code == 404
    client.force_login(contact)
    assert client.get(reverse("attendance", args=[session.pk])).status_code == 200
    assert client.post(reverse("course_attendance_file", args=[session.pk])).status_code == 404
    assert reverse("course_attendance_file", args=[session.pk]) not in (
        client.get(reverse("course_attendance", args=[session.pk])).content.decode()
    )


def test_what_has_no_date_has_no_attendance(client, organiser):
    session = SessionFactory(
        starts_at=None, ends_at=None, closes_at=None, cancel_until=None, key=None, contact=organiser
    )
    assert {client.get(reverse(name, args=[session.pk])).status_code for name in PAGES} == {404}
    assert client.get(reverse("check_in_at_door", args=[session.pk, "x"])).status_code == 404
    assert client.post(reverse("check_in_code", args=[session.pk])).status_code == 404


def test_a_look_at_the_list_is_noted(client, session, organiser):
    SignUpFactory(session=session)
    client.get(reverse("attendance", args=[session.pk]))
    look = Look.objects.get()
    assert (look.viewer, look.subject, look.people) == (organiser, "signups.attendance", 1)


@pytest.mark.parametrize("name", ["attendance", "close_attendance", "course_attendance", "attendance_marks"])
def test_one_name_and_twenty_cost_the_same(client, session, organiser, name):
    address = reverse(name, args=[session.pk])

    def add(count):
        for number in range(count):
            row = SignUpFactory(session=session, member=MemberFactory(department=DepartmentFactory()))
            taps = [Tap(uuid4(), row.pk, PRESENT if number % 2 else ABSENT, timezone.now())]
            mark(session, taps, organiser, AttendanceMark.Way.LIST)

    add(1)
    SignUpFactory(session=session)
    few = queries_for(client, address)
    add(19)
    assert len(queries_for(client, address)) == len(few)
