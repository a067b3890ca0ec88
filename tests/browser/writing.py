"""What an officer does in Wagtail's editor, as a person does it."""

import re
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.plugins.browser import wait_until

PRESSES = 5
PAUSE_MILLISECONDS = 4_000


def begin(page: Page, address_part: str) -> None:
    """Open the editor of something new from the admin's first page."""
    page.goto("/admin/")
    page.locator(f".begin a[href*='{address_part}']").click()
    expect(page.locator("form[data-edit-form]")).to_be_visible()
    page.wait_for_load_state()


def body_of(page: Page, field: str = "body") -> Locator:
    return page.locator(f"section[id$='-{field}-section']")


def add_block(page: Page, section: Locator, name: str) -> None:
    """Add a block at the end of a stream, by its Chinese name."""
    blocks = section.locator("[data-streamfield-child]")
    before = blocks.count()
    choice = page.get_by_role("option", name=name, exact=True)
    # The button is drawn before the editor's scripts listen to it: who presses too early presses again.
    for _ in range(PRESSES):
        section.locator("button.c-sf-add-button").last.click()
        with suppress(TimeoutError):
            choice.wait_for(timeout=PAUSE_MILLISECONDS)
            break
    choice.click()
    expect(blocks).not_to_have_count(before)


def write_rich_text(page: Page, area: Locator, text: str) -> None:
    area.locator(".public-DraftEditor-content").last.click()
    page.keyboard.type(text)
    # The editor hands its text to the form a quarter of a second later.
    wait_until(
        page,
        "text => [...document.querySelectorAll('input[type=hidden]')].some(input => input.value.includes(text))",
        text,
    )


def upload_picture(page: Page, button: Locator, file: Path, description: str) -> None:
    """Choose a picture through the dialog by uploading it there."""
    button.click()
    dialog = page.locator(".modal-content")
    dialog.get_by_role("tab", name="上传").click()
    dialog.locator("input[type=file]").set_input_files(file)
    # The title follows the file's name a moment later, and nothing is sent without one.
    expect(dialog.locator("[name$='-title']")).to_have_value(file.stem)
    dialog.locator("[name$='-description']").fill(description)
    dialog.locator("[name$='-consent']").select_option("not_needed")
    dialog.locator("form[action*='upload'] button[type=submit], form[action*='create'] button[type=submit]").click()
    expect(dialog).to_be_hidden()


def add_table(page: Page, section: Locator, headings: list[str], cells: list[str]) -> None:
    """Add a table with one row."""
    add_block(page, section, "表格")
    table = section.locator("[data-streamfield-child]").last
    for heading in headings:
        table.locator("[data-append-column]").click()
        table.locator(".add-column-menu button").first.click()
        table.locator("input[name$='-heading']").last.fill(heading)
    table.locator("[data-add-row]").click()
    inputs = table.locator("tbody textarea")
    for number, text in enumerate(cells):
        inputs.nth(number).fill(text)


def submit(page: Page) -> None:
    """Submit for approval with the button in the editor's footer; there is none that publishes."""
    expect(page.locator("[name=action-publish]")).to_have_count(0)
    # The menu is drawn before the editor's scripts listen to it.
    page.wait_for_load_state()
    page.locator("footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("[name=action-submit]:visible").click()
    success = page.locator(".messages .success")
    # Where the editor was saving by itself in that moment, it asks whether its own newer version is meant.
    again = page.get_by_role("dialog").get_by_role("button", name=re.compile("提交至"))
    expect(success.or_(again).first).to_be_visible()
    if not success.is_visible():
        again.click()
    expect(success).to_be_visible()


def find_in_inbox(page: Page, title: str) -> None:
    """Open the newest notice about `title` from one's own page."""
    page.goto("/me/notices/")
    page.get_by_role("button", name=re.compile(re.escape(title))).first.click()


def send_back(page: Page, remark: str) -> None:
    page.locator(".approval__reject summary").click()
    page.locator("textarea[name=reject-comment]").fill(remark)
    page.locator(".approval__reject form button[type=submit]").click()
    expect(page.locator(".messages .success")).to_contain_text("退回")


def approve(page: Page) -> None:
    page.locator(".approval__approve button").click()
    expect(page.locator(".messages .success")).to_be_visible()
