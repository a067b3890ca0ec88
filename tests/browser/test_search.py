"""Searching with a thumb, with the keyboard, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from activities.models import ClubPage
from tests.plugins.browser import axe, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def yoga(demo_site) -> ClubPage:
    with demo_site.rows():
        return ClubPage.objects.live().get(title__contains="瑜伽")


def test_a_club_is_reached_by_two_letters_and_the_arrow_keys(yoga, desk):
    desk.goto("/search/")
    box = desk.get_by_role("combobox")
    box.press_sequentially("yj")
    option = desk.get_by_role("option", name=yoga.title).first
    expect(option).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    chosen = desk.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    assert axe(desk) == []
    box.press("Escape")
    expect(option).to_be_hidden()
    expect(box).to_have_value("yj")
    box.fill("瑜伽俱乐部")
    expect(option).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    desk.wait_for_url(f"**{yoga.url}")


def test_a_list_that_was_closed_is_not_opened_again_by_what_was_still_on_its_way(yoga, desk):
    desk.goto("/search/")
    box = desk.get_by_role("combobox")
    box.press_sequentially("瑜")
    expect(desk.get_by_role("option").first).to_be_visible()
    # This one is not answered.
    with desk.expect_request("**/search/suggestions/**"):
        desk.route("**/search/suggestions/**", lambda route: None)
        box.press_sequentially("伽")
    with desk.expect_event("requestfailed", lambda request: "/search/suggestions/" in request.url):
        box.press("Escape")
    expect(desk.get_by_role("listbox")).to_be_hidden()


def test_a_suggestion_is_opened_with_a_thumb(yoga, phone):
    phone.goto("/search/")
    phone.get_by_role("combobox").press_sequentially("瑜伽")
    option = phone.get_by_role("option", name=yoga.title).first
    expect(option).to_be_visible()
    assert option.bounding_box()["height"] >= 44
    option.tap()
    phone.wait_for_url(f"**{yoga.url}")


def test_what_was_searched_is_remembered_on_the_device_and_forgotten_on_demand(demo_site, phone):
    phone.goto("/search/?q=瑜伽")
    phone.goto("/search/?q=疗休养")
    phone.goto("/search/")
    remembered = phone.locator("[data-recent] .chip__link")
    expect(remembered).to_have_text(["疗休养", "瑜伽"])
    phone.get_by_role("button", name="清除记录").tap()
    expect(phone.locator("[data-recent]")).to_be_hidden()
    phone.goto("/search/")
    expect(phone.locator("[data-recent]")).to_be_hidden()


def test_very_long_words_are_remembered_within_the_width_of_a_phone(demo_site, phone):
    phone.goto(f"/search/?q={'长' * 100}")
    chip = phone.locator("[data-recent] .chip__link").bounding_box()
    assert chip["x"] + chip["width"] <= 390


def test_what_one_person_searched_is_not_shown_to_the_next(demo_site, phone):
    phone.goto("/search/?q=瑜伽")
    sign_in(phone, "2001")
    phone.goto("/search/")
    expect(phone.locator("[data-recent]")).to_be_hidden()


def test_results_are_narrowed_at_a_touch(demo_site, phone):
    phone.goto("/search/?q=职工")
    assert axe(phone) == []
    years = phone.get_by_label("年份")
    year = years.locator("option").nth(1).get_attribute("value")
    years.select_option(year)
    phone.wait_for_url(f"**year={year}**")
    expect(phone.get_by_role("link", name="不限年份和科室")).to_be_visible()


def test_who_comes_back_finds_the_choices_of_what_is_shown(demo_site, phone):
    phone.goto("/search/?q=职工&kind=news")
    years = phone.get_by_role("combobox", name="年份", exact=True)
    year = years.locator("option").nth(1).get_attribute("value")
    years.select_option(year)
    phone.wait_for_url(f"**year={year}**")
    phone.go_back()
    expect(years).to_have_value("")
    # A page that was kept whole meanwhile.
    phone.evaluate(
        """year => {
            document.querySelector("[name=year]").value = year;
            document.querySelector("[name=q]").value = "瑜伽";
            dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }""",
        year,
    )
    expect(years).to_have_value("")
    expect(phone.locator("#search-words")).to_have_value("职工")


def test_the_kind_that_is_shown_is_named_and_in_sight_on_a_phone(demo_site, phone):
    phone.goto("/search/?q=的&kind=books")
    expect(phone.get_by_role("heading", name="图书")).to_be_visible()
    chip = phone.locator(".chips [aria-current]")
    expect(chip).to_contain_text("图书")
    expect(chip).to_be_in_viewport(ratio=1)


def test_the_box_has_the_focus_until_something_is_asked(demo_site, desk):
    desk.goto("/search/")
    expect(desk.get_by_role("combobox")).to_be_focused()
    desk.keyboard.type("瑜伽")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**q=**")
    expect(desk.locator("#search-words")).not_to_be_focused()


def test_it_works_without_scripts(demo_site, chromium, yoga):
    context = chromium.new_context(base_url=demo_site.address, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto("/search/")
    page.locator("#search-words").fill("yujia")
    page.get_by_role("button", name="搜索").click()
    expect(page.get_by_role("link", name=yoga.title).first).to_be_visible()
    page.locator(".chips a", has_text="俱乐部").first.click()
    page.get_by_role("link", name=yoga.title).first.click()
    expect(page).to_have_title(re.compile(yoga.title))
    context.close()
