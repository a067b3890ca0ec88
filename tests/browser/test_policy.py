"""What the Content-Security-Policy stops, and that the editor's widgets work without scripts written into pages.

Every other browser test fails as well on whatever the policy stops: see the fixture `open_page`.
"""

import pytest
from playwright.sync_api import Page, expect

from news.models import NewsPage

from ..plugins.browser import BREACH, DESK, listen_to

pytestmark = pytest.mark.browser

INJECTED = {
    "a script": "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s)",
    "a handler": "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')",
    "a style": "document.head.insertAdjacentHTML('beforeend', '<style>body { opacity: 0.5 }</style>')",
    "a picture from elsewhere": "document.body.insertAdjacentHTML('beforeend', '<img src=\"http://127.0.0.2/x.png\">')",
    "a frame": "document.body.insertAdjacentHTML('beforeend', '<iframe src=\"/news/\"></iframe>')",
}


@pytest.mark.parametrize("what", INJECTED)
def test_what_gets_into_a_page_does_not_run_and_is_noticed(what, chromium, demo_site):
    """The control of the fixture: a test that would meet this would fail."""
    context = chromium.new_context(base_url=demo_site.address, **DESK)
    page = context.new_page()
    met = listen_to(page)
    page.goto("/")
    assert not [line for line in met if BREACH in line]
    page.evaluate(INJECTED[what])
    page.wait_for_timeout(300)
    assert [line for line in met if BREACH in line]
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.body).opacity") == "1"
    context.close()


@pytest.fixture
def honour_form(open_page) -> Page:
    page = open_page("desk", as_member="1001")
    page.goto("/admin/snippets/honours/honour/add/")
    return page


def test_a_day_is_picked_from_a_calendar(honour_form):
    honour_form.focus("#id_date")
    expect(honour_form.locator(".xdsoft_datetimepicker:visible")).to_be_visible()
    honour_form.locator(".xdsoft_datetimepicker:visible .xdsoft_date:not(.xdsoft_other_month)").first.click()
    expect(honour_form.locator("#id_date")).not_to_have_value("")


def test_a_further_recipient_is_added_and_chosen_by_name(honour_form):
    before = honour_form.locator("[id$=-member-chooser]").count()
    honour_form.click("#id_recipients-ADD")
    choosers = honour_form.locator("[id$=-member-chooser]")
    expect(choosers).to_have_count(before + 1)
    choosers.last.locator("[data-chooser-action-choose]").first.click()
    honour_form.fill(".modal-dialog input[name=q]", "2001")
    rows = honour_form.locator(".modal-dialog a[data-chooser-modal-choice]")
    expect(rows).to_have_count(1)
    rows.click()
    expect(honour_form.locator(".modal-dialog")).to_have_count(0)
    expect(choosers.last).not_to_have_class("blank")
    assert honour_form.locator("input[type=hidden][name$=-member]").last.input_value()


def test_a_recipient_is_taken_out_again(honour_form):
    honour_form.click("#id_recipients-ADD")
    before = honour_form.locator("#id_recipients-FORMS > *:visible").count()
    honour_form.locator("#id_recipients-FORMS button[id$=-DELETE-button]:visible").last.click()
    expect(honour_form.locator("#id_recipients-FORMS > *:visible")).to_have_count(before - 1)


@pytest.fixture
def article(demo_site) -> NewsPage:
    with demo_site.rows():
        return NewsPage.objects.live().filter(visibility=NewsPage.Visibility.PUBLIC).first()


def test_the_bar_of_approvers_opens_on_a_public_page(open_page, article):
    page = open_page("desk", as_member="1002")
    page.goto(article.url)
    page.locator("[data-wagtail-userbar-trigger]").click()
    expect(page.locator("#wagtail-userbar-items")).to_be_visible()
    expect(page.locator("#wagtail-userbar-items a").first).to_be_visible()


def test_the_editor_shows_a_preview_with_its_checks(open_page, article):
    page = open_page("desk", as_member="1001")
    page.goto(f"/admin/pages/{article.pk}/edit/")
    page.locator("[data-side-panel-toggle=preview]").click()
    preview = page.frame_locator("iframe[data-w-preview-target=iframe], #w-preview-iframe, .preview-panel iframe").first
    expect(preview.locator("h1")).to_contain_text(article.title)
    page.locator("[data-side-panel-toggle=checks]").click()
    expect(page.locator("[data-side-panel=checks]")).to_be_visible()
    page.wait_for_timeout(2000)
