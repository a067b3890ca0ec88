"""A published list on a phone: found, searched, objected to in confidence, and answered; and the editor at a desk."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from people.bodies.appointing import appoint
from people.models import Body, PostHeld
from publications.models import Objection, Publication, PublicationLine, Standing
from tests.factories import DepartmentFactory, MemberFactory, PublicationFactory, make_site
from tests.plugins.browser import axe

pytestmark = pytest.mark.browser

READER, AUDITOR, OFFICER = "2001", "2002", "2003"
PICTURES = os.environ.get("PICTURES")


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def looks_right(page, name: str) -> None:
    assert (axe(page), fits(page)) == ([], True)
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.fixture
def house(live_site):
    """A list of 70 that stands, one of them the reader, and somebody who answers objections."""
    with live_site.rows():
        make_site()
        reader = MemberFactory(employee_number=READER, name="解安然", department=DepartmentFactory(name="急诊科"))
        auditor = MemberFactory(employee_number=AUDITOR, name="成为先")
        by = MemberFactory(employee_number=OFFICER, name="钱小文", officer=True)
        appoint(
            Body.objects.get(kind=Body.Kind.AUDIT),
            PostHeld.Post.COMMITTEE_MEMBER,
            auditor,
            by=MemberFactory(administrator=True),
        )
        lines = [
            PublicationLine(
                name=f"职工甲{number:02}", department="儿科", heading="莫干山线路", cells=[f"{95 - number}", "12 年"]
            )
            for number in range(68)
        ]
        lines[7:7] = [
            PublicationLine(
                name=reader.name, member=reader, department="急诊科", heading="莫干山线路", cells=["88", "9 年"]
            ),
            PublicationLine(
                name="㛃芳", department="药学部", heading="莫干山线路", cells=["87", "9 年"], outcome="substitute"
            ),
        ]
        PublicationFactory(by=by, of=lines, columns=["积分", "院龄"], title="2026年度疗休养人员名单")
    return live_site


def test_a_list_is_found_on_a_phone_objected_to_and_answered(open_page, house):
    phone = open_page("phone", as_member=READER)
    phone.goto("/publications/")
    looks_right(phone, "index-phone")
    phone.get_by_role("link", name="2026年度疗休养人员名单").tap()
    expect(phone.get_by_text("名单上有您")).to_be_visible()
    looks_right(phone, "list-phone")
    phone.get_by_role("searchbox").fill("甲61")
    phone.get_by_role("searchbox").press("Enter")
    expect(phone.get_by_role("rowheader", name="职工甲61")).to_be_visible()
    phone.get_by_role("link", name="提出异议").tap()
    phone.get_by_label("涉及何人").select_option(index=1)
    phone.get_by_label("对什么有异议").fill("此人去年已经参加过疗休养。\n可查去年的名单。")
    looks_right(phone, "object-phone")
    phone.get_by_role("button", name="提交异议").tap()
    expect(phone.get_by_text("已收到，编号")).to_be_visible()
    looks_right(phone, "own-objection-phone")
    phone.goto("/me/")
    looks_right(phone, "me-phone")

    desk = open_page("desk", as_member=AUDITOR)
    desk.goto("/publications/objections/")
    looks_right(desk, "objections-desk")
    desk.get_by_role("link", name="疗休养人员名单").click()
    expect(desk.get_by_text("此人去年已经参加过疗休养。")).to_be_visible()
    desk.get_by_label("成立：停止公示").check()
    desk.get_by_label("理由").fill("经核实属实，予以更正。")
    looks_right(desk, "answer-desk")
    desk.get_by_role("button", name="作出答复").click()
    expect(desk.get_by_text("异议成立。")).to_be_visible()
    looks_right(desk, "answered-desk")
    with house.rows():
        assert Objection.objects.get().state == Objection.State.UPHELD
        assert Standing.objects.get().ending == Standing.Ending.UPHELD
    phone.goto(f"/publications/{_only_list(house)}/")
    expect(phone.get_by_text("异议成立，名单不生效")).to_be_visible()
    looks_right(phone, "stopped-phone")
    desk.goto(f"/publications/{_only_list(house)}/")
    looks_right(desk, "list-desk")


def _only_list(house) -> int:
    with house.rows():
        return Publication.objects.get().pk


def test_the_office_pastes_a_table_and_sees_what_becomes_of_it(open_page, house):
    desk = open_page("desk", as_member=OFFICER)
    desk.goto("/admin/snippets/publications/publication/add/")
    desk.locator("#id_title").fill("先进职工推荐名单")
    desk.locator("#id_list_text").fill("姓名\t科室\n解安然\t急诊科\n护理一组\t儿科")
    if PICTURES:
        desk.screenshot(path=Path(PICTURES) / "editor-desk.png", full_page=True)
    desk.get_by_role("button", name="保存草稿").first.click()
    expect(desk.locator("#id_list_text")).to_have_value("工号\t姓名\t科室\n2001\t解安然\t急诊科\n\t护理一组\t儿科")
    with house.rows():
        written = Publication.objects.get(title="先进职工推荐名单").get_latest_revision_as_object()
        assert [line.member_id is not None for line in written.lines.all()] == [True, False]
