"""An officer plans an activity at a desk: the form shows what its choices ask for, and the dates that come of them."""

import pytest
from playwright.sync_api import Page, expect

from activities.models import RecurringActivity
from days.models import AnnouncedYear

from ..days.notices import INVENTED
from ..plugins.browser import axe
from .writing import begin, body_of, write_rich_text

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(open_page) -> Page:
    officer = open_page("desk", as_member="1001")
    begin(officer, "activities/recurringactivity/add")
    return officer


def dates_of(page: Page):
    return page.locator(".next-dates__slot")


def choose_wednesdays(page: Page) -> None:
    page.get_by_label("周三", exact=True).check()
    page.fill("#id_first_date", "2026-09-02")
    page.fill("#id_begins", "17:30")
    page.fill("#id_minutes", "60")


def test_the_next_ten_dates_follow_the_choices(editor):
    expect(editor.locator(".next-dates")).to_contain_text("选好以后")
    choose_wednesdays(editor)
    expect(dates_of(editor)).to_have_count(10)
    expect(editor.locator(".next-dates__schedule")).to_have_text("每周三 17:30–18:30")
    editor.select_option("#id_pattern", label="每年的某一天（农历）")
    expect(editor.locator("#id_weekdays")).to_be_hidden()
    editor.select_option("#id_lunar_month", label="八月")
    editor.select_option("#id_lunar_day", label="十五")
    editor.select_option("#id_on_holidays", label="提前到前一个工作日")
    expect(editor.locator(".next-dates__schedule")).to_have_text("每年农历八月十五 17:30–18:30")
    expect(dates_of(editor).first).to_be_visible()
    assert not [found for found in axe(editor) if "next-dates" in found or "recurrence" in found]


def test_a_mistake_is_said_before_anything_is_saved(editor):
    choose_wednesdays(editor)
    expect(dates_of(editor)).to_have_count(10)
    editor.select_option("#id_pattern", label="每年的某一天（公历）")
    editor.select_option("#id_month", "2")
    editor.select_option("#id_day", "31")
    expect(editor.locator(".next-dates__refusals")).to_have_text("日：没有这一天。")
    editor.select_option("#id_day", "28")
    expect(dates_of(editor)).to_have_count(10)


def test_a_date_that_falls_away_leaves_the_list_and_stays_with_the_draft(editor, demo_site):
    choose_wednesdays(editor)
    expect(dates_of(editor)).to_have_count(10)
    first = editor.locator(".next-dates__day").first.inner_text()
    editor.get_by_role("button", name="添加单独日期").click()
    editor.locator("#id_single_dates-0-date").fill(first)
    expect(editor.locator(".next-dates__away")).to_contain_text("不举行的日期")
    expect(editor.locator(".next-dates__day").first).not_to_have_text(first)
    editor.fill("#id_title", "浏览器里的瑜伽")
    editor.fill("#id_venue", "东院活动室")
    write_rich_text(editor, body_of(editor, "description"), "带垫子。")
    editor.locator("footer button[type=submit]:visible").first.click()
    expect(editor.locator(".messages .success")).to_be_visible()
    with demo_site.rows():
        activity = RecurringActivity.objects.get(title="浏览器里的瑜伽")
        assert activity.rule == "FREQ=WEEKLY;BYDAY=WE"
        assert [f"{each.date}" for each in activity.get_latest_revision_as_object().single_dates.all()] == [first]
        activity.delete()


def test_the_office_sees_what_was_read_before_it_enters_a_year(open_page, demo_site):
    officer = open_page("desk", as_member="1001")
    officer.goto("/admin/holidays/2031/")
    officer.fill("#id_notice", INVENTED)
    officer.get_by_role("button", name="读取通知").click()
    expect(officer.locator(".holidays__table")).to_contain_text("国庆节")
    assert not [found for found in axe(officer) if "holidays" in found]
    with demo_site.rows():
        assert not AnnouncedYear.objects.filter(year=2031).exists()
