"""Hours of a course, and what a member reads about them and about what was missed."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from people.models import Look
from people.privacy.registry import holdings
from signups.attendance.closing import close
from signups.attendance.hours import attended_by, course_of
from signups.attendance.marking import Tap, mark
from signups.attendance.personal_data import forget_expired
from signups.models import AttendanceMark, SignUp, SignUpSettings, Token
from signups.panels import organiser_panels_for, panels_for
from tests.factories import DependantFactory, MemberFactory, OfferingFactory, SessionFactory, SignUpFactory
from tests.list_costs import queries_for

pytestmark = pytest.mark.django_db

PRESENT, ABSENT, EXCUSED = SignUp.Attendance
MARKS = {"√": PRESENT, "×": ABSENT, "公": EXCUSED, "": ""}


@pytest.fixture
def organiser(db):
    return MemberFactory()


@pytest.fixture
def course(organiser):
    """Three evenings, of an hour and a half each, and the fourth to come; on the second nobody took attendance."""
    offering = OfferingFactory(title="=职工夜校", capacity=20, contact=organiser)
    begins = [timezone.now().replace(microsecond=0) - timedelta(days=7 * week) for week in (3, 2, 1, -1)]
    return [
        SessionFactory(offering=offering, starts_at=begin, ends_at=begin + timedelta(minutes=90)) for begin in begins
    ]


def enrol(course, organiser, signs, dependant=None, member=None):
    """Give somebody places, with the marks of the first and the third evening."""
    member = member or MemberFactory()
    rows = [SignUpFactory(session=session, member=member, dependant=dependant) for session in course]
    for row, sign in zip((rows[0], rows[2]), signs, strict=True):
        if MARKS[sign]:
            taps = [Tap(uuid4(), row.pk, MARKS[sign], timezone.now())]
            mark(row.session, taps, organiser, AttendanceMark.Way.LIST)
    return member


def test_hours_are_those_of_the_dates_on_which_one_was_there(course, organiser):
    diligent, ill, absent = (enrol(course, organiser, signs) for signs in ("√√", "公√", "××"))
    found = {person.sign_up.member: person for person in course_of(course[0].offering).people}
    assert [(found[each].hours, found[each].dates, found[each].held) for each in (diligent, ill, absent)] == [
        (3.0, 2, 2),
        (1.5, 1, 2),
        (0.0, 0, 2),
    ]
    assert [each.pk for each in course_of(course[0].offering).sessions] == [course[0].pk, course[2].pk]


def test_a_date_on_which_nobody_took_attendance_counts_for_nobody(course, organiser):
    member = enrol(course, organiser, ["√", ""])
    assert course_of(course[0].offering).hours == 1.5
    assert attended_by(member, course[0].offering)[0].hours == 1.5


def test_a_cancelled_date_and_a_place_that_was_given_back_give_no_hours(course, organiser):
    member = enrol(course, organiser, "√√")
    type(course[0]).objects.filter(pk=course[0].pk).update(state="cancelled")
    SignUp.objects.filter(session=course[2], member=member).update(state="cancelled")
    assert attended_by(member, course[0].offering) == []
    assert course_of(course[0].offering).people == []


def test_a_child_has_hours_of_its_own(course, organiser):
    member = enrol(course, organiser, "√×")
    enrol(course, organiser, "√√", DependantFactory(member=member, name="小明"), member)
    assert [(each.name, each.hours) for each in attended_by(member, course[0].offering)] == [
        (member.name, 1.5),
        ("小明", 3.0),
    ]


def test_the_workbook_has_a_row_for_each_name_and_a_column_for_each_date(client, course, organiser):
    members = [enrol(course, organiser, signs) for signs in ("√×", "公√")]
    members[0].name = '=HYPERLINK("http://x")'
    members[0].save()
    client.force_login(organiser)
    answer = client.post(reverse("course_attendance_file", args=[course[0].pk]))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert lines[0][0] == "=职工夜校"
    assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    assert len(lines[2]) == 7
    assert {tuple(line[3:]) for line in lines[3:]} == {("√", "×", 1, 1.5), ("公", "√", 1, 1.5)}
    assert any(cell.value == members[0].name and cell.quotePrefix for line in sheet.iter_rows() for cell in line)
    assert Look.objects.filter(narrowed_by="file", people=2).exists()


def test_the_page_has_names_and_hours(client, course, organiser):
    member = enrol(course, organiser, "√√")
    client.force_login(organiser)
    shown = client.get(reverse("course_attendance", args=[course[1].pk])).content.decode()
    assert member.name in shown
    assert ">3<" in shown


# What members read


def panel_of(rf, member, session):
    request = rf.get("/")
    request.user = member
    found = [each["panel"] for each in panels_for(request, session) if "attendance" in each["template"]]
    return found[0] if found else None


def test_the_page_of_a_date_tells_a_holder_the_own_hours_and_nobody_else_anything(rf, course, organiser):
    from django.contrib.auth.models import AnonymousUser

    member = enrol(course, organiser, "√×")
    assert panel_of(rf, member, course[0])["attended"][0].hours == 1.5
    assert panel_of(rf, MemberFactory(), course[0]) is None
    assert panel_of(rf, AnonymousUser(), course[0]) is None


def test_the_code_is_offered_from_two_hours_before_until_the_end_and_not_to_who_is_ticked(rf, organiser):
    session = SessionFactory(starts_at=timezone.now() + timedelta(hours=1), capacity=5)
    row = SignUpFactory(session=session)
    assert panel_of(rf, row.member, session)["shows_code"]
    mark(session, [Tap(uuid4(), row.pk, PRESENT, timezone.now())], organiser, AttendanceMark.Way.LIST)
    panel = panel_of(rf, row.member, session)
    assert (panel["shows_code"], panel["places"]) == (False, [row])
    later = SignUpFactory()
    panel = panel_of(rf, later.member, later.session)
    assert (panel["shows_code"], panel["opens_at"]) == (False, later.session.starts_at - timedelta(hours=2))
    assert panel_of(rf, SignUpFactory(session=session, waiting=True).member, session) is None


def test_the_panels_cost_the_same_for_one_date_and_for_twenty(rf, course, organiser):
    member = enrol(course, organiser, "√√")

    def queries() -> list[int]:
        costs = []
        for panels in (lambda: panel_of(rf, member, course[0]), lambda: organiser_panels_for(request, course[0])):
            with CaptureQueriesContext(connection) as asked:
                assert panels()
            costs.append(len(asked))
        return costs

    request = rf.get("/")
    request.user = organiser
    # What is asked once of the reader and of the thing is known after the first time.
    queries()
    few = queries()
    for week in range(20):
        begins = timezone.now() - timedelta(days=7 * (week + 4))
        extra = SessionFactory(offering=course[0].offering, starts_at=begins)
        SignUpFactory(session=extra, member=member, attendance=PRESENT, attendance_at=begins)
    assert panel_of(rf, member, course[0])["attended"][0].dates == 22
    assert queries() == few


def test_ones_own_page_says_what_was_missed_until_when_it_counts_and_whom_to_ask(client, site, organiser):
    member, sessions = MemberFactory(), []
    for day in range(3):
        session = SessionFactory(starts_at=timezone.now() - timedelta(days=day, hours=2), contact=organiser)
        SignUpFactory(session=session, member=member)
        close(session, organiser)
        sessions.append(session)
    until = timezone.localdate() + timedelta(days=SignUpSettings.load().strike_days)
    client.force_login(member)
    shown = client.get("/me/").content.decode()
    assert all(session.offering.title in shown for session in sessions)
    assert shown.count(f"{until:%Y-%m-%d}") == 3
    assert organiser.name in shown
    client.force_login(MemberFactory())
    assert "missed-sign-ups" not in client.get("/me/").content.decode()


def test_one_missed_sign_up_and_twenty_cost_the_same(client, site):
    member = MemberFactory()
    client.force_login(member)

    def miss(count):
        for _each in range(count):
            session = SessionFactory(starts_at=timezone.now() - timedelta(hours=2), contact=MemberFactory())
            SignUpFactory(session=session, member=member, blocks=None)
            close(session, member)

    miss(1)
    few = queries_for(client, "/me/")
    miss(19)
    assert len(queries_for(client, "/me/")) == len(few)


# What is kept


def test_what_is_kept_is_shown_to_its_owner_and_goes_in_time(organiser):
    row = SignUpFactory(session=SessionFactory(starts_at=timezone.now() - timedelta(hours=2)))
    close(row.session, organiser)
    now = timezone.now()
    token = Token.objects.create(
        purpose="check_in", session=row.session, member=row.member, digest="0" * 64, expires_at=now + timedelta(hours=1)
    )
    kept = {holding.key: holding.count(row.member) for holding in holdings()}
    assert [kept[f"signups.{each}"] for each in ("marks", "codes")] == [1, 1]
    assert all(
        holding.entries(row.member) for holding in holdings() if holding.key in ("signups.marks", "signups.codes")
    )
    forget_expired()
    assert AttendanceMark.objects.exists()
    assert Token.objects.exists()
    AttendanceMark.objects.update(at=now - timedelta(days=366))
    Token.objects.filter(pk=token.pk).update(made_at=now - timedelta(days=30), expires_at=now - timedelta(days=8))
    forget_expired()
    assert not any(model.objects.exists() for model in (AttendanceMark, Token))
