"""An approver decides on what is asked for: with the budget locked, so that no two are given the same money."""

from decimal import Decimal

from django.db import transaction

from people.models import Member

from ...models import Expense, ExpenseStep
from ..errors import MoreThanAsked, MoreThanRemains
from ..money import checked
from ..rules import check_decides, check_four_eyes
from ..telling import tell_decided
from .asking import check_takes_requests
from .locking import locked_expense, move, note_step, said, void_receipts

State, Act = Expense.State, ExpenseStep.Act


@transaction.atomic
def approve(expense: Expense, *, by: Member, amount: Decimal | None = None, remark: str = "") -> Expense:
    """Approve an expense, or less of it; so much of the budget is reserved from now on.

    Raises:
        AmountRefused, NotAnApprover, ReviewsTheAccounts, YourClub, YourOwn, YearClosed, NoLongerThere.
        AnotherYear: its year is over.
        MoreThanAsked: nobody asked for that much.
        MoreThanRemains: so much is not left any more.
    """
    expense = locked_expense(expense, State.ASKED)
    _check_may_decide(expense, by)
    check_takes_requests(expense.budget)
    amount = expense.amount_asked if amount is None else checked(amount)
    if amount > expense.amount_asked:
        raise MoreThanAsked(expense.amount_asked)
    if amount - (expense.amount_approved or 0) > expense.budget.remaining:
        raise MoreThanRemains(expense.budget.remaining + (expense.amount_approved or 0))
    move(expense, State.APPROVED, amount_approved=amount, approved_by=by)
    tell_decided(expense, note_step(expense, Act.APPROVED, by, amount=amount, remark=remark.strip()))
    return expense


@transaction.atomic
def refuse(expense: Expense, *, by: Member, reason: str) -> Expense:
    """Do not approve, and say why. Of what was asked for again the amount that was approved before stands.

    Raises:
        ReasonMissing, NotAnApprover, ReviewsTheAccounts, YourClub, YourOwn, YearClosed, NoLongerThere.
    """
    reason = said(reason)
    expense = locked_expense(expense, State.ASKED)
    _check_may_decide(expense, by)
    if expense.is_asked_again:
        move(expense, State.APPROVED)
    else:
        move(expense, State.REFUSED)
        void_receipts([expense])
    tell_decided(expense, note_step(expense, Act.REFUSED, by, remark=reason))
    return expense


def _check_may_decide(expense: Expense, member: Member) -> None:
    check_decides(member, expense.budget.club)
    check_four_eyes(expense, member)
