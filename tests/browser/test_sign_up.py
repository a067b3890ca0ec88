"""Signing up by thumb: from the home page in two taps, through the queue and out of it again, and at the minute."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from home.models import HomePage
from signups.models import Session, SignUp, Strike
from tests.factories import MemberFactory, RecurringActivityFactory, SessionFactory, make_site
from tests.plugins.browser import axe, wait_until

pytestmark = pytest.mark.browser

FIRST, SECOND = "2001", "2002"


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def soon(**more):
    return timezone.now().replace(microsecond=0) + timedelta(**more)


@pytest.fixture
def house(live_site):
    """Two members of staff, and a home page with the dates of the week."""
    with live_site.rows():
        site = make_site()
        MemberFactory(employee_number=FIRST, name="解安然")
        MemberFactory(employee_number=SECOND, name="成为先")
        HomePage.objects.get(pk=site.home.pk)
        site.home.body = [("this_week", {"heading": "近七天活动", "count": 6})]
        site.home.save()
    return live_site


def a_session(house, **fields) -> int:
    with house.rows():
        return SessionFactory(title="周三瑜伽", **fields).pk


def states(house, pk: int) -> list[str]:
    with house.rows():
        return list(SignUp.objects.filter(session=pk).order_by("pk").values_list("state", flat=True))


def test_two_taps_lead_from_the_home_page_to_a_place(open_page, house):
    with house.rows():
        # Within the week whatever day it is, and not within the next hours.
        begins = soon(days=2)
        RecurringActivityFactory(
            title="乒乓之夜", starts_at=begins, rule="FREQ=DAILY", ends_on=timezone.localdate(begins), mode="first_come"
        )
        pk = Session.objects.get(offering__title="乒乓之夜").pk
    phone = open_page("phone", as_member=FIRST)
    phone.goto("/")
    assert (axe(phone), fits(phone)) == ([], True)
    phone.get_by_role("link", name="报名").tap()
    phone.get_by_role("button", name="报名", exact=True).tap()
    expect(phone.get_by_role("heading", name="报名成功")).to_be_in_viewport()
    # The address is that of the page: nothing was loaded anew but the part that has changed.
    assert phone.url.endswith(f"/sessions/{pk}/")
    assert (axe(phone), fits(phone)) == ([], True)
    assert states(house, pk) == ["confirmed"]
    phone.goto("/me/")
    expect(phone.get_by_role("link", name="乒乓之夜").first).to_be_visible()
    assert (axe(phone), fits(phone)) == ([], True)


def test_one_waits_another_cancels_and_the_place_and_the_notice_arrive(open_page, house):
    pk = a_session(house, capacity=1)
    first, second = open_page("phone", as_member=FIRST), open_page("phone", as_member=SECOND)
    first.goto(f"/sessions/{pk}/")
    first.get_by_role("button", name="报名", exact=True).tap()
    expect(first.get_by_role("heading", name="报名成功")).to_be_visible()
    second.goto(f"/sessions/{pk}/")
    second.get_by_role("button", name="候补", exact=True).tap()
    expect(second.get_by_role("heading", name="候补第 1 位")).to_be_in_viewport()
    assert (axe(second), fits(second)) == ([], True)
    first.get_by_text("取消报名").tap()
    first.get_by_role("button", name="确定取消").tap()
    expect(first.get_by_text("已取消报名。")).to_be_visible()
    expect(first.get_by_role("button", name="候补", exact=True)).to_be_visible()
    assert (axe(first), fits(first)) == ([], True)
    second.reload()
    expect(second.get_by_role("heading", name="报名成功")).to_be_visible()
    second.goto("/me/notices/")
    expect(second.locator("main")).to_contain_text("周三瑜伽")
    assert states(house, pk) == ["cancelled", "confirmed"]


def test_what_stands_below_the_box_follows_each_act(open_page, house):
    pk = a_session(house, capacity=5)
    phone = open_page("phone", as_member=FIRST)
    phone.goto(f"/sessions/{pk}/")
    phone.evaluate("window.wasNotReloaded = true")
    places = phone.locator(".session-page__rest .facts__row").first
    expect(places).to_contain_text("已报 0 人")
    phone.get_by_role("button", name="报名", exact=True).tap()
    expect(phone.get_by_role("heading", name="报名成功")).to_be_in_viewport()
    expect(places).to_contain_text("已报 1 人")
    # What others have to show there comes along: the ways to pass the place on.
    expect(phone.locator("#swap")).to_be_attached()
    assert (axe(phone), fits(phone)) == ([], True)
    phone.get_by_text("取消报名").tap()
    phone.get_by_role("button", name="确定取消").tap()
    expect(places).to_contain_text("已报 0 人")
    expect(phone.locator("#swap")).not_to_be_attached()
    assert phone.evaluate("window.wasNotReloaded")


def test_nothing_at_the_end_of_the_page_lies_below_its_bars(open_page, house):
    pk = a_session(house)
    phone = open_page("phone", as_member=FIRST)
    phone.goto(f"/sessions/{pk}/")
    phone.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    bar = phone.locator(".act__bar").bounding_box()
    last = phone.locator(".site-footer__language").last
    box = last.bounding_box()
    assert box["y"] + box["height"] <= bar["y"]
    last.tap()
    expect(phone.locator("html")).to_have_attribute("lang", "en")


def test_a_late_cancellation_warns_and_then_counts(open_page, house):
    pk = a_session(house, cancel_until=soon(hours=-1))
    phone = open_page("phone", as_member=FIRST)
    phone.goto(f"/sessions/{pk}/")
    phone.get_by_role("button", name="报名", exact=True).tap()
    phone.get_by_text("取消报名").tap()
    expect(phone.get_by_text("记一次失约")).to_be_in_viewport()
    assert axe(phone) == []
    phone.get_by_role("button", name="仍要取消").tap()
    expect(phone.get_by_text("已取消报名。")).to_be_visible()
    with house.rows():
        assert Strike.objects.count() == 1


def test_the_button_opens_while_one_looks_at_it(open_page, house):
    phone = open_page("phone", as_member=FIRST)
    pk = a_session(house, opens_at=soon(seconds=8))
    phone.goto(f"/sessions/{pk}/")
    phone.evaluate("window.wasNotReloaded = true")
    button = phone.locator(".act__button")
    expect(button).to_be_disabled()
    wait_until(phone, "() => /\\d\\d:\\d\\d/.test(document.querySelector('.act__button').textContent)")
    assert axe(phone) == []
    expect(button).to_be_enabled()
    expect(button).to_have_text("报名")
    button.tap()
    expect(phone.get_by_role("heading", name="报名成功")).to_be_visible()
    assert phone.evaluate("window.wasNotReloaded")
    with house.rows():
        row = SignUp.objects.get()
        assert row.made_at >= row.session.opens_at


def test_a_double_tap_is_one_sign_up(open_page, house):
    pk = a_session(house, capacity=5)
    phone = open_page("phone", as_member=FIRST)
    phone.goto(f"/sessions/{pk}/")
    sent = []
    phone.on("request", lambda asked: asked.method == "POST" and sent.append(asked.url))
    phone.get_by_role("button", name="报名", exact=True).dblclick()
    expect(phone.get_by_role("heading", name="报名成功")).to_be_visible()
    assert states(house, pk) == ["confirmed"]
    assert len(sent) == 1


def test_without_an_answer_one_is_told_and_presses_again(open_page, house):
    pk = a_session(house)
    phone = open_page("phone", as_member=FIRST)
    phone.goto(f"/sessions/{pk}/")
    # The answer is lost on its way: the sign-up was made.
    phone.route("**/sign-up/", lambda route: (route.fetch(), route.abort()))
    phone.get_by_role("button", name="报名", exact=True).tap()
    expect(phone.get_by_text("没有收到回应")).to_be_visible()
    assert axe(phone) == []
    phone.unroute("**/sign-up/")
    phone.get_by_role("button", name="报名", exact=True).tap()
    expect(phone.get_by_role("heading", name="报名成功")).to_be_visible()
    assert states(house, pk) == ["confirmed"]


def test_it_works_without_scripts(chromium, house, open_page):
    pk, later = a_session(house), a_session(house, opens_at=soon(hours=30), starts_at=soon(days=4))
    signed_in = open_page("phone", as_member=FIRST)
    context = chromium.new_context(
        base_url=house.address,
        java_script_enabled=False,
        locale="zh-CN",
        viewport={"width": 390, "height": 844},
        storage_state=signed_in.context.storage_state(),
    )
    page = context.new_page()
    page.goto(f"/sessions/{pk}/")
    page.get_by_text("给组织者留言").click()
    page.get_by_label("给组织者的留言").fill("我坐后排")
    page.get_by_role("button", name="报名", exact=True).click()
    expect(page.get_by_role("heading", name="报名成功")).to_be_visible()
    page.get_by_text("取消报名").click()
    page.get_by_role("button", name="确定取消").click()
    expect(page.get_by_text("已取消报名。")).to_be_visible()
    page.goto(f"/sessions/{later}/")
    expect(page.locator(".act__button")).to_be_disabled()
    expect(page.locator(".act__button")).to_contain_text("开放")
    context.close()
    assert states(house, pk) == ["cancelled"]
    with house.rows():
        assert SignUp.objects.get().note == "我坐后排"


def test_a_visitor_signs_in_on_the_way(phone, house):
    pk = a_session(house)
    phone.goto(f"/sessions/{pk}/")
    assert axe(phone) == []
    phone.get_by_role("link", name="登录后报名").tap()
    phone.fill("input[name=login]", FIRST)
    phone.fill("input[name=password]", "staffhome-demo")
    phone.locator("form", has=phone.locator("input[name=password]")).locator("[type=submit]").tap()
    phone.get_by_role("button", name="报名", exact=True).tap()
    expect(phone.get_by_role("heading", name="报名成功")).to_be_visible()


def test_the_month_is_turned_and_read_on_a_phone_and_at_a_desk(open_page, house):
    with house.rows():
        RecurringActivityFactory(title="八段锦", rule="FREQ=DAILY", mode="first_come", capacity=3)
    phone = open_page("phone", as_member=FIRST)
    phone.goto("/activities/")
    assert (axe(phone), fits(phone)) == ([], True)
    phone.get_by_role("link", name="月", exact=True).tap()
    phone.get_by_role("link", name="下个月").tap()
    day = phone.locator(".month__jump").nth(9)
    day.tap()
    expect(phone.locator("#chosen-day")).to_be_in_viewport()
    expect(phone.locator("#chosen-day").get_by_role("link", name="八段锦").first).to_be_visible()
    assert (axe(phone), fits(phone)) == ([], True)
    phone.get_by_role("link", name="列表").tap()
    expect(phone.get_by_role("link", name="报名").first).to_be_visible()
    assert (axe(phone), fits(phone)) == ([], True)
    desk = open_page("desk", as_member=FIRST)
    desk.goto("/activities/?view=month")
    expect(desk.locator(".month__date").first).to_be_visible()
    assert (axe(desk), fits(desk)) == ([], True)
