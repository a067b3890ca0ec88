"""A year's account is closed: nothing in it changes any more, and what was not used lapses."""

import logging
from datetime import date

from django.db import transaction
from django.utils import timezone

from people.models import Member

from ...models import Budget, Expense, ExpenseStep
from ..errors import BudgetRefused, ReceiptsWaiting, YearNotOver
from ..rules import check_decides
from ..telling import tell_closed
from .locking import locked_open, move, note_step, void_receipts

logger = logging.getLogger(__name__)

# Until then receipts of the year before are handed in and booked; afterwards the clock closes its accounts.
LAST_DAY_TO_BOOK = (1, 31)


@transaction.atomic
def close(budget: Budget, *, by: Member | None) -> Budget:
    """Close the account of a year that is over. What was approved and never presented is withdrawn; the rest lapses.

    `by` is None where the clock does it.

    Raises:
        NotAnApprover, ReviewsTheAccounts, YourClub, YearClosed.
        YearNotOver: there are days left in it.
        ReceiptsWaiting: what was handed in is to be booked or sent back first.
    """
    if by is not None:
        check_decides(by, budget.club)
    budget = locked_open(budget.pk)
    if not budget.is_over:
        raise YearNotOver
    expenses = list(budget.expenses.open())
    if any(expense.state == Expense.State.PRESENTED for expense in expenses):
        raise ReceiptsWaiting
    for expense in expenses:
        expense.budget = budget
        move(expense, Expense.State.WITHDRAWN)
        note_step(expense, ExpenseStep.Act.WITHDRAWN, by)
    void_receipts(expenses)
    budget.closed_at, budget.closed_by, budget.lapsed = timezone.now(), by, budget.allocated - budget.spent
    budget.save(update_fields=["closed_at", "closed_by", "lapsed"])
    tell_closed(budget)
    return budget


def close_what_is_over(today: date | None = None) -> int:
    """Close the accounts of past years, once their last day to book is over; returns how many. One with receipts that
    wait stays open, and keeps no other.
    """
    today = today or timezone.localdate()
    last_open = today.year if (today.month, today.day) > LAST_DAY_TO_BOOK else today.year - 1
    closed = 0
    for budget in Budget.objects.filter(year__lt=last_open, closed_at=None).select_related("club"):
        try:
            close(budget, by=None)
            closed += 1
        except BudgetRefused as refusal:
            logger.warning("the account of %s stays open: %s", budget, refusal)
    return closed
