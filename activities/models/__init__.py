from .activity import RecurringActivity
from .budget import Budget, BudgetProposal
from .club import ClubIndexPage, ClubLeader, ClubMembership, ClubPage
from .entry import Entry
from .expense import Expense, ExpenseStep
from .receipt import Receipt
from .single_date import SingleDate

__all__ = [
    "Budget",
    "BudgetProposal",
    "ClubIndexPage",
    "ClubLeader",
    "ClubMembership",
    "ClubPage",
    "Entry",
    "Expense",
    "ExpenseStep",
    "Receipt",
    "RecurringActivity",
    "SingleDate",
]
