"""The first sign-in: number and code of a slip, a password, and nothing of the site before it is set."""

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from people.codes.issuing import issue_codes
from people.models import Member, SignInCode
from tests.factories import MemberFactory

FIRST = "/accounts/first/"
CHOOSE = "/accounts/first/password/"
PASSWORD = "correct-horse-9-staple"


@pytest.fixture
def member(db):
    return MemberFactory(employee_number="3001", name="张三丰", pinyin="zhang sanfeng", password=None)


@pytest.fixture
def code(member, administrator):
    return issue_codes([member.pk], by=administrator)[0].code


def show(client, code: str, number: str = "3001", **options):
    return client.post(FIRST, {"number": number, "code": code}, **options)


def choose(client, password: str = PASSWORD, again: str | None = None, **fields):
    return client.post(CHOOSE, {"password1": password, "password2": again or password, **fields})


def signed_in_as(client) -> str:
    return client.session.get("_auth_user_id", "")


def test_number_and_code_then_a_password_then_signed_in(client, member, code):
    response = show(client, code.lower(), "３００１ ")
    assert (response.status_code, response["Location"]) == (302, CHOOSE)
    assert "张三丰" in client.get(CHOOSE).content.decode()
    response = choose(client)
    assert (response.status_code, response["Location"]) == (302, "/me/")
    assert signed_in_as(client) == str(member.pk)
    member.refresh_from_db()
    assert member.check_password(PASSWORD)
    assert SignInCode.objects.get().used_at


def test_whoever_has_shown_a_code_reaches_no_other_page_until_the_password_is_set(client, code):
    show(client, code)
    assert signed_in_as(client) == ""
    for address in ("/me/", "/me/notices/", "/accounts/password/change/", "/accounts/password/set/", "/admin/"):
        led_to, _status = client.get(address, follow=True).redirect_chain[-1]
        assert led_to.startswith("/accounts/login/"), address
    # And comes back to it.
    assert client.get(CHOOSE).status_code == 200


def test_the_page_for_the_password_opens_to_nobody_without_a_code(client, code):
    assert client.get(CHOOSE)["Location"] == FIRST
    assert choose(client)["Location"] == FIRST
    assert not Member.objects.get(employee_number="3001").has_usable_password()


def test_a_code_that_was_shown_and_not_used_is_asked_for_again_after_ten_minutes(client, code):
    show(client, code)
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=11)):
        assert choose(client)["Location"] == FIRST
        assert show(client, code)["Location"] == CHOOSE


def test_a_code_that_was_replaced_meanwhile_sets_no_password(client, member, code, administrator):
    show(client, code)
    issue_codes([member.pk], by=administrator)
    assert choose(client)["Location"] == FIRST
    assert signed_in_as(client) == ""


def test_an_account_that_was_closed_meanwhile_is_not_opened(client, member, code):
    show(client, code)
    Member.objects.filter(pk=member.pk).update(is_active=False)
    assert choose(client)["Location"] == FIRST
    assert signed_in_as(client) == ""


@pytest.mark.parametrize(
    "password",
    ["short-7", "password123", "1234567890123", "zhangsanfeng", "3001300130", "xyxyxyxyxyxyxy", "abcde" * 26],
    ids=["short", "common", "digits", "name", "number", "few signs", "endless"],
)
def test_weak_passwords_are_refused_and_the_code_stays_good(client, member, code, password):
    show(client, code)
    response = choose(client, password)
    assert response.status_code == 422
    assert "password1" in response.context["form"].errors
    assert SignInCode.objects.usable().count() == 1
    assert choose(client).status_code == 302


def test_a_password_typed_differently_the_second_time_is_refused(client, code):
    show(client, code)
    assert choose(client, PASSWORD, "something-else-9").status_code == 422


def test_whatever_is_wrong_is_said_in_the_same_words(client, member, code, administrator):
    closed = MemberFactory(employee_number="3002", password=None)
    codes = issue_codes([closed.pk], by=administrator)
    Member.objects.filter(pk=closed.pk).update(is_active=False)
    said = set()
    for number, typed in [
        ("3001", "0" * 12),
        ("404", "0" * 12),
        ("3002", codes[0].code),
        ("3001", "x"),
        ("\u3000a", "-"),
    ]:
        response = show(client, typed, number)
        assert response.status_code == 422
        said.add(str(response.context["form"].non_field_errors()))
    assert len(said) == 1


def test_the_code_is_never_read_from_the_address(client, code):
    response = client.get(FIRST, {"number": "3001", "code": code})
    assert response.context["form"]["code"].value() is None
    assert "first_sign_in" not in str(dict(client.session))


def test_the_pages_are_kept_by_no_cache(client, code):
    assert "no-store" in client.get(FIRST)["Cache-Control"]
    show(client, code)
    assert "no-store" in client.get(CHOOSE)["Cache-Control"]


def test_who_is_signed_in_needs_no_slip(client, member, code):
    client.force_login(member)
    assert client.get(FIRST)["Location"] == "/me/"


@pytest.mark.parametrize(("ticked", "until_the_browser_closes"), [({"remember": "on"}, False), ({}, True)])
def test_staying_signed_in_is_chosen(client, code, ticked, until_the_browser_closes):
    show(client, code)
    choose(client, **ticked)
    assert client.session.get_expire_at_browser_close() == until_the_browser_closes
    if ticked:
        assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE == 30 * 24 * 3600


def test_a_new_password_by_a_slip_ends_the_sign_ins_elsewhere(client, db, administrator):
    member = MemberFactory(employee_number="3005", password="forgotten-password-1")
    client.post("/accounts/login/", {"login": "3005", "password": "forgotten-password-1"})
    assert client.get("/me/").status_code == 200
    elsewhere = type(client)()
    show(elsewhere, issue_codes([member.pk], by=administrator)[0].code, "3005")
    choose(elsewhere)
    assert elsewhere.get("/me/").status_code == 200
    assert client.get("/me/").status_code == 302
