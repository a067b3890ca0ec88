"""From an import to everything approved on one page, with a thumb."""

import re

import pytest
from playwright.sync_api import expect

from news.models import NewsPage
from tests.factories import MemberFactory, NewsCategoryFactory, make_site
from tests.news.manuscripts import notice, word_report
from tests.plugins.browser import axe

from .test_import import fits, wait_for_message

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(live_site) -> tuple[str, str]:
    """The numbers of an officer and of the chair of an empty site."""
    with live_site.rows():
        make_site()
        NewsCategoryFactory()
        return MemberFactory(officer=True).employee_number, MemberFactory(chair=True).employee_number


def test_an_import_is_submitted_looked_through_and_approved_together(live_site, open_page, cast, tmp_path):
    officer, chair = cast
    for name, content in (("健步走.docx", word_report()), ("征集.txt", notice())):
        (tmp_path / name).write_bytes(content)
    page = open_page("phone", as_member=officer)
    page.goto("/admin/news/import/")
    page.set_input_files("#import-files", [tmp_path / "健步走.docx", tmp_path / "征集.txt"])
    page.locator(".importing__upload [type=submit]").click()
    page.locator("input[name$='-description_1']").fill("河边的步道")
    page.locator(".importing__save [type=submit]").click()
    page.locator("#together-title").fill("十一月来稿")
    wait_for_message(page)
    assert axe(page) == []
    assert fits(page)
    page.locator(".importing__together [type=submit]").click()
    expect(page.locator(".importing__joint a")).to_contain_text("十一月来稿")

    page = open_page("phone", as_member=chair)
    page.goto("/admin/approvals/")
    expect(page.locator(".approval__item")).to_have_count(1)
    page.get_by_role("link", name=re.compile("十一月来稿")).click()
    expect(page.locator(".approval__small")).to_have_count(2)
    page.locator(".together__look summary").first.click()
    expect(page.frame_locator(".together__look iframe").first.locator("h1")).to_be_visible()
    assert axe(page) == []
    assert fits(page)
    page.locator("[data-tick-all] input").check()
    expect(page.locator("[data-count]")).to_contain_text("2")
    page.locator(".approval__button--approve").click()
    expect(page.locator(".messages .success")).to_contain_text("2")
    with live_site.rows():
        assert NewsPage.objects.filter(live=True).count() == 2
