"""The site without a mouse, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from news.models import NewsPage

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def gallery(demo_site) -> str:
    """The address of an article with a gallery."""
    with demo_site.rows():
        articles = NewsPage.objects.live().filter(visibility=NewsPage.Visibility.PUBLIC)
        return next(page.url for page in articles if any(block.block_type == "gallery" for block in page.body))


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.outerHTML.slice(0, 160)")


def test_the_first_stop_skips_to_the_content(desk):
    desk.goto("/news/")
    desk.keyboard.press("Tab")
    link = desk.locator(".skip-link")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    desk.keyboard.press("Enter")
    expect(desk.locator("#main")).to_be_focused()
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.closest('main') !== null"), focused(desk)


@pytest.mark.parametrize("address", ["/", "/activities/", "/accounts/login/", "/search/?q=瑜伽"])
def test_every_stop_of_the_keyboard_is_seen(address, desk):
    desk.goto(address)
    seen = []
    for _ in range(25):
        desk.keyboard.press("Tab")
        if desk.evaluate("document.activeElement === document.body"):
            break
        invisible = desk.evaluate(
            """() => {
                const element = document.activeElement;
                const box = element.getBoundingClientRect();
                const around = [element, element.closest("article, li, label, form")].filter(Boolean);
                const marked = around.some(part => {
                    const style = getComputedStyle(part);
                    const after = getComputedStyle(part, "::after");
                    return [style, after].some(one => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2);
                });
                return box.width > 0 && marked ? null : element.outerHTML.slice(0, 200);
            }"""
        )
        assert invisible is None
        seen.append(focused(desk))
    assert len(set(seen)) > 3


def test_an_approver_reaches_the_decision_before_the_links_of_the_preview(open_page):
    page = open_page("desk", as_member="1002")
    page.goto("/admin/approvals/")
    page.locator(".approval__item").first.press("Enter")
    skip = page.locator(".approval__skip")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".approval__say summary")).to_be_focused()
    while page.locator(".approval__reject summary:focus").count() == 0:
        page.keyboard.press("Tab")
        # Neither the next item nor the approval is past the way back.
        expect(page.locator(".approval__decision :focus")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".approval__reject textarea")).to_be_focused()
    expect(page.locator(".approval__reject textarea")).not_to_have_value("")


def test_a_gallery_opens_turns_and_closes_by_keyboard(desk, gallery):
    desk.goto(gallery)
    first = desk.locator("[data-lightbox-item]").first
    first.focus()
    desk.keyboard.press("Enter")
    dialog = desk.locator("dialog.lightbox[open]")
    expect(dialog).to_be_visible()
    expect(dialog.locator(".lightbox__count")).to_have_text(re.compile(r"^1 / \d+$"))
    desk.keyboard.press("ArrowRight")
    expect(dialog.locator(".lightbox__count")).to_have_text(re.compile(r"^2 / \d+$"))
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("ArrowLeft")
    expect(dialog.locator(".lightbox__count")).to_have_text(re.compile(r"^(\d+) / \1$"))
    expect(dialog.locator(".lightbox__picture")).to_have_attribute("alt", re.compile(r"\S"))
    desk.keyboard.press("Escape")
    expect(desk.locator("dialog.lightbox[open]")).to_have_count(0)
    expect(desk.locator("[data-lightbox-item]").last).to_be_focused()


def test_an_open_gallery_keeps_the_keyboard_and_names_its_buttons(desk, gallery):
    desk.goto(gallery)
    desk.locator("[data-lightbox-item]").first.press("Enter")
    dialog = desk.locator("dialog.lightbox[open]")
    for name in ("上一张", "下一张", "关闭"):
        expect(dialog.get_by_role("button", name=re.compile(name))).to_have_count(1)
    for _ in range(6):
        desk.keyboard.press("Tab")
        assert desk.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )
    dialog.get_by_role("button", name=re.compile("关闭")).press("Enter")
    expect(dialog).to_have_count(0)


def test_a_gallery_is_turned_by_thumb(phone, gallery):
    phone.goto(gallery)
    phone.locator("[data-lightbox-item]").first.tap()
    dialog = phone.locator("dialog.lightbox[open]")
    expect(dialog).to_be_visible()
    boxes = [button.bounding_box() for button in dialog.locator("button").all()]
    assert all(box["width"] >= 44 and box["height"] >= 44 for box in boxes)
    dialog.locator(".lightbox__button--next").tap()
    expect(dialog.locator(".lightbox__count")).to_have_text(re.compile(r"^2 / \d+$"))
    dialog.locator(".lightbox__button--close").tap()
    expect(dialog).to_have_count(0)


@pytest.fixture
def without_scripts(chromium, demo_site):
    context = chromium.new_context(base_url=demo_site.address, locale="zh-CN", java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_gallery_without_scripts_leads_to_the_large_picture(without_scripts, gallery):
    page = without_scripts
    page.goto(gallery)
    expect(page.locator("[data-copy-link]")).to_be_hidden()
    with page.expect_navigation() as navigation:
        page.locator("[data-lightbox-item]").first.click()
    assert navigation.value.headers["content-type"].startswith("image/")


def test_reading_searching_and_signing_in_work_without_scripts(without_scripts):
    page = without_scripts
    page.goto("/reading/")
    page.fill("#book-words", "本草")
    page.locator(".reading-room-page__search [type=submit]").click()
    expect(page.locator("#book-words")).to_have_value("本草")
    expect(page.locator("article.book").first).to_be_visible()
    page.goto("/honours/")
    page.select_option("#department", index=1)
    page.locator(".honour-wall-page__departments [type=submit]").click()
    assert "department=" in page.url
    page.goto("/accounts/login/")
    page.fill("input[name=login]", "2002")
    page.fill("input[name=password]", "staffhome-demo")
    page.locator("form", has=page.locator("input[name=password]")).locator("[type=submit]").click()
    expect(page).to_have_url(re.compile("/me/$"))


def test_the_language_is_chosen_without_scripts(without_scripts):
    page = without_scripts
    page.goto("/news/?year=2026")
    page.locator(".site-footer__languages button[value=en]").click()
    expect(page).to_have_url(re.compile(r"/news/\?year=2026$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
