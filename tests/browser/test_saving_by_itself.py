"""The editor saves by itself, and sometimes is still at it when the officer submits."""

import itertools
import time

import pytest
from playwright.sync_api import Page, expect

from news.models import NewsPage
from tests.plugins.browser import PATIENCE_MILLISECONDS

from .writing import add_block, begin, body_of, write_rich_text

pytestmark = pytest.mark.browser

TITLE = "食堂意见征集延期"
SUMMARY = "意见征集延长到月底。"


def hold_the_saving(page: Page) -> list:
    """Let the editor's own saving reach the site, and keep the answers from the editor until somebody hands them on."""
    held = []

    def hold(route) -> None:
        if "json" in route.request.headers.get("accept", ""):
            held.append((route, route.fetch()))
        else:
            route.continue_()

    page.route("**/admin/pages/**", hold)
    return held


def write_until_it_saves(page: Page, held: list) -> None:
    """Write something new again and again until the site has saved.

    The editor compares with what it found some time after it was opened, so what was written early is no change to it.
    """
    until = time.monotonic() + PATIENCE_MILLISECONDS / 1000
    rounds = itertools.count(1)
    while not held:
        assert time.monotonic() < until, "The editor did not save by itself."
        page.fill("#id_summary", f"第 {next(rounds)} 稿")
        page.wait_for_timeout(2_000)


def test_who_submits_while_the_new_page_is_saved_makes_one_page(open_page, demo_site):
    officer = open_page("desk", as_member="1001")
    begin(officer, "/add/news/newspage/")
    held = hold_the_saving(officer)
    officer.fill("#id_title", TITLE)
    officer.select_option("#id_category", label="工会动态")
    add_block(officer, body_of(officer), "文字")
    write_rich_text(officer, body_of(officer), "欢迎到职工之家填写。")
    write_until_it_saves(officer, held)
    # Written after what was saved, so that only what is submitted has it.
    officer.fill("#id_summary", SUMMARY)
    officer.locator("footer [data-w-dropdown-target=toggle]").first.click()
    # By itself, Wagtail's editor would send the form in this moment, to where the page was before.
    officer.locator("[name=action-submit]:visible").click()
    for route, answer in held:
        route.fulfill(response=answer)
    expect(officer.locator(".messages .success")).to_be_visible()
    with demo_site.rows():
        page = NewsPage.objects.get(title=TITLE)
        assert page.current_workflow_state is not None
        assert page.get_latest_revision_as_object().summary == SUMMARY
