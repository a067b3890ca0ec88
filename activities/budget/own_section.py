"""What the own page shows of budgets: to who leads a club what is left, to approvers what waits, to the
accounts-review committee the way to all accounts.
"""

from django.db.models import Count, Q
from django.utils import timezone

from people.own_page import SIDE, Section, register_section

from ..models import Budget, ClubPage, Expense
from .figures import budgets_of, totals_of
from .rules import decides, reads_all_accounts, reviews_accounts


def budgets_shown(request) -> dict | None:
    member = request.user
    clubs = list(ClubPage.objects.live().filter(leaders__member=member).order_by("title"))
    to_decide = 0
    if decides(member):
        to_decide = Expense.objects.waiting().exclude(asked_by=member).exclude(budget__club__in=clubs).count()
    if not clubs and not to_decide and not reviews_accounts(member) and not decides(member):
        return None
    # No heading stands above nothing.
    totals = None if clubs or to_decide else totals_of(budgets_of(timezone.localdate().year))
    reads_all = reads_all_accounts(member)
    return {"clubs": _with_budgets(clubs), "to_decide": to_decide, "reads_all": reads_all, "totals": totals}


def _with_budgets(clubs: list[ClubPage]) -> list[dict]:
    waiting = Count("expenses", filter=Q(expenses__state=Expense.State.APPROVED))
    found = Budget.objects.begun().filter(club__in=clubs, year=timezone.localdate().year).annotate(receipts=waiting)
    by_club = {budget.club_id: budget for budget in found}
    budgets = [(club, by_club.get(club.pk)) for club in clubs]
    return [{"club": club, "budget": budget, "receipts": budget.receipts if budget else 0} for club, budget in budgets]


def register() -> None:
    register_section(Section("budgets", "activities/budget/own_section.html", budgets_shown, SIDE, order=12))
