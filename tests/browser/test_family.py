"""A member keeps the own family on a phone; an administrator ticks whom an audience is for."""

import pytest
from playwright.sync_api import expect

from people.models import Audience, Dependant
from tests.factories import MemberFactory

from ..plugins.browser import axe

pytestmark = pytest.mark.browser


def test_a_child_is_entered_and_taken_off_with_a_thumb(open_page, live_site):
    with live_site.rows():
        MemberFactory(employee_number="3101", name="周敏")
    phone = open_page("phone", as_member="3101")
    phone.goto("/me/family/")
    expect(phone.locator("main")).to_contain_text("还没有登记家属")
    assert not axe(phone)
    phone.get_by_role("link", name="添加家属").click()
    phone.fill("input[name=name]", "张　小满")
    phone.select_option("[name=relation]", label="子女")
    phone.select_option("[name=gender]", label="女")
    phone.fill("input[name=birthday]", "1990-05-21")
    phone.get_by_role("button", name="保存").click()
    expect(phone.locator("main")).to_contain_text("成年子女请选")
    assert not axe(phone)
    phone.fill("input[name=birthday]", "2019-05-21")
    phone.get_by_role("button", name="保存").click()
    expect(phone.locator(".family__person")).to_contain_text("张小满")
    assert not axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.get_by_role("link", name="移出 张小满").click()
    assert not axe(phone)
    phone.get_by_role("button", name="移出名单").click()
    expect(phone.locator("main")).to_contain_text("还没有登记家属")
    with live_site.rows():
        assert not Dependant.objects.exists()


def test_an_administrator_ticks_whom_an_audience_is_for(open_page, live_site):
    with live_site.rows():
        MemberFactory(employee_number="9101", administrator=True, gender="f", employment="permanent")
    desk = open_page("desk", as_member="9101")
    desk.goto("/admin/audience/new/")
    desk.fill("[name=name]", "在编女职工")
    desk.get_by_label("全体职工").check()
    desk.select_option("[name=gender]", label="女")
    desk.get_by_label("在编").check()
    desk.get_by_role("button", name="创建").click()
    expect(desk.get_by_text("该范围目前共1人。")).to_be_visible()
    expect(desk.get_by_text("全体职工；其中仅限：女职工；用工性质：在编")).to_be_visible()
    with live_site.rows():
        audience = Audience.objects.get()
    assert (audience.everyone, audience.gender, audience.employments) == (True, "f", ["permanent"])
