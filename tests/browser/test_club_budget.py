"""An expense from asking to the statement: on the leader's phone, the chair's phone, and the auditor's desk."""

from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from activities.budget.actions import allocate, approve, ask
from activities.models import Budget
from tests.activities.budget.spending import make_auditor
from tests.factories import ClubPageFactory, MemberFactory, make_site

from ..plugins.browser import axe

pytestmark = pytest.mark.browser
RECEIPT = {"name": "电子发票.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%receipt\n%%EOF\n"}


@pytest.fixture
def club(live_site):
    """A club that 2001 leads, with 5000 yuan for this year; 1001 is chair, 1002 deputy, 1003 reviews the accounts."""
    with live_site.rows():
        make_site()
        leader = MemberFactory(employee_number="2001", name="柳社长")
        chair = MemberFactory(employee_number="1001", name="陆主席", chair=True)
        MemberFactory(employee_number="1002", name="邵副主席", deputy=True)
        make_auditor(employee_number="1003", name="韦经审")
        made = ClubPageFactory(title="羽毛球俱乐部", led_by=[leader])
        entry = allocate(made, timezone.localdate().year, Decimal(5000), by=chair, reason="工会委员会第三次会议决定")
        other = ask(
            entry.budget, by=leader, purpose="场地租用", category="venue", payee="城东体育馆", amount=Decimal(1200)
        )
        approve(other, by=chair)
    return made


def looks_right(page) -> None:
    assert not axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def send(page, text: str) -> None:
    page.get_by_role("button", name=text, exact=True).click()


def test_an_expense_goes_from_asking_to_the_statement_on_a_phone(open_page, live_site, club, tmp_path):
    leader = open_page("phone", as_member="2001")
    leader.goto("/me/")
    leader.locator(f"a[href='/clubs/{club.pk}/budget/']").first.click()
    expect(leader.locator("main")).to_contain_text("¥3,800.00")
    looks_right(leader)
    leader.locator(f"a[href='/clubs/{club.pk}/budget/ask/']").click()
    leader.fill("[name=purpose]", "秋季联赛用球（㛃𬭎牌）")
    leader.fill("[name=amount]", "1e5")
    leader.select_option("[name=category]", "equipment")
    leader.fill("[name=payee]", "晨光体育用品店")
    leader.locator("main form [type=submit]").click()
    expect(leader.locator(".field--wrong")).to_have_count(1)
    expect(leader.locator("[name=payee]")).to_have_value("晨光体育用品店")
    looks_right(leader)
    leader.fill("[name=amount]", "６８０．５")
    leader.locator("main form [type=submit]").click()
    leader.wait_for_url(lambda url: "/expenses/" in url)
    address = leader.url

    chair = open_page("phone", as_member="1001")
    chair.goto("/budgets/")
    looks_right(chair)
    chair.get_by_text("秋季联赛用球").click()
    expect(chair.locator("[name=amount]").first).to_have_value("680.50")
    looks_right(chair)
    chair.locator("form[action$='/approve/'] [type=submit]").click()
    expect(chair.locator(".budget__state--approved")).to_be_visible()

    leader.goto(address)
    leader.set_input_files("[name=receipts]", RECEIPT)
    leader.fill("[name=amount] >> nth=0", "700")
    leader.locator("form[action$='/present/'] [type=submit]").click()
    # More than was approved: it is said, and the receipt stays.
    expect(leader.locator(".field--wrong")).to_contain_text("680.50")
    expect(leader.locator("main")).to_contain_text("电子发票.pdf")
    looks_right(leader)
    leader.fill("[name=amount] >> nth=0", "666.60")
    leader.locator("form[action$='/present/'] [type=submit]").click()
    expect(leader.locator(".budget__state--presented")).to_be_visible()

    chair.goto(address)
    chair.locator("form[action$='/book/'] [type=submit]").click()
    expect(chair.locator(".budget__state--booked")).to_be_visible()
    looks_right(chair)

    auditor = open_page("desk", as_member="1003")
    auditor.goto("/budgets/")
    looks_right(auditor)
    auditor.locator(f"a[href^='/clubs/{club.pk}/budget/']").first.click()
    expect(auditor.locator("main")).to_contain_text("¥666.60")
    expect(auditor.locator("main form[method=post]")).to_have_count(0)
    looks_right(auditor)
    auditor.goto(address)
    expect(auditor.locator("main form[method=post]")).to_have_count(0)
    looks_right(auditor)
    auditor.goto(f"/clubs/{club.pk}/budget/book/")
    looks_right(auditor)
    year = timezone.localdate().year
    answer = auditor.request.get(f"/clubs/{club.pk}/budget/{year}/statement.pdf")
    assert answer.ok
    (tmp_path / "statement.pdf").write_bytes(answer.body())
    said = "".join(page.extract_text() for page in PdfReader(tmp_path / "statement.pdf").pages)
    said = said.replace("\n", "")
    assert "666.60" in said
    assert {"㛃", "𬭎"} <= set(said)
    assert "陆佰陆拾陆元陆角整" in said
    with live_site.rows():
        budget = Budget.objects.get(club=club.pk)
        assert (budget.reserved, budget.spent, budget.remaining) == (1200, Decimal("666.60"), Decimal("3133.40"))
