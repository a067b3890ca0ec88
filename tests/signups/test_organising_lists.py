"""The list of a date, the dates that somebody keeps, and for whom these pages are."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from people.models import Look
from signups.actions.signing_up import sign_up, sign_up_for
from signups.models import Offering, Session, SignUp, SignUpTerms
from signups.organising.listing import numbers_of, people_of
from signups.panels import panels_for
from tests.factories import (
    ClubPageFactory,
    DepartmentFactory,
    MemberFactory,
    RecurringActivityFactory,
    SessionFactory,
    SignUpFactory,
)
from tests.list_costs import queries_for

from .families import son_of

pytestmark = pytest.mark.django_db
State = SignUp.State


def as_member(client, member):
    client.force_login(member)
    return client


def address(session, rest=""):
    return f"/sessions/{session.pk}/list/{rest}"


@pytest.fixture
def officer():
    return MemberFactory(officer=True)


@pytest.fixture
def leader():
    return MemberFactory(name="何领队")


@pytest.fixture
def club_session(site, leader, officer):
    """A date of a club that somebody leads."""
    club = ClubPageFactory(parent=site.clubs, led_by=[leader])
    return session_of(RecurringActivityFactory(club=club, by=officer))


def session_of(activity):
    """The only date of an activity."""
    offering = Offering.objects.of(activity).get()
    offering.sessions.all().delete()
    Offering.objects.filter(pk=offering.pk).update(mode=SignUpTerms.Mode.FIRST_COME)
    return SessionFactory(offering=Offering.objects.get(pk=offering.pk), capacity=5)


def test_the_list_says_who_has_a_place_who_waits_and_how_each_came_in(site, client, officer):
    session = SessionFactory(capacity=1)
    placed, waiting = MemberFactory(name="安一"), MemberFactory(name="白二")
    sign_up_for(officer, placed, session, reason="支部推荐")
    sign_up(waiting, session, note="下夜班，晚到十分钟")
    page = as_member(client, officer).get(address(session)).content.decode()
    assert page.index("安一") < page.index("白二")
    assert officer.name in page
    assert "支部推荐" in page
    assert "下夜班，晚到十分钟" in page
    numbers = numbers_of(session)
    assert (numbers.placed, numbers.waiting, numbers.to_decide, numbers.ended) == (1, 1, 0, 0)


def test_who_is_to_be_decided_on_comes_first_then_places_by_name_then_the_queue_in_its_order():
    session = SessionFactory(capacity=9)
    for name, pinyin, state in [
        ("周", "zhou", State.CONFIRMED),
        ("艾", "ai", State.CONFIRMED),
        ("后", "hou", State.WAITING),
        ("前", "qian", State.WAITING),
        ("问", "wen", State.REQUESTED),
    ]:
        SignUpFactory(session=session, member=MemberFactory(name=name, pinyin=pinyin), state=state)
    SignUp.objects.filter(member__name="前").update(rank=-1)
    rows = list(people_of(session))
    assert [row.member.name for row in rows] == ["问", "艾", "周", "前", "后"]
    assert [row.position for row in rows if row.is_waiting] == [1, 2]


SHAN = {"name": "单雅芳", "pinyin": "shan yafang", "employee_number": "A1007"}


def test_before_a_draw_nobody_stands_on_a_waiting_list(site, client, officer):
    client.force_login(officer)
    session = SessionFactory(mode="draw", capacity=2)
    row = sign_up_for(officer, MemberFactory(), session)[0]
    notice = row.member.notices.get()
    assert "候补" not in notice.subject + notice.body
    pages = [address(session), address(session, f"{row.pk}/"), address(session, "places/"), "/sessions/mine/"]
    said = [client.get(page).content.decode() for page in pages]
    assert ["候补" in page for page in said] == [False] * 4
    Session.objects.update(drawn_at=timezone.now())
    assert "候补" in client.get(pages[0]).content.decode()


@pytest.mark.parametrize("words", ["单雅芳", "单雅", "shan", "syf", "A1007"])
def test_people_are_found_by_name_pinyin_initials_and_number(words):
    session = SessionFactory(capacity=9)
    wanted = SignUpFactory(session=session, member=MemberFactory(**SHAN))
    SignUpFactory(session=session, member=MemberFactory(name="胡不同", employee_number="B2001"))
    assert [row.pk for row in people_of(session, words=words)] == [wanted.pk]


def test_a_child_is_found_by_its_own_name_and_shown_with_whose_it_is(site, client, officer):
    session = SessionFactory(capacity=9)
    parent = MemberFactory(name="程家长")
    child = son_of(parent, "程小宝")
    SignUpFactory(session=session, member=parent, dependant=child)
    page = as_member(client, officer).get(address(session) + "?q=小宝").content.decode()
    assert "程小宝" in page
    assert "程家长" in page


def test_what_has_ended_is_folded_away_until_it_is_asked_for(site, client, officer):
    session = SessionFactory(capacity=9)
    gone = SignUpFactory(
        session=session, state=State.CANCELLED, member=MemberFactory(name="龚已退"), ended_at=timezone.now()
    )
    client = as_member(client, officer)
    page = client.get(address(session)).content.decode()
    assert "龚已退" not in page
    assert "?ended=1" in page
    assert gone.member.name in client.get(address(session) + "?ended=1").content.decode()


def test_one_person_and_twenty_cost_the_same_queries(site, client, officer):
    session, department = SessionFactory(capacity=99, mode=SignUpTerms.Mode.APPROVAL), DepartmentFactory()

    def fill():
        for state in (State.CONFIRMED, State.WAITING, State.REQUESTED, State.CANCELLED):
            SignUpFactory(
                session=session,
                state=state,
                member=MemberFactory(department=department),
                signed_up_by=officer,
                ended_by=officer,
                ended_at=timezone.now(),
            )

    client = as_member(client, officer)
    fill()
    few = [len(queries_for(client, address(session) + query)) for query in ("", "?ended=1", "?q=职工")]
    for _time in range(5):
        fill()
    assert [len(queries_for(client, address(session) + query)) for query in ("", "?ended=1", "?q=职工")] == few


def test_long_lists_are_turned_page_by_page(site, client, officer):
    session = SessionFactory(capacity=None)
    for number in range(52):
        SignUpFactory(session=session, member=MemberFactory(name=f"众{number:02}"))
    client = as_member(client, officer)
    seen = [client.get(address(session) + f"?page={page}").content.decode().count("roll__tick") for page in (1, 2)]
    assert seen == [50, 2]


def test_opening_the_list_and_one_sign_up_is_noted_as_a_look(site, client, officer):
    row = SignUpFactory(member=MemberFactory(mobile="13800138000"))
    client = as_member(client, officer)
    client.get(address(row.session))
    listed = Look.objects.get(viewer=officer, member=None)
    assert (listed.subject, listed.subject_id, listed.people) == ("signups.signup", row.session_id, 1)
    page = client.get(address(row.session, f"{row.pk}/")).content.decode()
    assert 'href="tel:13800138000"' in page
    assert Look.objects.filter(viewer=officer, member=row.member, subject="signups.signup").exists()


def test_no_mobile_number_stands_on_the_list_itself(site, client, officer):
    row = SignUpFactory(member=MemberFactory(mobile="13800138000"))
    assert "13800138000" not in as_member(client, officer).get(address(row.session)).content.decode()


# For whom.

PAGES = ["", "add/", "import/", "admit/", "message/", "places/", "move/", "cancel/", "workbook/", "roll/", "poster/"]
ACTS = ["reopen/", "series/", "{row}/admit/", "{row}/refuse/", "{row}/first/", "{row}/move/", "{row}/off/"]


def statuses(client, session, row):
    got = {client.get(address(session, page)).status_code for page in [*PAGES, f"{row.pk}/", "poster.png"]}
    return got | {client.post(address(session, act.format(row=row.pk))).status_code for act in ACTS}


def test_to_other_members_there_is_no_such_page(site, client, club_session):
    row = SignUpFactory(session=club_session)
    for somebody in (MemberFactory(), row.member, MemberFactory(librarian=True), MemberFactory(administrator=True)):
        assert statuses(as_member(client, somebody), club_session, row) == {404}


def test_nobody_who_is_not_signed_in_is_let_in(site, client, club_session):
    answer = client.get(address(club_session))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_a_leader_keeps_the_dates_of_their_own_club_and_of_no_other(site, client, club_session, leader, officer):
    other_club = ClubPageFactory(parent=site.clubs, led_by=[MemberFactory()])
    other = SignUpFactory(session=session_of(RecurringActivityFactory(club=other_club, by=officer)))
    client = as_member(client, leader)
    assert client.get(address(club_session)).status_code == 200
    assert statuses(client, other.session, other) == {404}
    kept = client.get("/sessions/mine/").content.decode()
    assert club_session.offering.title in kept
    assert other.session.offering.title not in kept


def test_the_contact_of_another_offering_is_not_let_in(site, client, club_session):
    contact = MemberFactory()
    own = SessionFactory(contact=contact)
    client = as_member(client, contact)
    assert client.get(address(own)).status_code == 200
    assert client.get(address(club_session)).status_code == 404


def test_a_sign_up_of_another_date_is_not_found_on_this_one(site, client, officer):
    row, other = SignUpFactory(), SessionFactory(starts_at=timezone.now() + timedelta(days=9))
    client = as_member(client, officer)
    assert client.get(address(other, f"{row.pk}/")).status_code == 404
    assert client.post(address(other, f"{row.pk}/off/"), {"reason": "x"}).status_code == 404


def test_names_of_what_is_confidential_are_for_the_contact_person_alone(site, client, officer):
    contact = MemberFactory()
    row = SignUpFactory(
        session=SessionFactory(is_confidential=True, contact=contact), member=MemberFactory(name="秘无名")
    )
    session = row.session
    page = as_member(client, officer).get(address(session))
    assert page.status_code == 200
    assert "秘无名" not in page.content.decode()
    assert row.member.employee_number not in page.content.decode()
    for closed in (f"{row.pk}/", "message/", "workbook/", "roll/", "add/", "import/", "admit/"):
        assert client.get(address(session, closed)).status_code == 404
    client = as_member(client, contact)
    assert "秘无名" in client.get(address(session)).content.decode()
    # In no file at all.
    assert {client.get(address(session, name)).status_code for name in ("workbook/", "roll/")} == {404}


def test_a_leader_reads_nothing_of_what_is_confidential(site, client, club_session, leader):
    club_session.offering.is_confidential, club_session.offering.contact = True, MemberFactory()
    club_session.offering.save()
    client = as_member(client, leader)
    assert client.get(address(club_session)).status_code == 404
    assert club_session.offering.title not in client.get("/sessions/mine/").content.decode()


# Dates one keeps.


def test_dates_that_differ_from_their_series_come_first_with_the_numbers(site, client, officer):
    soon = SessionFactory(capacity=3)
    SignUpFactory(session=soon)
    late = SessionFactory(starts_at=timezone.now() + timedelta(days=20), is_out_of_step=True)
    SessionFactory(starts_at=timezone.now() - timedelta(days=2), title="过去的")
    page = as_member(client, officer).get("/sessions/mine/").content.decode()
    assert page.index(late.offering.title) < page.index(soon.offering.title)
    assert "1/3" in page
    assert "过去的" not in page


def test_dates_one_keeps_cost_the_same_queries_for_one_and_twenty(site, client, leader, club_session):
    client = as_member(client, leader)
    few = len(queries_for(client, "/sessions/mine/"))
    for day in range(4, 24):
        SessionFactory(offering=club_session.offering, starts_at=timezone.now() + timedelta(days=day))
    assert len(queries_for(client, "/sessions/mine/")) == few


def test_the_own_page_leads_who_keeps_dates_to_them_and_nobody_else(site, client, leader, club_session):
    page = as_member(client, leader).get("/me/").content.decode()
    assert address(club_session) in page
    assert "/sessions/mine/" in page
    assert "/sessions/mine/" not in as_member(client, MemberFactory()).get("/me/").content.decode()


def test_the_page_of_a_date_leads_who_keeps_it_to_its_list(rf, club_session, leader, officer):
    request, shown = rf.get("/"), []
    for member in (leader, officer, MemberFactory(), AnonymousUser()):
        request.user = member
        shown.append([each["template"] for each in panels_for(request, club_session)])
    assert ["signups/organising/panel.html" in each for each in shown] == [True, True, False, False]
