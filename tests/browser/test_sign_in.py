"""The door, in a browser: by thumb and by mouse."""

import pytest
from playwright.sync_api import expect

from tests.plugins.browser import axe, sign_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("device", ["phone", "desk"])
def test_the_door_has_no_serious_barrier_and_fits_the_screen(open_page, device):
    page = open_page(device)
    page.goto("/accounts/login/")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_member_signs_in_on_a_phone_and_is_called_by_name(phone):
    sign_in(phone, "2001")
    expect(phone).to_have_url("/me/")
    expect(phone.locator("h1")).to_contain_text("您好")


def test_a_wrong_password_is_said_in_chinese_and_the_number_stays(phone):
    phone.goto("/accounts/login/")
    phone.fill("input[name=login]", "2001")
    phone.fill("input[name=password]", "not-the-password")
    phone.locator("form", has=phone.locator("input[name=password]")).locator("[type=submit]").tap()
    expect(phone.locator("main")).to_contain_text("工号")
    expect(phone.locator("main [role=alert], main .errorlist").first).to_contain_text("不")
    expect(phone.locator("input[name=login]")).to_have_value("2001")


def test_what_is_for_staff_is_shown_after_signing_in_where_it_was_asked_for(phone):
    phone.goto("/me/notices/")
    phone.wait_for_url("**/accounts/login/?next=/me/notices/")
    phone.fill("input[name=login]", "2001")
    phone.fill("input[name=password]", "staffhome-demo")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/me/notices/")


def test_signing_out_takes_one_tap_and_closes_the_members_pages(open_page):
    page = open_page("phone", as_member="2001")
    page.goto("/me/")
    page.get_by_role("button", name="退出登录", exact=True).tap()
    page.wait_for_url(lambda url: not url.endswith("/me/"))
    page.goto("/me/")
    page.wait_for_url("**/accounts/login/**")
