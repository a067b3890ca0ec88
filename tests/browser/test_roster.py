"""An administrator brings the roster in: file, columns, dry run, apply, undo, with the job worker that does it."""

import re

import pytest
from playwright.sync_api import expect

from people.models import Member
from tests.factories import MemberFactory, make_site
from tests.people.rosters import LI, ZHANG, csv_file, workbook
from tests.plugins.browser import axe

pytestmark = pytest.mark.browser


@pytest.fixture
def administrator_number(live_site) -> str:
    with live_site.rows():
        make_site()
        MemberFactory(employee_number="3009", name="王五")
        return MemberFactory(administrator=True).employee_number


def fits(page) -> bool:
    """Whether nothing sticks out at the side."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def look_over(page) -> None:
    assert axe(page) == []
    assert fits(page)


def bring(page, tmp_path, name: str, content: bytes) -> None:
    """Choose a file, take the columns as guessed, and wait for the dry run."""
    file = tmp_path / name
    file.write_bytes(content)
    page.goto("/admin/roster/")
    look_over(page)
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="读取表头").click()
    look_over(page)
    page.get_by_label(re.compile("全体职工")).check()
    page.get_by_role("button", name="先比对，不写入").click()
    # The page asks how far it is, and loads itself again when the worker is done.
    expect(page.locator(".roster__rows")).to_be_visible()
    look_over(page)


def test_a_roster_is_brought_in_and_taken_back(live_site, open_page, administrator_number, tmp_path):
    page = open_page("desk", as_member=administrator_number)
    bring(page, tmp_path, "有误.csv", csv_file([ZHANG, ["3002", ""]], encoding="gb18030"))
    expect(page.locator(".roster__rows")).to_contain_text("B3")
    expect(page.get_by_role("button", name="全部写入")).to_have_count(0)
    page.get_by_role("button", name="放弃这个文件").click()
    expect(page.locator(".roster__state--discarded")).to_be_visible()

    with live_site.rows():
        name = Member.objects.get(employee_number=administrator_number).name
    bring(page, tmp_path, "花名册.xlsx", workbook([[administrator_number, name], ZHANG, LI]))
    expect(page.locator(".roster__filters")).to_contain_text("不再在册")
    page.get_by_role("link", name="写入…").click()
    look_over(page)
    page.get_by_label("不再在册的人数").fill("1")
    page.get_by_role("button", name="确认名单并全部写入").click()
    expect(page.locator(".importing__lead")).to_contain_text("写入了这次导入")
    with live_site.rows():
        assert not Member.objects.get(employee_number="3009").is_active
        assert Member.objects.filter(employee_number__in=["3001", "3002"]).count() == 2

    page.get_by_role("link", name="撤销导入…").click()
    look_over(page)
    page.get_by_role("button", name="撤销导入").click()
    expect(page.locator(".importing__lead")).to_contain_text("撤销了这次导入")
    with live_site.rows():
        assert Member.objects.get(employee_number="3009").is_active
        assert not Member.objects.filter(employee_number__in=["3001", "3002"]).exists()
