"""The organiser ticks names by thumb, also where the network is gone; the codes, from one phone to the other."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from people.models import Member
from signups.attendance.codes import make_code
from signups.attendance.door import code_now
from signups.models import AttendanceMark, SignUp, Strike
from tests.factories import DepartmentFactory, MemberFactory, SessionFactory, SignUpFactory
from tests.factories.site import make_site
from tests.plugins.browser import axe, wait_until

pytestmark = pytest.mark.browser

PRESENT = SignUp.Attendance.PRESENT
PEOPLE = [("安宁", "an ning"), ("李四", "li si"), ("单雅芳", "shan yafang"), ("王小明", "wang xiaoming")]


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.fixture
def evening(live_site):
    """A date that has just begun, with four names; the organiser is number 7001, the names 7002 and on."""
    with live_site.rows():
        make_site()
        organiser = MemberFactory(employee_number="7001", name="周负责")
        begins = timezone.now() - timedelta(minutes=5)
        session = SessionFactory(starts_at=begins, capacity=10, title="周三瑜伽", contact=organiser)
        ward = DepartmentFactory(name="心血管内科")
        for number, (name, pinyin) in enumerate(PEOPLE, start=7002):
            member = MemberFactory(employee_number=str(number), name=name, pinyin=pinyin, department=ward)
            SignUpFactory(session=session, member=member)
    return session


def noted(live_site, session) -> dict[str, str]:
    with live_site.rows():
        rows = SignUp.objects.filter(session=session)
        return dict(rows.exclude(attendance="").values_list("member__name", "attendance"))


def tick(page, name):
    return page.locator("[data-row]", has_text=name).locator("[data-tick]")


def queued(page) -> int:
    return page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('attendance.'))"
        ".flatMap((key) => JSON.parse(localStorage.getItem(key))).length"
    )


def test_what_is_tapped_without_a_network_is_sent_once_when_it_is_back(open_page, live_site, evening):
    phone = open_page("phone", as_member="7001")
    phone.goto(f"/sessions/{evening.pk}/list/attendance/")
    assert (axe(phone), fits(phone)) == ([], True)
    tick(phone, "安宁").tap()
    expect(phone.locator("[data-saved]")).to_be_visible()
    assert noted(live_site, evening) == {"安宁": PRESENT}

    phone.context.set_offline(True)
    tick(phone, "李四").tap()
    tick(phone, "王小明").tap()
    tick(phone, "王小明").tap()
    tick(phone, "单雅芳").tap()
    expect(phone.locator("[data-unsent-count]")).to_have_text("4")
    expect(phone.locator("[data-count]")).to_have_text("3")
    expect(tick(phone, "单雅芳")).to_have_attribute("aria-pressed", "true")
    expect(phone.locator("[data-row]", has_text="单雅芳").locator("[data-row-unsent]")).to_be_visible()
    assert axe(phone) == []
    assert noted(live_site, evening) == {"安宁": PRESENT}
    # Whoever closes now would make absent whom the phone has ticked.
    phone.locator("[data-needs-sent]").tap()
    expect(phone.locator("[data-unsent]")).to_be_visible()

    phone.context.set_offline(False)
    expect(phone.locator("[data-unsent]")).to_be_hidden()
    assert noted(live_site, evening) == {"安宁": PRESENT, "李四": PRESENT, "单雅芳": PRESENT}
    with live_site.rows():
        assert AttendanceMark.objects.count() == 5
    assert queued(phone) == 0


def test_what_was_tapped_before_the_page_was_closed_is_sent_by_the_next(open_page, live_site, evening):
    phone = open_page("phone", as_member="7001")
    address = f"/sessions/{evening.pk}/list/attendance/"
    phone.goto(address)
    phone.context.set_offline(True)
    tick(phone, "安宁").tap()
    expect(phone.locator("[data-unsent-count]")).to_have_text("1")
    later = phone.context.new_page()
    phone.close()
    assert noted(live_site, evening) == {}
    later.context.set_offline(False)
    later.goto(address)
    expect(tick(later, "安宁")).to_have_attribute("aria-pressed", "true")
    wait_until(later, "!localStorage.length")
    assert noted(live_site, evening) == {"安宁": PRESENT}


def test_an_answer_that_is_lost_on_the_way_counts_once(open_page, live_site, evening):
    phone = open_page("phone", as_member="7001")
    phone.goto(f"/sessions/{evening.pk}/list/attendance/")
    lost = []

    def lose(route):
        if route.request.method == "POST" and not lost:
            # It has arrived; what comes back does not.
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    phone.route("**/marks/", lose)
    tick(phone, "安宁").tap()
    expect(phone.locator("[data-saved]")).to_be_visible()
    assert len(lost) == 1
    assert noted(live_site, evening) == {"安宁": PRESENT}
    with live_site.rows():
        assert AttendanceMark.objects.count() == 1


def test_names_are_found_excused_and_closed_by_thumb(open_page, live_site, evening):
    phone = open_page("phone", as_member="7001")
    phone.goto(f"/sessions/{evening.pk}/list/attendance/")
    phone.locator("#attendance-words").fill("syf")
    expect(phone.locator("[data-row]:visible")).to_have_count(1)
    phone.locator("[data-row]", has_text="单雅芳").locator("summary").tap()
    phone.get_by_role("button", name=re.compile("临时调班|the shift was changed")).locator("visible=true").tap()
    expect(phone.locator("[data-saved]")).to_be_visible()
    phone.locator("#attendance-words").fill("nobody")
    expect(phone.locator("[data-nobody]")).to_be_visible()
    phone.locator("#attendance-words").fill("")
    tick(phone, "安宁").tap()
    wait_until(phone, "!localStorage.length")
    phone.locator("[data-needs-sent]").tap()
    expect(phone.locator(".attendance__missing")).to_contain_text("李四")
    expect(phone.locator(".attendance__missing")).not_to_contain_text("单雅芳")
    assert (axe(phone), fits(phone)) == ([], True)
    phone.locator(".attendance__acts button").tap()
    expect(phone.locator(".callout--warning")).to_be_visible()
    assert noted(live_site, evening) == {"安宁": PRESENT, "李四": "absent", "单雅芳": "excused", "王小明": "absent"}
    with live_site.rows():
        assert Strike.objects.count() == 2
    assert (axe(phone), fits(phone)) == ([], True)


def test_without_scripts_the_buttons_send_forms(chromium, live_site, evening, open_page):
    phone = open_page("phone", as_member="7001")
    cookies = phone.context.cookies()
    context = chromium.new_context(base_url=live_site.address, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"/sessions/{evening.pk}/list/attendance/")
    tick(page, "安宁").click()
    assert noted(live_site, evening) == {"安宁": PRESENT}
    tick(page, "安宁").click()
    assert noted(live_site, evening) == {}
    context.close()


def test_one_phone_shows_a_code_and_the_other_one_ticks_it(open_page, live_site, evening):
    member, organiser = open_page("phone", as_member="7002"), open_page("phone", as_member="7001")
    member.goto("/me/")
    member.evaluate(
        """(address) => {
            const form = document.createElement("form");
            form.method = "post";
            form.action = address;
            form.append(document.querySelector("[name=csrfmiddlewaretoken]").cloneNode());
            document.body.append(form);
            form.submit();
        }""",
        f"/sessions/{evening.pk}/code/",
    )
    expect(member.locator(".check-in__qr svg")).to_be_visible()
    assert (axe(member), fits(member)) == ([], True)
    with live_site.rows():
        # No camera here: the next code, as an address.
        code = make_code(Member.objects.get(employee_number="7002"), evening)
    organiser.goto(f"/check-in/{code}/")
    expect(organiser.locator(".check-in__name")).to_have_text("安宁")
    assert (axe(organiser), fits(organiser)) == ([], True)
    organiser.locator(".check-in__button").tap()
    expect(organiser.locator(".check-in__done")).to_contain_text("安宁")
    assert noted(live_site, evening) == {"安宁": PRESENT}
    member.goto(f"/check-in/{code}/")
    expect(member.locator("main")).not_to_contain_text("安宁")
    expect(member.locator("main button")).to_have_count(0)


def test_the_screen_at_the_door_changes_and_a_holder_checks_in(open_page, live_site, evening):
    desk, phone = open_page("desk", as_member="7001"), open_page("phone", as_member="7002")
    desk.goto(f"/sessions/{evening.pk}/list/door/")
    assert axe(desk) == []
    first = desk.locator(".door__qr").inner_html()
    phone.goto(f"/sessions/{evening.pk}/door/{code_now(evening)}/")
    assert (axe(phone), fits(phone)) == ([], True)
    phone.locator(".check-in__button").tap()
    phone.wait_for_url(f"**/sessions/{evening.pk}/")
    assert noted(live_site, evening) == {"安宁": PRESENT}
    expect(desk.locator(".door__count")).to_contain_text("1")
    desk.context.set_offline(True)
    expect(desk.locator("[data-door-trouble]")).to_be_visible()
    expect(desk.locator(".door__qr")).to_be_hidden()
    desk.context.set_offline(False)
    expect(desk.locator(".door__qr")).to_be_visible()
    expect(desk.locator(".door__qr")).not_to_have_js_property("innerHTML", first, timeout=40_000)
