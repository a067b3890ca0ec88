"""How pages stand on a phone and at a desk: nothing sticks out, nothing fails, everybody can use them."""

import pytest
from playwright.sync_api import Page, expect

from approval.queue import waiting_for
from home.models import StandardPage
from honours.models import Honour
from news.models import NewsPage
from people.models import Member
from reading.models import Book

from ..plugins.browser import DEVICES, axe, sign_in, wait_until

pytestmark = pytest.mark.browser

FIXED = {
    "home": "/",
    "news": "/news/",
    "news-filtered": "/news/?tag=没有这个标签",
    "clubs": "/clubs/",
    "activities": "/activities/",
    "honours": "/honours/",
    "reading": "/reading/",
    "search": "/search/?q=健康",
    "search-empty": "/search/?q=没有这个词",
    "sign-in": "/accounts/login/",
    "not-found": "/nowhere/",
}
FOUND = ["article", "club", "activity", "honour", "book", "standard"]
OF_STAFF = {
    "me": "/me/",
    "notices": "/me/notices/",
    "notice-settings": "/me/notices/settings/",
    "receipts": "/me/notices/sent/",
    "password": "/accounts/password/change/",
}
TOUCH_PIXELS = 44


@pytest.fixture(scope="module")
def addresses(demo_site) -> dict[str, str]:
    """The page of each kind that has most on it."""
    with demo_site.rows():
        articles = NewsPage.objects.live().filter(visibility=NewsPage.Visibility.PUBLIC)
        return {
            **FIXED,
            **OF_STAFF,
            "article": max(articles, key=lambda page: len({block.block_type for block in page.body})).url,
            "gallery": next(page.url for page in articles if any(b.block_type == "gallery" for b in page.body)),
            "club": "/clubs/yoga/",
            "activity": "/activities/1/",
            "honour": Honour.objects.live().order_by("pk").last().url,
            "book": Book.objects.live().exclude(description="").first().url,
            "standard": StandardPage.objects.live().first().url,
        }


@pytest.fixture
def complaints() -> list[str]:
    """What the browser reports of the pages that `watch` was given."""
    return []


@pytest.fixture
def watch(complaints):
    """Return a function that writes down every error that a page reports from now on."""

    def note(request) -> None:
        # What was still on its way when the page was left is no fault.
        if request.failure != "net::ERR_ABORTED":
            complaints.append(f"{request.failure}: {request.url}")

    def begin(page: Page) -> Page:
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", note)
        return page

    return begin


def sticks_out(page: Page) -> list[str]:
    """Return the elements that are wider than the window, when the page can be pushed sideways."""
    return page.evaluate(
        """() => {
            const root = document.documentElement;
            if (root.scrollWidth <= root.clientWidth) return [];
            return [...document.querySelectorAll("body *")]
                .filter(element => element.getBoundingClientRect().right > root.clientWidth + 1)
                .map(element => `${element.tagName}.${element.className} ${element.getBoundingClientRect().right}`)
                .slice(0, 10);
        }"""
    )


def unloaded_pictures(page: Page) -> list[str]:
    """Return the pictures that are not shown although they were scrolled past."""
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    wait_until(page, "[...document.images].every(image => image.complete)")
    return page.evaluate(
        "[...document.images].filter(image => image.checkVisibility() && !image.naturalWidth).map(image => image.src)"
    )


def look_at(page: Page, address: str) -> None:
    page.goto(address)
    assert page.viewport_size["width"] == page.evaluate("innerWidth")
    assert sticks_out(page) == []
    assert unloaded_pictures(page) == []
    assert axe(page) == []


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("name", [*FIXED, *FOUND])
def test_a_public_page_fits_loads_and_is_open_to_everybody(name, device, addresses, open_page, watch, complaints):
    look_at(watch(open_page(device)), addresses[name])
    if name == "not-found":
        # The browser reports the 404 that was asked for.
        complaints[:] = [said for said in complaints if "404" not in said]
    assert complaints == []


@pytest.mark.parametrize("device", DEVICES)
def test_the_pages_of_a_member_fit_load_and_are_open_to_everybody(device, addresses, open_page, watch, complaints):
    page = watch(open_page(device, as_member="2001"))
    for name in OF_STAFF:
        look_at(page, addresses[name])
    assert complaints == []


