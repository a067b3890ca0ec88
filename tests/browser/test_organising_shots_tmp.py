"""An organiser at work: the roll by thumb on a phone, lists in and out at a desk."""

import re

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from notices.models import Notice
from signups.models import Session, SignUp, SignUpTerms
from tests.factories import DepartmentFactory, MemberFactory, SessionFactory, SignUpFactory, make_site
from tests.plugins.browser import axe

pytestmark = pytest.mark.browser


@pytest.fixture
def kept(live_site):
    """A full date that a member of staff is the contact person of: thirty with a place and two who wait."""
    with live_site.rows():
        make_site()
        contact, ward = MemberFactory(name="何领队"), DepartmentFactory(name="心血管内科二病区")
        session = SessionFactory(title="职工瑜伽", capacity=30, contact=contact, place="东院活动室")
        for number in range(30):
            member = MemberFactory(name=f"张职工{number:02}", pinyin=f"zhang zhigong{number:02}", department=ward)
            SignUpFactory(session=session, member=member)
        wanted = MemberFactory(name="单雅芳", pinyin="shan yafang", department=ward, mobile="13800138000")
        SignUpFactory(session=session, waiting=True, member=MemberFactory(name="白先到", pinyin="bai xiandao"))
        SignUpFactory(session=session, waiting=True, member=wanted, note="孕期，想坐前排")
    return session, contact.employee_number


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def act(page, address: str):
    """The form that leads to an act, its fold opened."""
    form = page.locator(f"form[action$='/{address}/']")
    page.locator("details.kept__decision", has=form).locator("summary").tap()
    return form


def find(page, words: str) -> None:
    page.locator("#search-words").fill(words)
    page.locator(".search-box__button").tap()


def test_the_roll_on_a_phone(live_site, open_page, kept):
    session, number = kept
    phone = open_page("phone", as_member=number)
    phone.goto("/me/")
    phone.locator(f".kept__dates a[href='/sessions/{session.pk}/list/']").tap()
    expect(phone.locator(".roll__person")).to_have_count(32)
    phone.screenshot(path="/tmp/shot-0.png", full_page=True)
    assert (axe(phone), fits(phone)) == ([], True)

    # Somebody is found by initials, called, and put first with a reason.
    find(phone, "syf")
    expect(phone.locator(".roll__person")).to_have_count(1)
    expect(phone.locator(".roll__position")).to_have_text("2")
    phone.locator(".roll__link").tap()
    expect(phone.locator("a[href='tel:13800138000']")).to_be_visible()
    first = act(phone, "first")
    first.locator("[name=reason]").fill("孕期")
    phone.screenshot(path="/tmp/shot-1.png", full_page=True)
    assert (axe(phone), fits(phone)) == ([], True)
    first.locator("[type=submit]").tap()
    expect(phone.locator(".messages")).to_contain_text("单雅芳")
    expect(phone.locator(".roll__person", has_text="单雅芳").locator(".roll__position")).to_have_text("1")

    # Whoever is taken off makes room for her.
    find(phone, "张职工00")
    phone.locator(".roll__link").tap()
    off = act(phone, "off")
    off.locator("[name=reason]").fill("本人来电")
    off.locator("[type=submit]").tap()
    expect(phone.locator(".kept__number").first).to_contain_text("30/30")
    with live_site.rows():
        assert SignUp.objects.get(member__name="单雅芳").is_confirmed
        assert SignUp.objects.get(member__name="张职工00").state == SignUp.State.CANCELLED

    # Two are ticked and written to.
    for name in ("单雅芳", "张职工01"):
        phone.locator(".roll__person", has_text=name).locator(".roll__tick").check()
    phone.locator(".roll__acts [type=submit]").last.tap()
    expect(phone.locator(".kept__told summary")).to_contain_text("2")
    phone.locator("[name=text]").fill("请带水杯和毛巾")
    phone.screenshot(path="/tmp/shot-2.png", full_page=True)
    assert (axe(phone), fits(phone)) == ([], True)
    phone.locator(".kept__form [type=submit]").tap()
    phone.wait_for_url(re.compile(r"/list/$"))
    with live_site.rows():
        told = Notice.objects.filter(kind="signups.message").values_list("recipient__name", flat=True)
        assert set(told) == {"单雅芳", "张职工01"}


def test_lists_go_out_and_come_in_at_a_desk(live_site, open_page, tmp_path):
    with live_site.rows():
        make_site()
        officer = MemberFactory(officer=True)
        session = SessionFactory(title="中药辨识", capacity=2, mode=SignUpTerms.Mode.FIRST_COME)
        there = SignUpFactory(session=session, member=MemberFactory(name="已报名", employee_number="00123"))
        MemberFactory(name="新来的", employee_number="00200")
        MemberFactory(name="候补的", employee_number="00300")
    desk = open_page("desk", as_member=officer.employee_number)
    desk.goto(f"/sessions/{session.pk}/list/")
    desk.screenshot(path="/tmp/shot-3.png", full_page=True)
    assert (axe(desk), fits(desk)) == ([], True)
    with desk.expect_download() as going:
        desk.locator("a[href$='/list/workbook/']").click()
    out = tmp_path / "out.xlsx"
    going.value.save_as(out)
    assert load_workbook(out).active["B3"].value == there.member.employee_number

    book = Workbook()
    for row in (["中药辨识名单"], ["工号", "姓名"], [123, "已报名"], ["00200", "新来的"], [300, ""], ["", "查无此人"]):
        book.active.append(row)
    path = tmp_path / "名单.xlsx"
    book.save(path)
    desk.locator("a[href$='/list/import/']").click()
    desk.locator("[name=workbook]").set_input_files(path)
    desk.locator(".kept__form [type=submit]").click()
    rows = desk.locator(".trial tbody tr")
    expect(rows).to_have_count(4)
    expect(desk.locator(".trial__bad")).to_have_count(2)
    desk.screenshot(path="/tmp/shot-4.png", full_page=True)
    assert (axe(desk), fits(desk)) == ([], True)
    with live_site.rows():
        assert Session.objects.get().sign_ups.count() == 1
    desk.locator("[name=apply]").click()
    desk.wait_for_url(re.compile(r"/list/$"))
    expect(desk.locator(".roll__person")).to_have_count(3)
    with live_site.rows():
        states = dict(SignUp.objects.values_list("member__name", "state"))
        assert states == {"已报名": "confirmed", "新来的": "confirmed", "候补的": "waiting"}
