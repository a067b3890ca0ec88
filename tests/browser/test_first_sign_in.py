"""A slip of paper on a phone, and the end of a sign-in on another device."""

import json
import re

import pytest
from playwright.sync_api import expect

from people.codes.issuing import issue_codes
from people.codes.slips import sheet_of
from people.models import Member
from tests.factories import MemberFactory
from tests.plugins.browser import axe

pytestmark = pytest.mark.browser

PASSWORD = "correct-horse-9-staple"


@pytest.fixture
def slip(live_site) -> dict:
    """A slip as it is printed, for a member who has never signed in."""
    with live_site.rows():
        administrator = MemberFactory(administrator=True, employee_number="9001")
        member = MemberFactory(employee_number="3001", name="张三", password=None)
        issued = issue_codes([member.pk], by=administrator)
        return sheet_of(issued)["slips"][0] | {"plain": issued[0].code}


def test_a_slip_is_scanned_on_a_phone_and_ends_in_my_page(phone, live_site, slip):
    asked = []
    phone.on("request", lambda request: asked.append(request.url + json.dumps(request.headers)))
    phone.goto(f"/accounts/first/#{slip['number']}.{slip['plain']}")
    expect(phone.locator("[name=number]")).to_have_value("3001")
    expect(phone.locator("[name=code]")).to_have_value(slip["code"])
    # Gone from the address bar, and sent to no server but in the form.
    expect(phone).to_have_url("/accounts/first/")
    assert axe(phone) == []
    phone.get_by_role("button", name="继续").tap()
    phone.wait_for_url("**/accounts/first/password/")
    expect(phone.locator("h1")).to_contain_text("张三")
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= phone.viewport_size["width"]
    phone.fill("[name=password1]", PASSWORD)
    phone.fill("[name=password2]", PASSWORD)
    phone.get_by_role("button", name="保存并登录").tap()
    phone.wait_for_url("**/me/")
    assert not [line for line in asked if slip["plain"] in line]
    with live_site.rows():
        assert Member.objects.get(employee_number="3001").check_password(PASSWORD)


def test_a_code_is_typed_where_nothing_can_be_scanned_and_a_wrong_one_is_explained(phone, slip):
    phone.goto("/accounts/first/")
    phone.fill("[name=number]", "3001")
    phone.fill("[name=code]", "0000 0000 0000")
    phone.keyboard.press("Enter")
    expect(phone.locator("main [role=alert]")).to_contain_text("工号与登录码不符")
    phone.fill("[name=code]", slip["code"].lower())
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/accounts/first/password/")


def test_another_device_is_signed_out_from_my_page(open_page):
    desk = open_page("desk", as_member="2003")
    phone = open_page("phone", as_member="2003")
    phone.goto("/me/")
    expect(phone.get_by_text("本设备")).to_have_count(1)
    assert axe(phone) == []
    phone.get_by_role("button", name=re.compile("^让.+退出登录$")).first.tap()
    expect(phone.locator("main, .messages").first).to_be_visible()
    expect(phone.get_by_text("该设备已退出登录")).to_be_visible()
    desk.goto("/me/")
    desk.wait_for_url("**/accounts/login/**")
