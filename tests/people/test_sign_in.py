"""One door: /accounts/login/. Wagtail's own let in past the second factor and past the limit on guesses."""

import pytest
from django.urls import reverse

from cms.demo.accounts import PASSWORD
from people.models import Member
from tests.factories import MemberFactory

SIGN_IN = "/accounts/login/"
CLOSED_DOORS = ["/admin/login/", "/admin/password_reset/", "/_util/login/"]


@pytest.fixture
def member(db):
    return MemberFactory(employee_number="2001")


def sign_in(client, number: str, password: str = PASSWORD, **fields):
    return client.post(SIGN_IN, {"login": number, "password": password, **fields})


def signed_in_as(client) -> str:
    return client.session.get("_auth_user_id", "")


def test_a_member_signs_in_with_the_employee_number(client, member):
    response = sign_in(client, "2001")
    assert response.status_code == 302
    assert response["Location"] == "/me/"
    assert signed_in_as(client) == str(member.pk)


def test_spaces_around_the_number_do_no_harm(client, member):
    sign_in(client, " 2001 ")
    assert signed_in_as(client) == str(member.pk)


def test_signing_in_leads_on_to_the_page_that_was_asked_for(client, member):
    assert sign_in(client, "2001", next="/news/")["Location"] == "/news/"


def test_signing_in_does_not_lead_to_another_site(client, member):
    assert sign_in(client, "2001", next="https://example.org/")["Location"] == "/me/"


def test_a_wrong_password_and_an_unknown_number_are_refused_with_the_same_words(client, member):
    wrong, unknown = sign_in(client, "2001", "wrong-password"), sign_in(client, "9999")
    assert wrong.status_code == unknown.status_code == 200
    assert signed_in_as(client) == ""
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_somebody_who_has_left_cannot_sign_in(client, member):
    Member.objects.filter(pk=member.pk).update(is_active=False)
    sign_in(client, "2001")
    assert signed_in_as(client) == ""


def test_an_account_without_a_password_opens_to_none(client, db):
    Member.objects.create_user("2002", name="新职工")
    sign_in(client, "2002", "")
    sign_in(client, "2002", "None")
    assert signed_in_as(client) == ""


@pytest.mark.parametrize("written", ["２００１", "\u30002001\u3000", "20 01"])
def test_full_width_digits_and_spaces_do_no_harm(client, member, written):
    sign_in(client, written)
    assert signed_in_as(client) == str(member.pk)


def test_the_longest_number_has_room_for_spaces(client, member):
    longest = "20260401" + "A" * 12
    Member.objects.filter(pk=member.pk).update(employee_number=longest)
    sign_in(client, " ".join(longest))
    assert signed_in_as(client) == str(member.pk)


@pytest.mark.parametrize("door", CLOSED_DOORS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_own_doors_lead_to_the_one_door(client, member, door, method):
    response = getattr(client, method)(door, {"username": "2001", "password": PASSWORD, "email": member.email})
    assert response.status_code == 302
    assert response["Location"].partition("?")[0] == SIGN_IN
    assert signed_in_as(client) == ""


def test_a_link_to_reset_a_password_in_the_admin_leads_to_the_one_door(client, db):
    response = client.get("/admin/password_reset/confirm/MQ/set-password/")
    assert response["Location"].partition("?")[0] == SIGN_IN


def test_the_admin_sends_strangers_to_the_one_door(client, db):
    response = client.get("/admin/pages/", follow=True)
    address, _status = response.redirect_chain[-1]
    assert address == f"{SIGN_IN}?next=%2Fadmin%2Fpages%2F"


def test_members_without_a_role_find_no_way_into_the_admin(client, member):
    client.force_login(member, backend="people.backends.RoleBackend")
    response = client.get(reverse("wagtailadmin_home"), follow=True)
    assert response.status_code == 403
    assert "无权" in response.content.decode() or "没有权限" in response.content.decode()


def test_nobody_makes_an_account_at_the_door(client, db):
    answer = {"employee_number": "3001", "username": "3001", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", answer)
    assert not Member.objects.exists()
    assert signed_in_as(client) == ""


def test_signing_out_takes_a_press_of_a_button_not_a_link(client, member):
    sign_in(client, "2001")
    client.get("/accounts/logout/")
    assert signed_in_as(client) == str(member.pk)
    client.post("/accounts/logout/")
    assert signed_in_as(client) == ""
