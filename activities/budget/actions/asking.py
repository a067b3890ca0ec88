"""A leader asks for an expense beforehand, asks for more where it cost more, or no longer needs it."""

from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction

from days.models.yearly_counter import next_number
from people.models import Member
from signups.models import Session

from ...models import Budget, Expense, ExpenseStep, RecurringActivity
from ...rules import leads
from ..errors import AnotherYear, MoreThanRemains, NoMoreThanApproved, NoSuchDate, NotYours
from ..money import checked
from ..rules import check_leads, decides
from ..telling import tell_asked, tell_withdrawn
from .locking import EXPENSES, locked_expense, locked_open, move, note_step, said, void_receipts

State, Act = Expense.State, ExpenseStep.Act


@transaction.atomic
def ask(
    budget: Budget,
    *,
    by: Member,
    purpose: str,
    category: str,
    payee: str,
    amount: Decimal,
    activity: RecurringActivity | None = None,
    session: Session | None = None,
    attempt: UUID | None = None,
) -> Expense:
    """Ask for an expense before it is made. Nothing is reserved until it is approved. A `session` says of which
    activity it is. Of one `attempt` that is sent twice there is one expense.

    Raises:
        AmountRefused, NotYours, YearClosed.
        AnotherYear: the budget is not this year's.
        MoreThanRemains: so much is not left.
        NoSuchDate: activity or session are of another club.
    """
    amount = checked(amount)
    check_leads(budget.club, by)
    budget = locked_open(budget.pk)
    attempt = attempt or uuid4()
    sent = Expense.objects.filter(attempt=attempt, budget=budget, asked_by=by).first()
    if sent:
        return sent
    check_takes_requests(budget)
    if session is not None:
        activity = session.offering.thing
    if activity is not None and not _is_of_the_club(budget, activity):
        raise NoSuchDate
    if amount > budget.remaining:
        raise MoreThanRemains(budget.remaining)
    expense = Expense.objects.create(
        budget=budget,
        year=budget.year,
        number=next_number(EXPENSES, budget.year),
        purpose=purpose,
        category=category,
        payee=payee,
        amount_asked=amount,
        activity=activity,
        session=session,
        asked_by=by,
        attempt=attempt,
    )
    tell_asked(expense, note_step(expense, Act.ASKED, by, amount=amount))
    return expense


@transaction.atomic
def ask_for_more(expense: Expense, *, by: Member, amount: Decimal, reason: str) -> Expense:
    """Ask for a higher amount than was approved. What was approved stays reserved, and its receipts stay.

    Raises:
        AmountRefused, ReasonMissing, NotYours, YearClosed, NoLongerThere, MoreThanRemains.
        NoMoreThanApproved: it is not more.
    """
    amount, reason = checked(amount), said(reason)
    expense = locked_expense(expense, State.APPROVED)
    check_leads(expense.budget.club, by)
    if amount <= expense.amount_approved:
        raise NoMoreThanApproved(expense.amount_approved)
    if amount - expense.amount_approved > expense.budget.remaining:
        raise MoreThanRemains(expense.budget.remaining)
    move(expense, State.ASKED, amount_asked=amount)
    tell_asked(expense, note_step(expense, Act.ASKED_AGAIN, by, amount=amount, remark=reason))
    return expense


@transaction.atomic
def withdraw(expense: Expense, *, by: Member, reason: str = "") -> Expense:
    """No longer ask for an expense, or not make one that was approved; what was reserved is free again.

    The club's leaders do so. Where they have left, an approver frees what was approved, and says why.

    Raises:
        NotYours, YearClosed, NoLongerThere, ReasonMissing.
    """
    expense = locked_expense(expense, State.ASKED, State.APPROVED)
    if not leads(expense.budget.club, by):
        if not decides(by):
            raise NotYours
        reason = said(reason)
    move(expense, State.WITHDRAWN)
    void_receipts([expense])
    tell_withdrawn(expense, note_step(expense, Act.WITHDRAWN, by, remark=reason.strip()))
    return expense


def check_takes_requests(budget: Budget) -> None:
    """Raises AnotherYear."""
    if not budget.takes_requests:
        raise AnotherYear(budget.year)


def _is_of_the_club(budget: Budget, activity) -> bool:
    return isinstance(activity, RecurringActivity) and activity.club_id == budget.club_id
