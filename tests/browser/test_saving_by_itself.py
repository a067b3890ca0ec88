"""The editor saves by itself, and sometimes is still at it when the officer submits."""

import pytest
from playwright.sync_api import Page, expect

from news.models import NewsPage

from .writing import add_block, begin, body_of, write_rich_text

pytestmark = pytest.mark.browser

SUMMARY = "意见征集延长到月底。"


def submit_while_it_saves(page: Page) -> None:
    """Write a summary, and submit when the editor's own saving is done but the editor has not heard of it yet."""
    held = []

    def hold(route) -> None:
        if "json" in route.request.headers["accept"]:
            held.append((route, route.fetch()))
        else:
            route.continue_()

    page.route("**/admin/pages/**", hold)
    # The editor looks for changes only some time after it was opened.
    while not held:
        page.fill("#id_summary", "")
        page.wait_for_timeout(300)
        page.fill("#id_summary", SUMMARY)
        page.wait_for_timeout(1000)
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    # By itself, Wagtail's editor would send the form in this moment, to where the page was before.
    page.locator("[name=action-submit]:visible").click()
    for route, answer in held:
        route.fulfill(response=answer)
    expect(page.locator(".messages .success")).to_be_visible()


def begin_news(page: Page, title: str) -> None:
    begin(page, "/add/news/newspage/")
    page.fill("#id_title", title)
    page.select_option("#id_category", label="工会动态")
    add_block(page, body_of(page), "文字")
    write_rich_text(page, body_of(page), "欢迎到职工之家填写。")


def test_who_submits_while_the_new_page_is_saved_makes_one_page(open_page, demo_site):
    officer = open_page("desk", as_member="1001")
    begin_news(officer, "食堂意见征集延期")
    submit_while_it_saves(officer)
    with demo_site.rows():
        page = NewsPage.objects.get(title="食堂意见征集延期")
        assert page.current_workflow_state is not None
        assert page.get_latest_revision_as_object().summary == SUMMARY
