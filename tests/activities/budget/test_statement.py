"""The yearly statement, on paper."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from activities.budget import actions
from activities.budget.statement import lines_of, statement_of, statement_of_all
from tests.factories import ClubPageFactory

from .spending import YEAR

D = Decimal


def pages_of(member, name, *args) -> list[str]:
    client = Client()
    client.force_login(member)
    answer = client.get(reverse(name, args=args))
    assert answer["Content-Type"] == "application/pdf"
    return [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]


def test_a_statement_of_sixty_lines_breaks_over_pages_and_is_right(spending):
    actions.supplement(spending.budget, D("9000"), by=spending.chair, reason="年中追加")
    for number in range(57):
        spending.booked(str(10 + number), purpose=f"第{number}次训练用球（㛃𬭎） *不是标记* #x")
    actions.reverse(spending.budget.entries.get(number=3), by=spending.chair, reason="重复报销")
    spending.approved("33.30", purpose="尚未交票的奖品")
    pages = pages_of(spending.auditor, "club_statement_pdf", spending.club.pk, YEAR)
    assert len(pages) >= 3
    # Between Chinese and digits there is a gap, and cells have lines.
    pages = ["".join(page.split()) for page in pages]
    said = "".join(pages)
    for number in range(57):
        assert f"第{number}次" in said
    for number, page in enumerate(pages, start=1):
        assert "凭证号" in page
        assert f"第{number}页，共{len(pages)}页" in page
    assert "㛃" in said
    assert "𬭎" in said
    assert "*不是标记*#x" in said
    assert "壹万元整" in said
    assert "尚未交票的奖品" in said


def test_the_balance_follows_every_line_and_a_reversal_has_a_minus(spending):
    entry = spending.booked("100")
    actions.reverse(entry, by=spending.chair, reason="重复报销")
    lines = lines_of(spending.budget)
    assert [(line.allocated, line.spent, line.balance) for line in lines] == [
        (1000, 0, 1000),
        (0, 100, 900),
        (0, -100, 1000),
    ]
    assert lines[2].said == f"红冲 {entry.reference}：重复报销"
    statement = statement_of(spending.budget)
    assert statement["sum"] == {"allocated": "1,000.00", "spent": "0.00"}
    assert [row["spent"] for row in statement["lines"]] == ["", "100.00", "−100.00"]


def test_the_statement_of_all_clubs_adds_them_up(spending):
    spending.booked("100.10")
    actions.allocate(ClubPageFactory(title="书法俱乐部"), YEAR, D("500.50"), by=spending.chair, reason="决定")
    statement = statement_of_all(YEAR)
    assert statement["sum"]["allocated"] == "1,500.50"
    assert statement["sum"]["spent"] == "100.10"
    assert statement["totals"][0]["capitals"] == "壹仟伍佰元伍角整"
    [page] = pages_of(spending.chair, "budgets_pdf", YEAR)
    assert "书法俱乐部" in page


@pytest.mark.parametrize("name", ["budgets_pdf", "budgets_workbook"])
def test_of_a_year_without_accounts_there_is_no_statement(spending, name):
    client = Client()
    client.force_login(spending.auditor)
    assert client.get(reverse(name, args=[2011])).status_code == 404