def test_the_chairs_pages_fit_a_phone(open_page, demo_site, watch, complaints):
    with demo_site.rows():
        states = waiting_for(Member.objects.get(employee_number="1002"))
    assert states
    page = watch(open_page("phone", as_member="1002"))
    for address in ("/admin/approvals/", *(f"/admin/approvals/{state.pk}/" for state in states[:3])):
        page.goto(address)
        assert sticks_out(page) == [], address
    assert complaints == []


@pytest.mark.parametrize("device", DEVICES)
def test_what_is_asked_before_something_is_sent_back_has_room(device, open_page, demo_site):
    with demo_site.rows():
        state = waiting_for(Member.objects.get(employee_number="1002"))[0]
    page = open_page(device, as_member="1002")
    page.goto(f"/admin/approvals/{state.pk}/")
    page.locator(".approval__reject summary").click()
    expect(page.locator(".approval__reject textarea")).to_be_visible()
    expect(page.locator(".approval__approve")).to_be_hidden()
    box = page.locator(".approval__decision").bounding_box()
    for part in page.locator(".approval__reject :is(textarea, button):visible").all():
        inside = part.bounding_box()
        assert inside["x"] >= box["x"]
        assert inside["x"] + inside["width"] <= box["x"] + box["width"]
    assert axe(page) == []


def test_a_list_of_records_on_a_phone_begins_with_all_of_them(open_page):
    page = open_page("phone", as_member="1006")
    for address in ("/admin/people/rolegrant/", "/admin/approval/approvalrecord/"):
        page.goto(address)
        results = page.locator(".result-list")
        assert results.evaluate("list => list.scrollHeight <= list.clientHeight"), address
        assert results.bounding_box()["y"] < page.locator(".changelist-filter").bounding_box()["y"], address
    # A record is a card there: its title has room.
    for title in page.locator(".result-list .field-title").all()[:3]:
        box = title.bounding_box()
        assert box["x"] + box["width"] <= page.viewport_size["width"]


def test_the_import_page_fits_a_phone(open_page, watch, complaints):
    page = watch(open_page("phone", as_member="1001"))
    page.goto("/admin/news/import/")
    assert sticks_out(page) == []
    assert axe(page) == []
    assert complaints == []


def test_the_tab_bar_is_for_thumbs(phone):
    phone.goto("/news/")
    bar = phone.locator(".tab-bar")
    expect(bar).to_be_visible()
    boxes = [place.bounding_box() for place in bar.locator("a").all()]
    assert len(boxes) == 5
    assert all(box["width"] >= TOUCH_PIXELS and box["height"] >= TOUCH_PIXELS for box in boxes)
    assert boxes[0]["y"] + boxes[0]["height"] <= phone.viewport_size["height"]
    expect(bar.locator("[aria-current=page]")).to_have_attribute("href", "/news/")


def test_the_tab_bar_hides_nothing_at_the_end_of_a_page(phone):
    phone.goto("/news/")
    phone.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = phone.locator(".site-footer button").last.bounding_box()
    assert last["y"] + last["height"] <= phone.locator(".tab-bar").bounding_box()["y"]


def test_there_is_no_tab_bar_at_a_desk(desk):
    desk.goto("/")
    expect(desk.locator(".tab-bar")).to_be_hidden()
    expect(desk.locator(".site-header__nav")).to_be_visible()


def test_every_place_is_reached_by_thumb(phone):
    """What has no room in the tab bar is in the footer, at the end of every page."""
    phone.goto("/")
    for path in ("/honours/", "/reading/", "/search/", "/feed/"):
        expect(phone.locator(f"a[href='{path}']:visible").first).to_be_visible()


def test_what_can_be_touched_is_not_too_small(phone):
    """At least 24 pixels each way, or as much room around it: what WCAG 2.2 asks (2.5.8)."""
    phone.goto("/")
    small = phone.evaluate(
        """() => [...document.querySelectorAll("a, button, input, select, summary")]
            .filter(element => element.checkVisibility() && getComputedStyle(element).display !== "inline")
            .map(element => [element.outerHTML.slice(0, 120), element.getBoundingClientRect()])
            .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
            .map(([html]) => html)"""
    )
    assert small == []


def test_a_signed_in_member_finds_the_same_header(open_page):
    page = open_page("phone")
    sign_in(page, "2001")
    page.goto("/")
    assert sticks_out(page) == []
