"""The second factor on a phone: an app's digits, and the phone's own lock, which Chromium plays."""

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from people.models import Member
from tests.factories import MemberFactory
from tests.people.second_factors import digits_of
from tests.plugins.browser import axe, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def site_environment():
    return {"SECOND_FACTOR_REQUIRED": "1"}


@pytest.fixture
def chair(live_site) -> Member:
    with live_site.rows():
        return MemberFactory(employee_number="1002", name="李梅", chair=True)


def is_good(page: Page) -> None:
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_the_app_is_set_up_asked_for_and_remembered(phone, chair):
    sign_in(phone, "1002")
    phone.goto("/me/notices/")
    expect(phone).to_have_url("/accounts/2fa/")
    is_good(phone)
    phone.get_by_role("link", name="设置验证器").tap()
    phone.wait_for_url("**/accounts/2fa/totp/activate/")
    expect(phone.get_by_role("img", name="供验证器扫描的二维码")).to_be_visible()
    is_good(phone)
    secret = phone.locator(".account__secret").inner_text()
    phone.fill("[name=code]", digits_of(secret))
    phone.get_by_role("button", name="启用").tap()
    phone.wait_for_url("**/accounts/2fa/recovery-codes/")
    expect(phone.locator(".account__codes li")).to_have_count(10)
    is_good(phone)
    phone.get_by_role("link", name="已保存，继续").tap()
    phone.wait_for_url("**/me/notices/")
    sign_out(phone)
    sign_in(phone, "1002")
    phone.wait_for_url("**/accounts/2fa/authenticate/")
    is_good(phone)
    phone.fill("[name=code]", "000000")
    phone.get_by_role("button", name="登录", exact=True).tap()
    expect(phone.locator("main .field__errors")).to_contain_text("验证码不正确")
    phone.fill("[name=code]", digits_of(secret, steps=1))
    phone.get_by_role("button", name="登录", exact=True).tap()
    phone.wait_for_url("**/accounts/2fa/trust/")
    is_good(phone)
    phone.get_by_role("button", name="记住 30 天").tap()
    phone.wait_for_url("**/me/")
    sign_out(phone)
    sign_in(phone, "1002")
    phone.wait_for_url("**/me/")


def test_a_phone_vouches_at_the_door_and_opens_it_alone(phone, live_site, chair):
    # A device vouches to names of sites, never to bare numbers; this one needs no https.
    site = live_site.address.replace("127.0.0.1", "localhost")
    devices = phone.context.new_cdp_session(phone)
    devices.send("WebAuthn.enable")
    lock = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    willing = {"isUserVerified": True, "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": {**lock, **willing}})
    phone.goto(f"{site}/accounts/login/?next=/me/notices/")
    with_password(phone)
    phone.wait_for_url("**/accounts/2fa/")
    phone.get_by_role("link", name="添加本设备").tap()
    phone.wait_for_url("**/accounts/2fa/webauthn/add/")
    is_good(phone)
    phone.get_by_role("button", name="添加").tap()
    phone.wait_for_url("**/accounts/2fa/recovery-codes/")
    phone.get_by_role("link", name="已保存，继续").tap()
    phone.wait_for_url("**/me/notices/")
    with live_site.rows():
        assert Authenticator.objects.filter(user=chair, type="webauthn").count() == 1
    phone.goto(f"{site}/accounts/2fa/webauthn/")
    is_good(phone)
    # At the door, after the password.
    sign_out(phone, site)
    phone.goto(f"{site}/accounts/login/")
    with_password(phone)
    phone.wait_for_url("**/accounts/2fa/authenticate/")
    phone.get_by_role("button", name="使用指纹、人脸或安全密钥").tap()
    phone.wait_for_url("**/accounts/2fa/trust/")
    phone.get_by_role("button", name="每次都验证").tap()
    phone.wait_for_url("**/me/")
    # And in place of number and password.
    sign_out(phone, site)
    phone.goto(f"{site}/accounts/login/")
    is_good(phone)
    phone.get_by_role("button", name="用指纹、人脸或安全密钥登录").tap()
    phone.wait_for_url("**/me/")
    expect(phone.locator("h1")).to_contain_text("李梅")


def test_a_device_that_does_not_vouch_is_explained(phone, chair):
    phone.goto("/accounts/login/")
    phone.get_by_role("button", name="用指纹、人脸或安全密钥登录").tap()
    expect(phone.get_by_text(re.compile("设备验证未成功"))).to_be_visible()


def with_password(page: Page) -> None:
    page.fill("input[name=login]", "1002")
    page.fill("input[name=password]", "staffhome-demo")
    page.keyboard.press("Enter")


def sign_out(page: Page, site: str = "") -> None:
    page.goto(f"{site}/accounts/logout/")
    page.locator("main").get_by_role("button", name="退出登录", exact=True).tap()
    page.wait_for_url(lambda url: "/accounts/logout/" not in url)
