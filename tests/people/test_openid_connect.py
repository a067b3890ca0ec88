"""The hospital's own single sign-on: who comes is matched by employee number, and what the service says is checked."""

import time
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import NoReverseMatch, reverse

from cms.settings.single_sign_on import single_sign_on_settings
from people.models import Member
from tests.factories import MemberFactory

from .openid_server import CLIENT, OpenIdServer, new_key
from .second_factors import app_of

BEGIN = "/accounts/by/openid_connect/"
DONE = "/accounts/by/openid_connect/done/"


@pytest.fixture
def service(settings, monkeypatch):
    """The provider, and this site set up for it."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    service = OpenIdServer(settings.WAGTAILADMIN_BASE_URL + DONE)
    set_up(settings, service.environment())
    yield service
    service.close()


@pytest.fixture
def member(site) -> Member:
    return MemberFactory(employee_number="2001", password=None)


def set_up(settings, environment: dict[str, str]) -> None:
    for name, value in single_sign_on_settings(environment).items():
        setattr(settings, name, value)


def go_there(client: Client, **fields) -> str:
    """Press the button; returns the address at the service that the browser is sent to."""
    answer = client.post(BEGIN, fields)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def come_back(there: str) -> str:
    """Let the service do its part; returns the address on this site that it leads back to."""
    answer = requests.get(there, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def sign_in(client: Client, **fields):
    return client.get(come_back(go_there(client, **fields)))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def asked_for(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def changed(address: str, **values) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{urlencode({**dict(parse_qsl(parts.query)), **values})}"


def test_a_member_without_a_password_signs_in_and_need_not_set_one(member, service, client):
    assert sign_in(client)["Location"] == "/me/"
    assert client.get("/me/").status_code == 200
    assert client.session["_auth_user_id"] == str(member.pk)


def test_it_lasts_until_the_browser_closes_since_nothing_was_ticked(member, service, client):
    sign_in(client)
    assert client.session.get_expire_at_browser_close()


def test_nothing_of_it_is_stored(member, service, client):
    sign_in(client)
    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()
    member.refresh_from_db()
    assert not member.has_usable_password()
    assert Member.objects.count() == 1


def test_the_service_is_asked_with_state_nonce_and_proof_of_the_code(member, service, client):
    asked = asked_for(go_there(client))
    again = asked_for(go_there(client))
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"http://testserver{DONE}"
    assert set(asked["scope"].split()) == {"openid", "profile"}
    for name in ("state", "nonce", "code_challenge"):
        assert len(asked[name]) >= 16
        assert asked[name] != again[name]


def test_where_it_leads_back_to_is_not_what_the_request_calls_the_site(member, service, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    answer = client.post(BEGIN, headers={"host": "evil.example.org"})
    assert asked_for(answer["Location"])["redirect_uri"] == f"http://testserver{DONE}"


def test_nothing_of_the_request_changes_what_the_service_is_asked(member, service, client):
    query = urlencode(
        {"auth_params": "redirect_uri=https://evil.example.org&nonce=1", "scope": "admin", "process": "connect"}
    )
    answer = client.post(f"{BEGIN}?{query}")
    asked = asked_for(answer["Location"])
    assert asked["redirect_uri"] == f"http://testserver{DONE}"
    assert "admin" not in asked["scope"]
    assert client.get(come_back(answer["Location"]))["Location"] == "/me/"


def test_no_link_begins_it_only_the_button(member, service, client):
    assert client.get(BEGIN).status_code == 405
    assert Client(enforce_csrf_checks=True).post(BEGIN).status_code == 403
    assert not service.asked


def test_it_leads_on_to_what_was_asked_for_and_to_no_other_site(member, service, client):
    assert sign_in(client, next="/news/")["Location"] == "/news/"
    client.logout()
    for strange in ("https://evil.example.org/", "//evil.example.org/", "/\\evil.example.org", "javascript:alert(1)"):
        assert sign_in(client, next=strange)["Location"] == "/me/"
        client.logout()


@pytest.mark.parametrize("state", ["", "another", "x" * 500])
def test_a_tampered_state_is_refused(member, service, client, state):
    back = changed(come_back(go_there(client)), state=state)
    assert client.get(back).status_code == 400
    assert not is_in(client)


def test_a_state_works_once(member, service, client):
    back = come_back(go_there(client))
    client.get(back)
    client.logout()
    assert client.get(back).status_code == 400
    assert not is_in(client)


def test_what_belongs_to_one_browser_opens_nothing_in_another(member, service, client):
    back = come_back(go_there(client))
    other = Client()
    go_there(other)
    assert other.get(back).status_code == 400
    assert not is_in(other)


def test_a_code_of_somebody_else_put_into_ones_own_way_back_is_refused(member, service, client):
    """Whoever makes another's browser finish a sign-in that was begun elsewhere gets no account opened there."""
    attackers = asked_for(come_back(go_there(Client())))
    assert client.get(changed(come_back(go_there(client)), code=attackers["code"])).status_code in (400, 503)
    assert not is_in(client)


