"""Signing in by DingTalk and by WeCom: the real client against a server that answers as their documents say."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from cms.settings.single_sign_on import single_sign_on_settings
from tests.factories import MemberFactory
from tests.notices.gateways import Services

WECOM_BROWSER = "Mozilla/5.0 (Linux; Android 15) Chrome/130 Mobile wxwork/4.1.36 MicroMessenger/7.0.1"


@pytest.fixture
def service():
    service = Services()
    # As the documents have it.
    service.say("/v1.0/oauth2/userAccessToken", (200, {"accessToken": "u", "refreshToken": "r", "expireIn": 7200}))
    service.say("/v1.0/contact/users/me", (200, {"nick": "张三", "unionId": "union-1", "openId": "open-1"}))
    service.say("/topapi/user/getbyunionid", (200, {"errcode": 0, "result": {"contact_type": 0, "userid": "2001"}}))
    service.say("/topapi/v2/user/get", (200, {"errcode": 0, "result": {"userid": "manager42", "job_number": "2001"}}))
    service.say("/cgi-bin/auth/getuserinfo", (200, {"errcode": 0, "errmsg": "ok", "userid": "2001"}))
    yield service
    service.close()


@pytest.fixture(autouse=True)
def _set_up(settings, service):
    use(settings, environment(service))


def environment(service) -> dict[str, str]:
    there = service.address
    return {
        "DINGTALK_SIGN_IN": "1",
        "DINGTALK_APP_KEY": "key",
        "DINGTALK_APP_SECRET": "the secret of DingTalk",
        "DINGTALK_API": there,
        "DINGTALK_OLD_API": there,
        "DINGTALK_LOGIN": there,
        "WECOM_SIGN_IN": "1",
        "WECOM_CORP_ID": "ww1",
        "WECOM_AGENT_ID": "1000002",
        "WECOM_SECRET": "the secret of WeCom",
        "WECOM_API": there,
    }


def use(settings, given: dict[str, str]) -> None:
    for name, value in single_sign_on_settings(given).items():
        setattr(settings, name, value)


def go_there(client: Client, door: str, **headers) -> tuple[str, dict[str, str]]:
    answer = client.post(f"/accounts/by/{door}/", headers=headers)
    assert answer.status_code == 302, answer.content.decode()
    parts = urlsplit(answer["Location"])
    return f"{parts.scheme}://{parts.netloc}{parts.path}", dict(parse_qsl(parts.query)) | {"#": parts.fragment}


def sign_in(client: Client, door: str):
    _address, asked = go_there(client, door)
    code = "authCode" if door == "dingtalk" else "code"
    return client.get(f"/accounts/by/{door}/done/", {code: "the-code", "state": asked["state"]})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("door", ["dingtalk", "wecom"])
def test_a_member_signs_in_by_the_employee_number(site, client, door):
    member = MemberFactory(employee_number="2001", password=None)
    assert sign_in(client, door)["Location"] == "/me/"
    assert client.session["_auth_user_id"] == str(member.pk)


@pytest.mark.parametrize("door", ["dingtalk", "wecom"])
def test_a_stranger_is_refused_and_no_account_is_made(site, client, door):
    answer = sign_in(client, door)
    assert answer.status_code == 403
    assert "工会办公室" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("door", ["dingtalk", "wecom"])
@pytest.mark.parametrize("state", ["", "another"])
def test_a_tampered_state_is_refused_before_anything_is_asked(site, client, service, door, state):
    MemberFactory(employee_number="2001")
    go_there(client, door)
    answer = client.get(f"/accounts/by/{door}/done/", {"code": "c", "authCode": "c", "state": state})
    assert answer.status_code == 400
    assert not service.asked
    assert not is_in(client)


def test_dingtalk_is_asked_as_its_documents_say(site, client, service):
    MemberFactory(employee_number="2001")
    address, asked = go_there(client, "dingtalk")
    assert address == f"{service.address}/oauth2/auth"
    assert asked["redirect_uri"] == "http://testserver/accounts/by/dingtalk/done/"
    assert (asked["client_id"], asked["response_type"], asked["prompt"]) == ("key", "code", "consent")
    client.get("/accounts/by/dingtalk/done/", {"authCode": "the-code", "state": asked["state"]})
    [token] = service.at("/v1.0/oauth2/userAccessToken")
    assert token.body == {
        "clientId": "key",
        "clientSecret": "the secret of DingTalk",
        "code": "the-code",
        "grantType": "authorization_code",
    }
    [person] = service.at("/v1.0/contact/users/me")
    assert {name.lower(): value for name, value in person.headers.items()}["x-acs-dingtalk-access-token"] == "u"
    [found] = service.at("/topapi/user/getbyunionid")
    assert (found.query, found.body) == ({"access_token": "token-1"}, {"unionid": "union-1"})
    assert is_in(client)


def test_dingtalk_may_know_the_employee_number_as_the_job_number(site, client, service, settings):
    use(settings, {**environment(service), "DINGTALK_NUMBER_FIELD": "job_number"})
    service.say("/topapi/user/getbyunionid", (200, {"errcode": 0, "result": {"userid": "manager42"}}))
    MemberFactory(employee_number="2001")
    assert sign_in(client, "dingtalk")["Location"] == "/me/"
    assert service.at("/topapi/v2/user/get")[0].body == {"userid": "manager42"}


def test_somebody_of_another_organisation_of_dingtalk_is_refused(site, client, service):
    MemberFactory(employee_number="2001")
    service.say("/topapi/user/getbyunionid", (200, {"errcode": 60121, "errmsg": "not found"}))
    assert sign_in(client, "dingtalk").status_code == 403
    assert not is_in(client)


def test_wecom_is_asked_as_its_documents_say(site, client, service):
    MemberFactory(employee_number="2001")
    address, asked = go_there(client, "wecom")
    assert address == "https://login.work.weixin.qq.com/wwlogin/sso/login"
    assert (asked["login_type"], asked["appid"], asked["agentid"]) == ("CorpApp", "ww1", "1000002")
    assert asked["redirect_uri"] == "http://testserver/accounts/by/wecom/done/"
    client.get("/accounts/by/wecom/done/", {"code": "the-code", "state": asked["state"]})
    assert service.at("/cgi-bin/gettoken")[0].query == {"corpid": "ww1", "corpsecret": "the secret of WeCom"}
    assert service.at("/cgi-bin/auth/getuserinfo")[0].query == {"access_token": "token-1", "code": "the-code"}
    assert is_in(client)


def test_inside_wecom_nothing_is_scanned(client, db):
    address, asked = go_there(client, "wecom", **{"user-agent": WECOM_BROWSER})
    assert address == "https://open.weixin.qq.com/connect/oauth2/authorize"
    assert (asked["appid"], asked["scope"], asked["response_type"]) == ("ww1", "snsapi_base", "code")
    assert asked["#"] == "wechat_redirect"


def test_somebody_from_outside_the_organisation_of_wecom_is_refused(site, client, service):
    MemberFactory(employee_number="2001")
    service.say("/cgi-bin/auth/getuserinfo", (200, {"errcode": 0, "openid": "o-1", "external_userid": "e-1"}))
    assert sign_in(client, "wecom").status_code == 403
    assert not is_in(client)


TROUBLES = ["drops", (500, {}), (200, b"<html>"), (200, []), (302, {}), (200, {}), (200, {"errcode": 40029})]


@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
@pytest.mark.parametrize(
    ("door", "path"),
    [
        ("dingtalk", "/v1.0/oauth2/userAccessToken"),
        ("dingtalk", "/topapi/user/getbyunionid"),
        ("wecom", "/cgi-bin/auth/getuserinfo"),
    ],
)
def test_whatever_the_service_does_comes_to_a_plain_sentence_and_no_secret_into_the_log(
    site, client, service, caplog, door, path, trouble
):
    MemberFactory(employee_number="2001")
    service.say(path, trouble)
    answer = sign_in(client, door)
    assert answer.status_code in (400, 503)
    assert "密码" in answer.content.decode()
    assert not is_in(client)
    assert "secret of" not in caplog.text
    assert not service.at("/elsewhere")


def test_a_service_that_hangs_is_waited_for_a_moment(site, client, service, settings):
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.2
    service.say("/cgi-bin/auth/getuserinfo", "hangs")
    assert sign_in(client, "wecom").status_code in (400, 503)


def test_they_are_no_second_factor_unless_the_setting_says_so(site, client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    MemberFactory(employee_number="2001", chair=True)
    sign_in(client, "wecom")
    assert client.get("/me/")["Location"] == "/accounts/2fa/"
    client.logout()
    settings.SECOND_FACTOR_DOORS = ["wecom"]
    sign_in(client, "wecom")
    assert client.get("/me/").status_code == 200
