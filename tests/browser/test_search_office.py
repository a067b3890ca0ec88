"""The office reads what is searched for in vain, and says what the words mean: at a desk and on a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cms.models import KeptSearch, PromotedResult, Synonym
from cms.search.synonyms import keep_synonym
from tests.factories import MemberFactory, NewsPageFactory, make_site
from tests.plugins.browser import axe

pytestmark = pytest.mark.browser

# The admin cuts off what is wider than the screen.
CUT_OFF = """() => [document.documentElement, document.querySelector("main")]
    .filter(each => each.scrollWidth > each.clientWidth).map(each => each.tagName)"""


def fill(site) -> None:
    with site.rows():
        make_site()
        MemberFactory(officer=True, employee_number="5001", name="钱小文")
        NewsPageFactory(title="职工疗休养办法")
        asked = [("疗修养", 0, 12), ("职代会", 4, 9), ("托管班", 2, 7), ("体检报告怎么领取", 0, 3), ("瑜伽 报名", 6, 2)]
        for place, (words, found, times) in enumerate(asked):
            day = timezone.localdate() - timedelta(days=place)
            for number in range(times):
                KeptSearch.objects.create(words=words, found=found, day=day, asker=str(number), by_staff=True)
        keep_synonym(Synonym(kind="wider"), ["暑托班", "寒托班", "晚托班"], "托管班")
        PromotedResult.objects.create(page=NewsPageFactory(title="职代会专题"), words=["职代会", "职工代表大会"])


@pytest.mark.parametrize("device", ["desk", "phone"])
def test_from_a_search_without_results_to_a_synonym(device, live_site, open_page):
    fill(live_site)
    page = open_page(device, as_member="5001")
    page.goto("/admin/searches/?found=nothing&days=30")
    expect(page.get_by_role("row")).to_have_count(3)
    assert axe(page) == []
    page.get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.locator("textarea[name=words]")).to_have_value("疗修养")
    assert axe(page) == []
    page.locator("textarea[name=words]").fill("疗修养")
    page.locator("form[method=post] button[type=submit]").last.click()
    expect(page.locator("textarea[name=words][aria-invalid=true]")).to_be_visible()
    page.locator("textarea[name=words]").fill("疗修养\n疗休养")
    page.locator("form[method=post] button[type=submit]").last.click()
    page.wait_for_url("**/admin/synonym/")
    expect(page.get_by_role("main")).to_contain_text("疗修养 = 疗休养")
    assert axe(page) == []
    with live_site.rows():
        assert str(Synonym.objects.last()) == "疗修养 = 疗休养"
    for name, address in {
        "all": "/admin/searches/",
        "none": "/admin/searches/?q=没有",
        "promoted": "/admin/promoted-result/",
        "promoted-new": "/admin/promoted-result/new/?words=疗养",
    }.items():
        page.goto(address)
        assert (axe(page), page.evaluate(CUT_OFF)) == ([], []), name