def lies() -> dict[str, dict]:
    return {
        "another nonce": {"nonce": "of another sign-in"},
        "no nonce": {"nonce": None},
        "another client": {"aud": "another client"},
        "several clients": {"aud": [CLIENT, "another client"]},
        "authorised for another client": {"azp": "another client"},
        "another server": {"iss": "https://evil.example.org"},
        "expired": {"exp": int(time.time()) - 3600},
        "no end": {"exp": None},
        "from the future": {"iat": int(time.time()) + 3600},
        "of nobody": {"sub": None},
    }


@pytest.mark.parametrize("lie", lies())
def test_an_id_token_that_says_something_wrong_is_refused(member, service, client, lie):
    service.claims = lies()[lie]
    assert sign_in(client).status_code in (400, 503)
    assert not is_in(client)


def test_an_id_token_that_another_key_has_signed_is_refused(member, service, client):
    service.key = new_key()
    assert sign_in(client).status_code == 400
    assert not is_in(client)


def test_a_server_that_calls_itself_otherwise_is_refused(member, service, client):
    service.discovery = {"issuer": "https://evil.example.org"}
    assert client.post(BEGIN).status_code == 503


def test_an_answer_from_another_server_is_refused(member, service, client):
    back = come_back(go_there(client))
    assert client.get(changed(back, iss="https://evil.example.org")).status_code == 400
    assert not is_in(client)


def test_the_number_may_come_with_the_user_info_if_it_is_of_the_same_person(member, service, client):
    service.id_token_claims = []
    assert sign_in(client)["Location"] == "/me/"
    client.logout()
    service.user_info = {"sub": "somebody else"}
    assert sign_in(client).status_code == 400
    assert not is_in(client)


def test_which_claim_has_the_number_is_a_setting(member, service, client, settings):
    set_up(settings, {**service.environment(), "OIDC_NUMBER_CLAIM": "preferred_username"})
    service.people["zhang"] = {"sub": "5f1c", "preferred_username": " ２００１ ", "employee_number": "9999"}
    assert sign_in(client)["Location"] == "/me/"


@pytest.mark.parametrize("who", ["unknown", "inactive", "departed"])
def test_unknown_inactive_and_departed_are_refused_alike_and_told_whom_to_ask(site, service, client, who):
    if who != "unknown":
        gone = {"staff_status": "left"} if who == "departed" else {}
        MemberFactory(employee_number="2001", is_active=False, **gone)
    before = Member.objects.count()
    answer = sign_in(client)
    assert answer.status_code == 403
    assert "工会办公室" in answer.content.decode()
    assert not is_in(client)
    assert Member.objects.count() == before


@pytest.mark.parametrize("number", [None, "", "  ", ["2001"], {"number": "2001"}, True])
def test_whom_the_service_gives_no_number_is_told_so(member, service, client, number):
    service.people["zhang"]["employee_number"] = number
    assert sign_in(client).status_code == 403
    assert not is_in(client)


def test_a_mail_address_opens_no_account(site, service, client):
    MemberFactory(employee_number="3001", email="zhang@example.org")
    service.people["zhang"] |= {"email": "zhang@example.org", "email_verified": True}
    assert sign_in(client).status_code == 403
    assert not is_in(client)


def test_a_row_in_the_database_is_no_door_and_links_no_account(member, service, client, settings):
    SocialApp.objects.create(provider="dingtalk", name="x", client_id="y", secret="z")
    assert client.post("/accounts/by/dingtalk/").status_code == 404
    other = MemberFactory(employee_number="2002")
    SocialAccount.objects.create(user=other, provider="openid_connect", uid="5f1c")
    sign_in(client)
    assert client.session.get("_auth_user_id") in (None, str(member.pk))


def test_who_cancels_there_or_is_refused_there_reads_a_plain_sentence(member, service, client):
    for error in ("access_denied", "server_error"):
        state = asked_for(go_there(client))["state"]
        answer = client.get(f"{DONE}?{urlencode({'error': error, 'state': state})}")
        assert answer.status_code == 400
        assert "密码" in answer.content.decode()


