"""A mistake in the book is reversed (红冲), never taken out."""

from django.db import transaction

from people.models import Member

from ...models import Entry, Expense, ExpenseStep
from ..errors import NoLongerThere, ReversalStands, ReversedAlready, UsedAlready
from ..rules import check_decides, check_four_eyes
from ..telling import tell_decided, tell_taken_back
from .locking import enter, locked_open, move, note_step, said, void_receipts


@transaction.atomic
def reverse(entry: Entry, *, by: Member, reason: str) -> Entry:
    """Take back all of an entry by another one: of an expense its amount is free again, of an allocation it is gone.

    Raises:
        ReasonMissing, NotAnApprover, ReviewsTheAccounts, YourClub, YourOwn, YearClosed.
        ReversalStands: it is a reversal itself.
        ReversedAlready: somebody has done so.
        UsedAlready: of an allocation, part is spent or reserved.
    """
    reason = said(reason)
    budget = locked_open(entry.budget_id)
    check_decides(by, budget.club)
    entry = Entry.objects.with_what_it_says().get(pk=entry.pk)
    if entry.is_reversal:
        raise ReversalStands
    if entry.is_reversed:
        raise ReversedAlready
    if entry.expense_id:
        check_four_eyes(entry.expense, by)
    elif entry.amount > budget.remaining:
        raise UsedAlready
    reversal = enter(budget, Entry.Kind.REVERSAL, entry.amount, reason, by, reverses=entry)
    if entry.expense_id:
        expense = entry.expense
        expense.budget = budget
        move(expense, Expense.State.REVERSED)
        void_receipts([expense])
        step = note_step(expense, ExpenseStep.Act.REVERSED, by, amount=entry.amount, remark=reason)
        tell_decided(expense, step)
    else:
        tell_taken_back(reversal)
    return reversal


def reverse_expense(expense: Expense, *, by: Member, reason: str) -> Entry:
    """Reverse the entry of an expense. Raises NoLongerThere where it is not booked, and as `reverse`."""
    entry = expense.entries.first()
    if entry is None:
        raise NoLongerThere(str(expense.get_state_display()))
    return reverse(entry, by=by, reason=reason)
