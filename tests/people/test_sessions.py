"""Where a member is signed in, and how that ends."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from cms.demo.accounts import PASSWORD
from people.actions import let_go
from people.models import Member
from people.own_section import SIGN_INS_SHOWN
from people.retention import forget_expired
from people.sessions.devices import device_in_words
from people.sessions.listing import SHOWN
from tests.factories import MemberFactory
from tests.list_costs import queries_for

PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 "
    "MicroMessenger/8.0.60"
)
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"


@pytest.fixture
def member(site):
    return MemberFactory(employee_number="2001")


def signed_in(user_agent: str = DESK, number: str = "2001", **fields) -> Client:
    client = Client(headers={"user-agent": user_agent})
    response = client.post("/accounts/login/", {"login": number, "password": PASSWORD, **fields})
    assert response.status_code == 302, response.content.decode()
    return client


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def row_of(client: Client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (PHONE, "iPhone · 微信"),
        (DESK, "Windows 电脑 · Chrome"),
        (
            "Mozilla/5.0 (Linux; Android 15; V2324A) Chrome/130 Mobile wxwork/4.1.36 MicroMessenger/7.0.1",
            "安卓手机 · 企业微信",
        ),
        (
            "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114 HuaweiBrowser/5.1",
            "鸿蒙手机 · 华为浏览器",
        ),
        ("", "未知设备"),
        ("curl/8.5", "未知设备"),
    ],
)
def test_a_device_is_said_in_words(user_agent, words):
    assert device_in_words(user_agent) == words


def test_my_page_lists_where_i_am_signed_in_and_marks_this_device(member):
    signed_in(PHONE)
    desk = signed_in(DESK)
    page = desk.get("/me/").content.decode()
    assert page.index("Windows 电脑") < page.index("iPhone")
    assert page.count("本设备") == 1
    assert f"/me/sessions/{row_of(desk).pk}/end/" not in page


def test_this_device_stands_first_however_many_were_seen_since(member):
    desk = signed_in(DESK)
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(minutes=50))
    for _number in range(SHOWN):
        signed_in(PHONE)
    page = desk.get("/me/").content.decode()
    assert page.index("本设备") < page.index("iPhone")
    assert page.count("/end/") == SHOWN - 1


def test_the_latest_are_shown_and_the_others_are_folded_below(member):
    mine = signed_in(DESK)
    for _number in range(SIGN_INS_SHOWN + 2):
        signed_in(PHONE)
    before, after = mine.get("/me/").content.decode().split("my-page__more-sign-ins")
    assert before.count("/end/") == SIGN_INS_SHOWN - 1
    assert after.count("/end/") == 3
    assert "另有3台设备" in after


def test_one_ends_and_the_others_stay(member):
    phone, desk, third = signed_in(PHONE), signed_in(DESK), signed_in()
    desk.post(f"/me/sessions/{row_of(phone).pk}/end/")
    assert [is_in(client) for client in (phone, desk, third)] == [False, True, True]
    assert "iPhone" not in desk.get("/me/").content.decode()


def test_all_others_end_at_once(member):
    phone, desk, third = signed_in(PHONE), signed_in(DESK), signed_in()
    desk.post("/me/sessions/end-others/")
    assert [is_in(client) for client in (phone, desk, third)] == [False, True, False]


def test_ending_the_one_in_use_is_signing_out(member):
    desk = signed_in()
    assert desk.post(f"/me/sessions/{row_of(desk).pk}/end/")["Location"] == "/accounts/login/"
    assert not is_in(desk)


def test_nobody_ends_anybody_elses(member):
    MemberFactory(employee_number="2002")
    theirs, mine = signed_in(number="2002"), signed_in()
    assert mine.post(f"/me/sessions/{row_of(theirs).pk}/end/").status_code == 404
    mine.post("/me/sessions/end-others/")
    assert is_in(theirs)
    assert "2002" not in mine.get("/me/").content.decode()


def test_a_look_at_the_addresses_ends_nothing_and_strangers_are_sent_to_the_door(member):
    phone, desk = signed_in(PHONE), signed_in()
    for address in (f"/me/sessions/{row_of(phone).pk}/end/", "/me/sessions/end-others/"):
        assert desk.get(address).status_code == 405
        assert Client().post(address)["Location"].startswith("/accounts/login/")
    assert is_in(phone)


def test_the_list_costs_the_same_queries_for_one_and_for_ten(member):
    desk = signed_in()
    one = queries_for(desk, "/me/")
    for _number in range(9):
        signed_in(PHONE)
    assert len(queries_for(desk, "/me/")) == len(one)


@pytest.mark.parametrize(("ticked", "until_the_browser_closes"), [({"remember": "on"}, False), ({}, True)])
def test_thirty_days_where_it_was_ticked_else_until_the_browser_closes(member, ticked, until_the_browser_closes):
    client = signed_in(**ticked)
    assert client.session.get_expire_at_browser_close() == until_the_browser_closes
    if ticked:
        assert client.cookies["sessionid"]["max-age"] == 30 * 24 * 3600


def test_a_changed_password_ends_the_other_sign_ins_and_their_rows(member):
    phone, desk = signed_in(PHONE), signed_in()
    new = "correct-horse-9-staple"
    desk.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert [is_in(client) for client in (phone, desk)] == [False, True]
    page = desk.get("/me/").content.decode()
    assert "iPhone" not in page
    assert "本设备" in page


def test_who_is_deactivated_is_out_with_the_next_request(member):
    client = signed_in()
    Member.objects.filter(pk=member.pk).update(is_active=False)
    assert not is_in(client)


def test_who_leaves_and_comes_back_is_signed_in_nowhere(member):
    client = signed_in()
    Member.objects.filter(pk=member.pk).update(is_active=False, staff_status="left")
    member.refresh_from_db()
    let_go([member])
    Member.objects.filter(pk=member.pk).update(is_active=True, staff_status="active")
    assert not is_in(client)


def test_an_account_closed_by_hand_and_opened_again_is_signed_in_nowhere(member, client):
    own = signed_in()
    client.force_login(MemberFactory(administrator=True))
    address = f"/admin/users/edit/{member.pk}/"
    fields = {
        "employee_number": "2001",
        "name": member.name,
        "email": member.email,
        "staff_status": "active",
        "membership_status": "enrolled",
    }
    assert client.post(address, fields).status_code == 302
    assert client.post(address, {**fields, "is_active": "on"}).status_code == 302
    member.refresh_from_db()
    assert member.is_active
    assert not is_in(own)


def test_accounts_closed_several_at_once_are_signed_in_nowhere_afterwards(member):
    own = signed_in()
    MemberFactory(employee_number="9001", administrator=True)
    administrators = signed_in(number="9001")
    ids = "&".join(f"id={pk}" for pk in Member.objects.values_list("pk", flat=True))
    address = f"/admin/bulk/people/member/set_active_state/?{ids}&next=/admin/users/"
    MemberFactory(employee_number="9002", administrator=True)
    administrators.post(address, {"mark_as_active": "False"})
    member.refresh_from_db()
    assert not member.is_active
    administrators.post(address, {"mark_as_active": "True"})
    member.refresh_from_db()
    assert member.is_active
    assert not is_in(own)
    assert is_in(administrators)


def test_last_seen_follows_once_an_hour(member):
    client = signed_in(remember="on")
    began = row_of(client).last_seen_at
    with time_machine.travel(timezone.now() + timedelta(minutes=50)):
        client.get("/me/")
        assert row_of(client).last_seen_at == began
    with time_machine.travel(timezone.now() + timedelta(minutes=70)):
        client.get("/me/")
        assert row_of(client).last_seen_at - began > timedelta(hours=1)


def test_pages_between_two_notes_cost_nothing_more(member):
    client = signed_in()
    assert not [sql for sql in queries_for(client, "/me/") if "UPDATE" in sql or "INSERT" in sql]


def test_devices_are_forgotten_when_the_sign_in_is_over(member):
    client, other = signed_in(), signed_in(PHONE)
    Session.objects.filter(session_key=other.session.session_key).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )
    forget_expired()
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [client.session.session_key]
    assert Session.objects.count() == 1