def test_when_the_service_is_down_the_password_still_opens(site, service, client):
    MemberFactory(employee_number="2001")
    there = go_there(client)
    back = come_back(there)
    service.down = True
    for answer in (client.post(BEGIN), client.get(back)):
        assert answer.status_code in (400, 503)
        assert "密码" in answer.content.decode()
    assert client.get("/accounts/login/").status_code == 200
    answer = client.post("/accounts/login/", {"login": "2001", "password": "staffhome-demo"})
    assert answer["Location"] == "/me/"


def test_signing_out_ends_it_there_as_well_and_comes_back(member, service, client):
    service.after_logout = ["http://testserver/"]
    sign_in(client)
    away = client.post("/accounts/logout/")["Location"]
    assert not is_in(client)
    assert away.startswith(f"{service.address}/end?")
    assert requests.get(away, allow_redirects=False, timeout=10).headers["Location"] == "http://testserver/"
    assert client.post("/accounts/logout/")["Location"] == "/"


def test_signing_out_of_the_admin_is_the_same(member, service, client):
    sign_in(client)
    assert client.post("/admin/logout/")["Location"].startswith(f"{service.address}/end?")
    assert not is_in(client)


def test_the_end_there_is_a_setting_and_a_servers_own_matter(member, service, client, settings):
    service.discovery = {"end_session_endpoint": "javascript:alert(1)"}
    sign_in(client)
    assert client.post("/accounts/logout/")["Location"] == "/"
    service.discovery = {}
    set_up(settings, {**service.environment(), "OIDC_END_SESSION": "0"})
    sign_in(client)
    assert client.post("/accounts/logout/")["Location"] == "/"


def test_who_came_by_the_password_signs_out_here_alone(site, service, client):
    MemberFactory(employee_number="2001")
    client.post("/accounts/login/", {"login": "2001", "password": "staffhome-demo"})
    assert client.post("/accounts/logout/")["Location"] == "/"


def test_it_counts_as_a_second_factor_where_the_setting_says_so(site, service, client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    chair = MemberFactory(employee_number="2001", chair=True)
    app_of(chair)
    assert sign_in(client)["Location"] == "/me/"
    assert client.get("/me/").status_code == 200
    client.logout()
    settings.SECOND_FACTOR_DOORS = []
    assert sign_in(client)["Location"] == "/accounts/2fa/authenticate/"
    assert not is_in(client)
    Authenticator.objects.all().delete()
    other = Client()
    sign_in(other)
    assert other.get("/me/")["Location"] == "/accounts/2fa/"


def test_the_button_is_there_only_where_it_is_set_up(site, service, client, settings):
    assert BEGIN in client.get("/accounts/login/").content.decode()
    set_up(settings, {**service.environment(), "OIDC_NAME": "仁和统一认证"})
    assert "仁和统一认证" in client.get("/accounts/login/").content.decode()
    set_up(settings, {})
    assert "/accounts/by/" not in client.get("/accounts/login/").content.decode()
    assert client.post(BEGIN).status_code == 404


@pytest.mark.parametrize(
    "address", ["3rdparty/", "3rdparty/signup/", "social/signup/", "social/connections/", "oidc/openid_connect/login/"]
)
def test_allauths_own_addresses_to_sign_up_and_link_accounts_do_not_exist(member, service, client, address):
    assert client.get(f"/accounts/{address}").status_code == 404
    for name in ("socialaccount_signup", "socialaccount_connections"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_mail_addresses_are_not_managed_at_the_door(member, client):
    client.force_login(member)
    assert client.get("/accounts/email/")["Location"] == "/me/data/correct/"
    client.post("/accounts/email/", {"action_add": "", "email": "evil@example.org"})
    assert not member.emailaddress_set.exists()


@pytest.mark.parametrize(
    "environment",
    [
        {"OIDC_SERVER": "https://login.example.org"},
        {"OIDC_SERVER": "login.example.org", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"},
        {"OIDC_SERVER": "https://a.org", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b", "OIDC_END_SESSION": "yes"},
        {"DINGTALK_SIGN_IN": "1"},
        {"WECOM_SIGN_IN": "1", "WECOM_CORP_ID": "ww1"},
    ],
)
def test_what_is_set_up_in_part_stops_the_start_with_a_clear_line(environment):
    with pytest.raises(ImproperlyConfigured, match="OIDC|DINGTALK|WECOM"):
        single_sign_on_settings(environment)


def test_forms_may_lead_to_the_services_that_are_set_up_and_nowhere_else():
    asked = {"OIDC_SERVER": "https://sso.example.org/realms/a", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"}
    assert single_sign_on_settings({})["SIGN_IN_ORIGINS"] == []
    assert single_sign_on_settings({**asked, "OIDC_ORIGINS": "https://id.example.org/x, https://sso.example.org"})[
        "SIGN_IN_ORIGINS"
    ] == ["https://sso.example.org", "https://id.example.org"]
