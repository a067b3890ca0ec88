"""The hospital's own single sign-on in a browser: there, back again, and out of both."""

import pytest
from playwright.sync_api import expect

from tests.factories import MemberFactory
from tests.people.openid_server import OpenIdServer
from tests.plugins.browser import axe

pytestmark = pytest.mark.browser


@pytest.fixture
def service(monkeypatch):
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    service = OpenIdServer()
    yield service
    service.close()


@pytest.fixture
def site_environment(service):
    return {**service.environment(), "OIDC_NAME": "仁和统一认证"}


def test_a_member_signs_in_there_comes_back_and_signs_out_of_both(phone, live_site, service):
    service.redirect_uris = [f"{live_site.address}/accounts/by/openid_connect/done/"]
    service.after_logout = [f"{live_site.address}/"]
    with live_site.rows():
        MemberFactory(employee_number="2001", name="张三", password=None)
    phone.goto("/me/notices/")
    phone.wait_for_url("**/accounts/login/**")
    assert axe(phone) == []
    phone.get_by_role("button", name="通过仁和统一认证登录").tap()
    expect(phone.get_by_role("heading", name="Hospital login")).to_be_visible()
    phone.get_by_role("button", name="Log in").tap()
    phone.wait_for_url(f"{live_site.address}/me/notices/")
    phone.goto("/me/")
    expect(phone.locator("h1")).to_contain_text("张三")
    phone.get_by_role("button", name="退出登录", exact=True).tap()
    phone.wait_for_url(f"{live_site.address}/")
    assert [asked["client_id"] for asked in service.ended] == ["staff-home"]
    phone.goto("/me/")
    phone.wait_for_url("**/accounts/login/**")
    # There as well: it asks again.
    phone.get_by_role("button", name="通过仁和统一认证登录").tap()
    expect(phone.get_by_role("heading", name="Hospital login")).to_be_visible()


def test_a_stranger_reads_whom_to_ask(phone, live_site, service):
    service.redirect_uris = [f"{live_site.address}/accounts/by/openid_connect/done/"]
    phone.goto("/accounts/login/")
    phone.get_by_role("button", name="通过仁和统一认证登录").tap()
    phone.get_by_role("button", name="Log in").tap()
    expect(phone.locator("main [role=alert]")).to_contain_text("请联系工会办公室")
    assert axe(phone) == []
    phone.get_by_role("link", name="返回登录").tap()
    phone.wait_for_url("**/accounts/login/")
