"""The yearly statement of a club, and of all clubs, as plain data: what the PDF and the workbook are made of."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from people.paper import letterhead

from ..models import Budget, Entry, Expense
from .figures import Totals, budgets_of, totals_of
from .money import in_capitals

ON_PAPER = {
    Entry.Kind.ALLOCATION: "拨付",
    Entry.Kind.SUPPLEMENT: "追加",
    Entry.Kind.EXPENSE: "支出",
    Entry.Kind.REVERSAL: "红冲",
}
CATEGORIES_ON_PAPER = {
    "equipment": "器材服装",
    "venue": "场地",
    "teaching": "教练讲课",
    "prizes": "奖品纪念品",
    "refreshments": "饮水用餐",
    "transport": "交通",
    "printing": "宣传印刷",
    "insurance": "保险",
    "other": "其他",
}
STATES_ON_PAPER = {"asked": "待审批", "approved": "已批准，待交票据", "presented": "票据已交，待入账"}


@dataclass(frozen=True)
class Line:
    """One entry of the book. Of the two amounts one is something; a reversal has it with a minus."""

    entry: Entry
    allocated: Decimal
    spent: Decimal
    # What was allocated and is not spent, after this entry.
    balance: Decimal

    @property
    def of(self) -> Expense | None:
        of = self.entry.reverses if self.entry.is_reversal else self.entry
        return of.expense

    @property
    def category(self) -> str:
        return CATEGORIES_ON_PAPER[self.of.category] if self.of else ""

    @property
    def payee(self) -> str:
        return self.of.payee if self.of else ""

    @property
    def said(self) -> str:
        if self.entry.is_reversal:
            return f"红冲 {self.entry.reverses.reference}：{self.entry.reason}"
        return self.entry.reason

    @property
    def day(self) -> str:
        return f"{timezone.localtime(self.entry.at):%Y-%m-%d}"


def lines_of(budget: Budget) -> list[Line]:
    """Return the lines of a budget's book, in the order of their numbers, with the balance after each."""
    lines, balance = [], Decimal(0)
    for entry in budget.entries.with_what_it_says().order_by("number"):
        allocated, spent = entry.effect
        balance += allocated - spent
        lines.append(Line(entry, Decimal(allocated), Decimal(spent), balance))
    return lines


def money(amount: Decimal) -> str:
    return f"{amount:,.2f}".replace("-", "−")


def statement_of(budget: Budget) -> dict:
    """Return what the statement of a club's year says."""
    lines = lines_of(budget)
    waiting = budget.expenses.open().order_by("number")
    return {
        "letterhead": letterhead(),
        "title": f"{budget.club.title}{budget.year}年度活动经费收支表",
        "state": _state(budget),
        "totals": _totals(budget.allocated, budget.spent, budget.reserved, budget.remaining, budget.lapsed or 0),
        "lines": [
            {
                "number": line.entry.reference,
                "day": line.day,
                "kind": ON_PAPER[line.entry.kind],
                "said": line.said,
                "category": line.category,
                "payee": line.payee,
                "allocated": money(line.allocated) if line.allocated else "",
                "spent": money(line.spent) if line.spent else "",
                "balance": money(line.balance),
            }
            for line in lines
        ],
        "waiting": [
            {
                "number": expense.reference,
                "said": expense.purpose,
                "state": STATES_ON_PAPER[expense.state],
                "amount": money(expense.amount),
            }
            for expense in waiting
        ],
        "sum": {"allocated": money(budget.allocated), "spent": money(budget.spent)},
        "printed_at": f"{timezone.localtime():%Y-%m-%d %H:%M}",
    }


def statement_of_all(year: int) -> dict:
    """Return what the statement of all clubs' year says."""
    budgets = budgets_of(year)
    totals: Totals = totals_of(budgets)
    return {
        "letterhead": letterhead(),
        "title": f"{year}年度俱乐部活动经费收支汇总表",
        "totals": _totals(totals.allocated, totals.spent, totals.reserved, totals.remaining, totals.lapsed),
        "clubs": [
            {
                "name": budget.club.title,
                "allocated": money(budget.allocated),
                "spent": money(budget.spent),
                "reserved": money(budget.reserved),
                "remaining": money(budget.remaining),
                "lapsed": money(budget.lapsed) if budget.is_closed else "",
                "percent": f"{budget.spent_percent}%",
            }
            for budget in budgets
        ],
        "sum": {
            "allocated": money(totals.allocated),
            "spent": money(totals.spent),
            "reserved": money(totals.reserved),
            "remaining": money(totals.remaining),
            "lapsed": money(totals.lapsed),
        },
        "printed_at": f"{timezone.localtime():%Y-%m-%d %H:%M}",
    }


def _state(budget: Budget) -> str:
    if budget.is_closed:
        return f"已于{timezone.localtime(budget.closed_at):%Y-%m-%d}结账"
    return "年度已结束，尚未结账" if budget.is_over else "本年度未结账"


def _totals(allocated: Decimal, spent: Decimal, reserved: Decimal, remaining: Decimal, lapsed: Decimal) -> list[dict]:
    named = [("拨付合计", allocated), ("支出合计", spent), ("已批未入账", reserved), ("可用余额", remaining)]
    if lapsed:
        named.append(("年终作废", lapsed))
    return [{"name": name, "amount": money(amount), "capitals": in_capitals(amount)} for name, amount in named]
