"""Who needs a second factor gets nowhere without one, and whoever has one shows it at the door."""

import json
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone

from approval.deputies import name_deputy
from cms.demo.accounts import PASSWORD
from cms.settings.second_factor import second_factor_settings
from people.actions import end_role, grant_role
from people.codes.issuing import issue_codes
from people.models import Member, Role
from people.second_factor.checks import check_roles
from people.second_factor.middleware import WANTED
from tests.factories import MemberFactory
from tests.list_costs import queries_for

from .second_factors import SHOW, app_of, at_the_door, digits_of, is_in, recovery_codes_of, signed_in

SET_UP = "/accounts/2fa/"
HELD = ["officer", "chair", "deputy", "administrator"]


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def chair(site) -> Member:
    return MemberFactory(employee_number="1002", chair=True)


@pytest.mark.parametrize("role", HELD)
def test_who_holds_such_a_role_is_led_to_the_set_up_whatever_they_ask_for(site, role):
    MemberFactory(employee_number="1002", **{role: True})
    client = signed_in()
    for address in ("/", "/me/", "/news/", "/admin/", "/me/data/download/", "/accounts/password/change/"):
        assert client.get(address)["Location"] == SET_UP
        assert client.post(address)["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200


def test_a_superuser_needs_one_as_well(site):
    MemberFactory(employee_number="1", is_superuser=True)
    assert signed_in("1").get("/admin/")["Location"] == SET_UP


def test_whoever_stands_in_for_the_chair_needs_one_as_well(chair):
    deputy = MemberFactory(employee_number="2001")
    client = signed_in("2001")
    assert is_in(client)
    name_deputy(chair, deputy, timezone.localdate(), timezone.localdate())
    assert not is_in(client)


@pytest.mark.parametrize("role", [{}, {"librarian": True}])
def test_everybody_else_needs_none_and_may_have_one(site, role):
    member = MemberFactory(employee_number="2001", **role)
    assert is_in(signed_in("2001"))
    secret = app_of(member)
    assert not is_in(at_the_door("2001")[0])
    assert is_in(signed_in("2001", secret))


def test_where_it_is_switched_off_nobody_needs_one(chair, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    assert is_in(signed_in())


def test_the_list_of_roles_is_a_setting_and_a_misspelt_one_is_found(chair, settings):
    settings.SECOND_FACTOR_ROLES = ["librarian"]
    MemberFactory(employee_number="1005", librarian=True)
    assert is_in(signed_in())
    assert not is_in(signed_in("1005"))
    assert not check_roles(None)
    settings.SECOND_FACTOR_ROLES = ["chairman"]
    assert [error.id for error in check_roles(None)] == ["people.E001"]


def test_whether_it_is_required_is_said_by_0_or_1_and_by_nothing_else():
    assert second_factor_settings({}, usually=True)["SECOND_FACTOR_REQUIRED"]
    assert second_factor_settings({"SECOND_FACTOR_REQUIRED": "1 "}, usually=False)["SECOND_FACTOR_REQUIRED"]
    assert not second_factor_settings({"SECOND_FACTOR_REQUIRED": "0"}, usually=True)["SECOND_FACTOR_REQUIRED"]
    for said in ("true", "yes", "on", "2"):
        with pytest.raises(ImproperlyConfigured, match="SECOND_FACTOR_REQUIRED"):
            second_factor_settings({"SECOND_FACTOR_REQUIRED": said}, usually=True)


def test_a_role_that_is_given_counts_with_the_next_request_and_one_that_ends_too(site):
    member = MemberFactory(employee_number="2001")
    client = signed_in("2001")
    assert is_in(client)
    grant = MemberFactory(administrator=True).role_grants.get()
    grant.pk, grant.member = None, member
    grant.save()
    assert not is_in(client)
    end_role(grant)
    assert is_in(client)


def test_who_took_it_off_and_is_given_a_role_later_sets_one_up_anew(site):
    member = MemberFactory(employee_number="2001")
    client = signed_in("2001", app_of(member))
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert is_in(client)
    grant_role(member, Role.ADMINISTRATOR, by=None)
    assert client.get("/me/")["Location"] == SET_UP


def test_signing_out_the_language_and_what_is_said_of_privacy_stay_open(chair):
    client = signed_in()
    assert client.get("/privacy/").status_code == 200
    assert client.get("/healthz").status_code == 200
    assert client.post("/i18n/setlang/", {"language": "en"}).status_code in (204, 302)
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_parts_of_pages_and_scripts_get_an_answer_that_they_understand(chair):
    client = signed_in()
    part = client.get("/me/", headers={"HX-Request": "true"})
    assert part["HX-Redirect"] == SET_UP
    script = client.get("/me/", headers={"Accept": "application/json"})
    assert script.status_code == 403
    assert json.loads(script.content) == {"error": "second_factor_required", "location": SET_UP}


def test_the_set_up_ends_where_somebody_wanted_to_go(chair):
    client = signed_in()
    client.get("/news/?page=2")
    page = client.get("/accounts/2fa/totp/activate/")
    answer = client.post("/accounts/2fa/totp/activate/", {"code": digits_of(page.context["form"].secret)})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    codes = client.get(answer["Location"])
    assert codes.status_code == 200
    assert all(code in codes.content.decode() for code in recovery_codes_of(chair))
    assert client.get("/accounts/2fa/done/")["Location"] == "/news/?page=2"
    assert client.get("/news/").status_code == 200


def test_a_picture_on_the_way_or_the_way_on_itself_is_not_where_somebody_wanted_to_go(chair):
    client = signed_in()
    client.get("/news/")
    client.get("/media/some.webp", headers={"Accept": "image/webp,*/*"})
    client.get("/news/", headers={"HX-Request": "true"})
    client.get("/accounts/2fa/done/")
    client.post("/me/")
    assert client.session[WANTED] == "/news/"


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_where_somebody_wanted_to_go_is_never_another_site(chair, address):
    client = signed_in(secret=app_of(chair))
    session = client.session
    session[WANTED] = address
    session.save()
    assert client.get("/accounts/2fa/done/")["Location"] == "/me/"


def test_a_wrong_code_sets_nothing_up(chair):
    client = signed_in()
    page = client.get("/accounts/2fa/totp/activate/")
    right = digits_of(page.context["form"].secret)
    answer = client.post("/accounts/2fa/totp/activate/", {"code": f"{(int(right) + 1) % 10**6:06}"})
    assert answer.status_code == 200
    assert not Authenticator.objects.exists()
    assert not is_in(client)


def test_a_sign_in_from_before_shows_it_before_anything_else_opens(chair):
    """One with the password alone, while the second factor was set up on another device, can change nothing of it."""
    client = signed_in()
    secret = app_of(chair)
    assert client.get("/me/")["Location"] == "/accounts/2fa/reauthenticate/?next=%2Fme%2F"
    for address in ("totp/deactivate/", "webauthn/add/", "recovery-codes/", "recovery-codes/generate/"):
        assert client.get(f"/accounts/2fa/{address}")["Location"].startswith("/accounts/2fa/reauthenticate/")
    assert client.post("/accounts/2fa/totp/deactivate/")["Location"] == "/accounts/2fa/reauthenticate/"
    answer = client.post("/accounts/2fa/reauthenticate/", {"code": digits_of(secret), "next": "/me/"})
    assert answer["Location"] == "/me/"
    assert is_in(client)


def test_the_password_alone_signs_nobody_in_who_has_one(chair):
    app_of(chair)
    client, answer = at_the_door("1002")
    assert answer["Location"] == SHOW
    assert "_auth_user_id" not in client.session
    assert client.get("/me/")["Location"].startswith("/accounts/login/")


def test_nobody_is_asked_for_a_device_who_has_none(chair):
    app_of(chair)
    client, answer = at_the_door("1002")
    assert "mfa_webauthn_authenticate" not in client.get(answer["Location"]).content.decode()


def test_what_one_member_has_shown_opens_nothing_for_the_next_in_the_same_browser(chair):
    secret = app_of(chair)
    client = signed_in(secret=secret)
    assert is_in(client)
    client.post("/accounts/logout/")
    MemberFactory(employee_number="1003", deputy=True)
    at_the_door("1003", client)
    assert not is_in(client)


def test_a_slip_opens_no_way_past_it(chair):
    secret = app_of(chair)
    [issued] = issue_codes([chair.pk], by=MemberFactory(is_superuser=True))
    client = Client()
    client.post("/accounts/first/", {"number": "1002", "code": issued.code})
    new = "correct-horse-9-staple"
    assert client.post("/accounts/first/password/", {"password1": new, "password2": new})["Location"] == SHOW
    assert not is_in(client)
    client.post(SHOW, {"code": digits_of(secret)})
    client.post("/accounts/2fa/trust/", {"action": "skip"})
    assert is_in(client)


def test_a_phone_that_is_remembered_is_not_asked_for_thirty_days(chair):
    secret = app_of(chair)
    client, _answer = at_the_door("1002")
    assert client.post(SHOW, {"code": digits_of(secret)})["Location"] == "/accounts/2fa/trust/"
    client.post("/accounts/2fa/trust/", {"action": "trust"})
    cookie = client.cookies["mfa_trusted"]
    assert (cookie["max-age"], cookie["path"], cookie["httponly"]) == (30 * 24 * 3600, "/accounts/", True)
    client.post("/accounts/logout/")
    _client, answer = at_the_door("1002", client)
    assert answer["Location"] == "/me/"
    assert is_in(client)
    client.post("/accounts/logout/")
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert at_the_door("1002", client)[1]["Location"] == SHOW


def test_a_remembered_phone_is_forgotten_with_a_new_password_or_another_second_factor(chair):
    secret = app_of(chair)
    client, _answer = at_the_door("1002")
    client.post(SHOW, {"code": digits_of(secret)})
    client.post("/accounts/2fa/trust/", {"action": "trust"})
    client.post("/accounts/logout/")
    Authenticator.objects.all().delete()
    app_of(chair)
    assert at_the_door("1002", client)[1]["Location"] == SHOW


def test_nobody_who_needs_one_takes_the_last_one_off(chair):
    client = signed_in(secret=app_of(chair))
    assert client.get("/accounts/2fa/totp/deactivate/")["Location"] == SET_UP
    assert client.post("/accounts/2fa/totp/deactivate/")["Location"] == SET_UP
    assert "唯一" in client.get(SET_UP).content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_who_needs_none_takes_it_off(site):
    client = signed_in("2001", app_of(MemberFactory(employee_number="2001")))
    assert client.post("/accounts/2fa/totp/deactivate/")["Location"] == SET_UP
    assert not Authenticator.objects.exists()


def test_who_signed_in_a_while_ago_types_the_password_before_a_factor_is_set_up(site):
    MemberFactory(employee_number="2001")
    client = signed_in("2001")
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        answer = client.get("/accounts/2fa/totp/activate/")
        assert answer["Location"].startswith("/accounts/reauthenticate/")
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        assert client.get("/accounts/2fa/totp/activate/").status_code == 200


def test_pages_cost_one_query_more_for_whoever_needs_none(site, settings):
    MemberFactory(employee_number="2001")
    client = signed_in("2001")
    with_it = len(queries_for(client, "/me/"))
    settings.SECOND_FACTOR_REQUIRED = False
    assert with_it - len(queries_for(client, "/me/")) == 1


def test_visitors_are_asked_nothing(site, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    without = queries_for(Client(), "/news/")
    settings.SECOND_FACTOR_REQUIRED = True
    assert len(queries_for(Client(), "/news/")) == len(without)


def test_addresses_of_the_package_that_do_not_belong_here_are_closed(chair):
    client = signed_in(secret=app_of(chair))
    assert client.get("/accounts/2fa/webauthn/signup/").status_code == 404
    assert client.get("/accounts/signup/passkey/").status_code == 404
