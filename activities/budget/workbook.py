"""The yearly statement as a workbook: amounts are numbers to reckon with, every text stays text."""

from collections.abc import Iterable
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from signups.record_exports import text_cell

from ..models import Budget
from .figures import budgets_of, totals_of
from .statement import ON_PAPER, STATES_ON_PAPER, lines_of

AMOUNT = "#,##0.00"
HEADINGS = ["凭证号", "日期", "类型", "摘要", "费用类别", "收款方", "拨入", "支出", "结余", "经办人", "活动"]
WIDTHS = (12, 12, 8, 44, 12, 24, 14, 14, 14, 12, 24)
OPEN_HEADINGS = ["申请号", "用途", "状态", "申请金额", "批准金额", "实际金额", "申请人"]
OPEN_WIDTHS = (12, 44, 20, 14, 14, 14, 12)
ALL_HEADINGS = ["俱乐部", "拨付", "支出", "已批未入账", "可用余额", "年终作废"]
ALL_WIDTHS = (24, 14, 14, 14, 14, 14)


def workbook_of(budget: Budget) -> Workbook:
    """Return the book of a club's year, and on a second sheet what is not booked."""
    book = Workbook(write_only=True)
    lines = lines_of(budget)
    rows = [
        [
            *(line.entry.reference, line.day, ON_PAPER[line.entry.kind], line.said, line.category, line.payee),
            *(line.allocated or "", line.spent or "", line.balance),
            line.entry.by.name,
            str(line.of.activity or "") if line.of else "",
        ]
        for line in lines
    ]
    rows.append(["合计", "", "", "", "", "", budget.allocated, budget.spent, budget.allocated - budget.spent, "", ""])
    _sheet(book, f"{budget.year}年收支", WIDTHS, [HEADINGS, *rows])
    waiting = [
        [
            *(expense.reference, expense.purpose, STATES_ON_PAPER[expense.state], expense.amount_asked),
            *(expense.amount_approved or "", expense.amount_spent or "", expense.asked_by.name),
        ]
        for expense in budget.expenses.open().select_related("asked_by").order_by("number")
    ]
    _sheet(book, "未入账申请", OPEN_WIDTHS, [OPEN_HEADINGS, *waiting])
    return book


def workbook_of_all(year: int) -> Workbook:
    """Return the totals of all clubs' year."""
    book = Workbook(write_only=True)
    budgets = budgets_of(year)
    rows = [
        [one.club.title, one.allocated, one.spent, one.reserved, one.remaining, one.lapsed or Decimal(0)]
        for one in budgets
    ]
    sums = totals_of(budgets)
    rows.append(["合计", sums.allocated, sums.spent, sums.reserved, sums.remaining, sums.lapsed])
    _sheet(book, f"{year}年汇总", ALL_WIDTHS, [ALL_HEADINGS, *rows])
    return book


def _sheet(book: Workbook, title: str, widths: tuple[int, ...], rows: Iterable[list]) -> None:
    sheet = book.create_sheet(title)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, value, bold=not number) for value in row])


def _cell(sheet, value, *, bold: bool) -> WriteOnlyCell:
    if isinstance(value, Decimal):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format, cell.alignment = AMOUNT, Alignment(horizontal="right")
        return cell
    cell = text_cell(sheet, str(value))
    if bold:
        cell.font = Font(bold=True)
    return cell
