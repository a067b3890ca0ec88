"""Manuscripts are dropped, looked through and saved as drafts, with mouse, thumb and keyboard."""

import re

import pytest
from playwright.sync_api import expect

from news.models import NewsPage
from tests.factories import MemberFactory, NewsCategoryFactory, make_site
from tests.news.manuscripts import TITLE, notice, word_report
from tests.plugins.browser import axe

pytestmark = pytest.mark.browser

CALL = "关于征集职工书画作品的通知"


@pytest.fixture
def officer_number(live_site) -> str:
    with live_site.rows():
        make_site()
        NewsCategoryFactory()
        return MemberFactory(officer=True).employee_number


@pytest.fixture
def files(tmp_path) -> list:
    folder = tmp_path / "manuscripts"
    folder.mkdir()
    for name, content in (("健步走.docx", word_report()), ("征集.txt", notice()), ("空.txt", b"")):
        (folder / name).write_bytes(content)
    return sorted(folder.iterdir())


def fits(page) -> bool:
    """Whether nothing sticks out at the side."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def wait_for_message(page) -> None:
    """Wait until the message on top has faded in; on its way it has less contrast than it has to stay."""
    expect(page.locator(".messages > ul")).to_have_css("opacity", "1")


@pytest.mark.parametrize("device", ["phone", "desk"])
def test_files_become_drafts(live_site, open_page, officer_number, files, device):
    page = open_page(device, as_member=officer_number)
    page.goto("/admin/news/import/")
    assert axe(page) == []
    assert fits(page)
    page.set_input_files("#import-files", files)
    page.locator(".importing__upload [type=submit]").click()
    page.wait_for_url(re.compile(r"/admin/news/import/\d+/$"))

    cards = page.locator(".importing__card")
    expect(cards).to_have_count(2)
    expect(page.locator(".help-warning")).to_contain_text("空.txt")
    walk = cards.filter(has_text=TITLE)
    walk.locator(".importing__look summary").click()
    expect(walk.frame_locator("iframe").locator("h1")).to_have_text(TITLE)
    thumbnails = walk.locator(".importing__thumbnail")
    for number in range(2):
        thumbnails.nth(number).scroll_into_view_if_needed()
        expect(thumbnails.nth(number)).not_to_have_js_property("naturalWidth", 0)
    assert axe(page) == []
    assert fits(page)

    cards.filter(has_text=CALL).locator("input[name$=-take]").uncheck()
    expect(cards.filter(has_text=CALL).locator(".importing__card-body")).to_be_hidden()
    walk.locator("input[name$=-title]").fill("")
    # A picture or preview that is still on its way would move the button under the thumb.
    page.wait_for_load_state("networkidle")
    page.locator(".importing__save [type=submit]").click()
    expect(page.locator(".help-critical")).to_be_visible()
    wait_for_message(page)
    assert axe(page) == []
    walk.locator("input[name$=-title]").fill("春季健步走")
    walk.locator("input[name$=-description_1]").fill("河边的步道")
    page.locator(".importing__save [type=submit]").click()

    draft = page.locator(".importing__drafts a")
    expect(draft).to_have_text("春季健步走")
    wait_for_message(page)
    assert axe(page) == []
    assert fits(page)
    draft.click()
    expect(page.locator("#id_title")).to_have_value("春季健步走")
    with live_site.rows():
        assert [(one.title, one.live) for one in NewsPage.objects.all()] == [("春季健步走", False)]


def test_files_are_dropped_onto_the_field(open_page, officer_number, files):
    page = open_page("desk", as_member=officer_number)
    page.goto("/admin/news/import/")
    drop_onto(page, "#import-files", files)
    expect(page.locator("[data-import-status]")).to_contain_text("3")
    page.locator(".importing__upload [type=submit]").click()
    expect(page.locator(".importing__card")).to_have_count(2)
    page.locator(".importing__discard summary").click()
    page.locator(".importing__discard [type=submit]").click()
    page.wait_for_url("**/admin/news/import/")


def test_without_scripts_the_form_works_too(open_page, officer_number, files, chromium, live_site):
    signed_in = open_page("desk", as_member=officer_number)
    context = chromium.new_context(
        base_url=live_site.address, java_script_enabled=False, storage_state=signed_in.context.storage_state()
    )
    page = context.new_page()
    page.goto("/admin/news/import/")
    page.set_input_files("#import-files", files)
    page.locator(".importing__upload [type=submit]").click()
    expect(page.locator(".importing__card")).to_have_count(2)
    page.locator(".importing__save [type=submit]").click()
    expect(page.locator(".importing__drafts > li")).to_have_count(2)
    context.close()


def test_an_upload_is_discarded_with_the_keyboard(open_page, officer_number, files):
    page = open_page("desk", as_member=officer_number)
    page.goto("/admin/news/import/")
    page.set_input_files("#import-files", files)
    page.locator("#import-files").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".importing__card")).to_have_count(2)
    page.locator(".importing__discard summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/news/import/")
    expect(page.locator(".importing__waiting")).to_have_count(0)


def drop_onto(page, selector: str, files: list) -> None:
    """Drag files from the desktop over the field and let go, through the browser's own drag and drop."""
    box = page.locator(selector).bounding_box()
    session = page.context.new_cdp_session(page)
    drag = {
        "x": box["x"] + box["width"] / 2,
        "y": box["y"] + box["height"] / 2,
        "data": {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1},
    }
    for step in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": step, **drag})
