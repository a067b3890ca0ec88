"""One lock for all that happens in a budget: its row. Whoever holds it reads the expense and its totals afresh."""

from collections.abc import Iterable
from decimal import Decimal

from days.models.yearly_counter import next_number
from people.models import Member

from ...models import Budget, Entry, Expense, ExpenseStep
from ..errors import NoLongerThere, ReasonMissing, YearClosed

BOOK, EXPENSES = "activities.book", "activities.expenses"
LONGEST_REASON = 300


def locked(budget_id: int) -> Budget:
    """Return the budget as it is now; nobody else changes it until the transaction ends."""
    return Budget.objects.select_for_update(no_key=True, of=["self"]).select_related("club").get(pk=budget_id)


def locked_open(budget_id: int) -> Budget:
    """The same. Raises YearClosed."""
    budget = locked(budget_id)
    if budget.is_closed:
        raise YearClosed
    return budget


def locked_expense(expense: Expense, *states: str) -> Expense:
    """Return the expense with its budget locked, in one of `states`.

    Raises:
        YearClosed: its year is.
        NoLongerThere: it has been decided on meanwhile.
    """
    budget = locked_open(expense.budget_id)
    now = Expense.objects.select_related("asked_by").get(pk=expense.pk)
    now.budget = budget
    if now.state not in states:
        raise NoLongerThere(str(now.get_state_display()))
    return now


def move(expense: Expense, state: str, **values) -> None:
    """Put an expense into its next state; the reserved total of its budget follows by a trigger."""
    expense.state = state
    for name, value in values.items():
        setattr(expense, name, value)
    expense.save(update_fields=["state", *values])
    expense.budget.refresh_from_db(fields=["allocated", "reserved", "spent"])


def note_step(
    expense: Expense, act: str, by: Member | None, *, amount: Decimal | None = None, remark: str = ""
) -> ExpenseStep:
    return ExpenseStep.objects.create(expense=expense, act=act, by=by, amount=amount, remark=remark)


def enter(budget: Budget, kind: str, amount: Decimal, reason: str, by: Member, **of) -> Entry:
    """Add a line to the book, under the next number of its year. The totals of the budget follow by a trigger."""
    number = next_number(BOOK, budget.year)
    entry = Entry.objects.create(
        budget=budget, year=budget.year, number=number, kind=kind, amount=amount, reason=reason, by=by, **of
    )
    budget.refresh_from_db(fields=["allocated", "reserved", "spent"])
    return entry


def said(reason: str) -> str:
    """Return a reason as it is kept. Raises ReasonMissing."""
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise ReasonMissing
    return reason


def void_receipts(expenses: Iterable[Expense]) -> None:
    """What came to nothing proves nothing: its receipts may prove another expense."""
    for expense in expenses:
        expense.receipts.filter(is_void=False).update(is_void=True)
