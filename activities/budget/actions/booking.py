"""A leader attaches receipts and hands them in with what was spent; an approver looks at them and books it."""

import hashlib
from decimal import Decimal
from uuid import uuid4

from django.db import IntegrityError, transaction

from people.models import Member
from signups.answers.files import CheckedFile

from ...models import Entry, Expense, ExpenseStep, Receipt
from ..errors import AnotherAmount, MoreThanApproved, NoReceipt, ReceiptUsed, TooManyReceipts
from ..money import checked
from ..rules import check_decides, check_four_eyes, check_leads
from ..telling import tell_decided, tell_presented
from .locking import enter, locked_expense, move, note_step, said

State, Act = Expense.State, ExpenseStep.Act
MOST_RECEIPTS = 20


def attach(expense: Expense, file: CheckedFile, *, by: Member) -> Receipt:
    """Keep a receipt of an approved expense, sealed.

    Raises:
        NotYours, YearClosed, NoLongerThere, TooManyReceipts.
        ReceiptUsed: the same file is the receipt of an expense already, of this or another club.
    """
    storage = Receipt._meta.get_field("file").storage
    name = storage.save(uuid4().hex, file.as_file())
    try:
        with transaction.atomic():
            return _attach(expense, file, name, by)
    except BaseException:
        storage.delete(name)
        raise


def _attach(expense: Expense, file: CheckedFile, name: str, by: Member) -> Receipt:
    expense = locked_expense(expense, State.APPROVED)
    check_leads(expense.budget.club, by)
    if expense.receipts.filter(is_void=False).count() >= MOST_RECEIPTS:
        raise TooManyReceipts(MOST_RECEIPTS)
    digest = hashlib.sha256(file.content).hexdigest()
    try:
        with transaction.atomic():
            return Receipt.objects.create(
                expense=expense, file=name, name=file.name, size=len(file.content), digest=digest, uploaded_by=by
            )
    except IntegrityError as error:
        if Receipt.objects.filter(digest=digest, is_void=False).exists():
            raise ReceiptUsed from error
        raise


@transaction.atomic
def void_receipt(receipt: Receipt, *, by: Member) -> Receipt:
    """Take a receipt off, such as a wrong picture; it stays to be seen and proves nothing any more.

    Raises:
        NotYours, YearClosed, NoLongerThere.
    """
    expense = locked_expense(receipt.expense, State.APPROVED)
    check_leads(expense.budget.club, by)
    if expense.receipts.filter(pk=receipt.pk, is_void=False).update(is_void=True):
        note_step(expense, Act.VOIDED, by, remark=receipt.name)
    return receipt


@transaction.atomic
def present(expense: Expense, *, by: Member, amount: Decimal) -> Expense:
    """Hand in the receipts with what was really spent.

    Raises:
        AmountRefused, NotYours, YearClosed, NoLongerThere, NoReceipt.
        MoreThanApproved: it cost more; the higher amount has to be asked for first.
    """
    amount = checked(amount)
    expense = locked_expense(expense, State.APPROVED)
    check_leads(expense.budget.club, by)
    _check_has_receipt(expense)
    if amount > expense.amount_approved:
        raise MoreThanApproved(expense.amount_approved)
    move(expense, State.PRESENTED, amount_spent=amount, presented_by=by)
    tell_presented(expense, note_step(expense, Act.PRESENTED, by, amount=amount))
    return expense


@transaction.atomic
def send_back(expense: Expense, *, by: Member, reason: str) -> Expense:
    """Receipts or amount are not right: they go back with a reason, and what was approved stays reserved.

    Raises:
        ReasonMissing, NotAnApprover, ReviewsTheAccounts, YourClub, YourOwn, YearClosed, NoLongerThere.
    """
    reason = said(reason)
    expense = locked_expense(expense, State.PRESENTED)
    check_decides(by, expense.budget.club)
    check_four_eyes(expense, by)
    move(expense, State.APPROVED, amount_spent=None, presented_by=None)
    tell_decided(expense, note_step(expense, Act.SENT_BACK, by, remark=reason))
    return expense


@transaction.atomic
def book(expense: Expense, *, by: Member, amount: Decimal | None = None) -> Entry:
    """Enter what was spent into the book; what was reserved beyond it is free again. `amount` is what `by` has seen.

    Raises:
        AnotherAmount: meanwhile another amount was handed in.
        NotAnApprover, ReviewsTheAccounts, YourClub, YourOwn, YearClosed, NoLongerThere, NoReceipt.
    """
    expense = locked_expense(expense, State.PRESENTED)
    check_decides(by, expense.budget.club)
    check_four_eyes(expense, by)
    if amount is not None and amount != expense.amount_spent:
        raise AnotherAmount(expense.amount_spent)
    _check_has_receipt(expense)
    move(expense, State.BOOKED, booked_by=by)
    entry = enter(expense.budget, Entry.Kind.EXPENSE, expense.amount_spent, expense.purpose, by, expense=expense)
    tell_decided(expense, note_step(expense, Act.BOOKED, by, amount=expense.amount_spent, remark=entry.reference))
    return entry


def _check_has_receipt(expense: Expense) -> None:
    if not expense.receipts.filter(is_void=False).exists():
        raise NoReceipt
