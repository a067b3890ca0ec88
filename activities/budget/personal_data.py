"""What is kept of budgets about people, for the registry."""

from django.utils.translation import gettext_lazy as _

from people.privacy.registry import facts_of, forgets, keeps
from people.privacy.subjects import register_subjects

from ..models import Expense
from .sweeping import sweep

# What a look at a receipt is noted as: it may name people.
RECEIPT = "activities.receipt"


def register() -> None:
    register_subjects(activities__receipt=_("receipt of an expense"))
    keeps(
        key="activities.expenses",
        name=_("Expenses of clubs"),
        contents=_(
            "Which expenses of a club you asked for, with their course and receipts, and what you approved, entered "
            "into the book or proposed."
        ),
        purpose=_("The club holds no money: who asked, who approved and who booked is proved for each expense."),
        period=_("For good: the book of a year and what proves it."),
        seen_by=_("The leaders of the club, the union office, the chair and the accounts-review committee."),
        models=(
            "activities.Expense",
            "activities.ExpenseStep",
            "activities.Receipt",
            "activities.Entry",
            "activities.Budget",
            "activities.BudgetProposal",
        ),
        rows=lambda member: Expense.objects.filter(asked_by=member).select_related("budget__club").order_by("-pk"),
        describe=lambda expense: facts_of(
            expense, "budget", "number", "purpose", "payee", "amount_asked", "amount_spent", "state", "asked_at"
        ),
    )
    forgets("activities.receipts", sweep)
