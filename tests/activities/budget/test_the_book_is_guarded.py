"""What must always hold of the money is held by the database, whoever writes and however."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from activities.budget import actions
from activities.models import Budget, BudgetProposal, Entry, Expense, ExpenseStep, Receipt
from tests.factories import ClubPageFactory

from .spending import YEAR

KEPT = [Budget, BudgetProposal, Entry, Expense, ExpenseStep, Receipt]


def refused(act) -> bool:
    """Whether the database refuses what `act` writes."""
    try:
        with transaction.atomic():
            act()
    except DatabaseError:
        return True
    return False


def entry_of(spending, **values):
    made = {"budget": spending.budget, "year": YEAR, "number": 900, "kind": "supplement", "amount": 1, "reason": "x"}
    return lambda: Entry.objects.create(**{**made, "by": spending.chair, **values})


def test_an_entry_is_neither_changed_nor_deleted(spending):
    entry = spending.booked()
    assert refused(lambda: Entry.objects.filter(pk=entry.pk).update(amount=1))
    assert refused(lambda: Entry.objects.filter(pk=entry.pk).update(reason="x"))
    assert refused(lambda: Entry.objects.filter(pk=entry.pk)._raw_delete("default"))
    assert spending.totals == (1000, 0, 100, 900)


def test_a_step_is_neither_changed_nor_deleted(spending):
    step = spending.asked().steps.get()
    assert refused(lambda: ExpenseStep.objects.filter(pk=step.pk).update(remark="x"))
    assert refused(lambda: ExpenseStep.objects.filter(pk=step.pk)._raw_delete("default"))


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_no_table_of_the_accounts_is_emptied(spending, model):
    def empty():
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")

    assert refused(empty)


def test_no_budget_expense_receipt_or_proposal_is_deleted(spending):
    spending.booked()
    actions.propose(ClubPageFactory(), 2027, 100, "三星", None)
    for model in KEPT:
        assert model.objects.exists()
        assert refused(lambda model=model: model.objects.all()._raw_delete("default"))


def test_nobody_writes_the_totals_by_hand(spending):
    for name in ("allocated", "reserved", "spent"):
        assert refused(lambda name=name: Budget.objects.update(**{name: 5}))
    assert refused(lambda: Budget.objects.create(club=ClubPageFactory(), year=YEAR, allocated=5))


def test_even_a_forgotten_lock_overspends_nothing(spending):
    """What the verbs refuse with a sentence the constraint refuses too."""
    first, second = spending.asked("600"), spending.asked("600")
    approved = {"state": "approved", "amount_approved": 600, "approved_by": spending.chair}
    Expense.objects.filter(pk=first.pk).update(**approved)
    with pytest.raises(IntegrityError, match="activities_budget_never_overspent"), transaction.atomic():
        Expense.objects.filter(pk=second.pk).update(**approved)
    assert spending.totals == (1000, 600, 0, 400)


def test_nothing_is_approved_by_whoever_asked(spending):
    expense = spending.asked()
    approve = Expense.objects.filter(pk=expense.pk).update
    assert refused(lambda: approve(state="approved", amount_approved=1, approved_by=spending.leader))
    assert not refused(lambda: approve(state="approved", amount_approved=1, approved_by=spending.chair))


def test_an_expense_takes_its_course_and_no_other(spending):
    expense = spending.asked()
    assert refused(lambda: Expense.objects.filter(pk=expense.pk).update(state="reversed"))
    assert refused(lambda: Expense.objects.filter(pk=expense.pk).update(state="presented"))
    booked = spending.booked().expense
    assert refused(lambda: Expense.objects.filter(pk=booked.pk).update(state="approved"))
    assert refused(lambda: Expense.objects.filter(pk=booked.pk).update(amount_spent=1))


def test_what_was_asked_for_stays_as_it_was_asked(spending):
    expense = spending.asked()
    for change in ({"purpose": "x"}, {"payee": "x"}, {"asked_by": spending.chair}, {"number": 99}):
        assert refused(lambda change=change: Expense.objects.filter(pk=expense.pk).update(**change))


def test_nothing_is_booked_twice_or_without_a_receipt(spending):
    entry = spending.booked()
    assert refused(entry_of(spending, kind="expense", expense=entry.expense, amount=100))
    unproved = spending.asked()
    assert refused(entry_of(spending, kind="expense", expense=unproved, amount=100))


def test_a_reversal_takes_back_one_entry_of_its_book_wholly_and_once(spending):
    entry = spending.booked()
    assert refused(entry_of(spending, kind="reversal", reverses=entry, amount=99))
    reversal = actions.reverse(entry, by=spending.chair, reason="重复")
    assert refused(entry_of(spending, kind="reversal", reverses=entry, amount=100))
    assert refused(entry_of(spending, kind="reversal", reverses=reversal, amount=100))
    assert refused(entry_of(spending, kind="reversal"))


@pytest.mark.parametrize("amount", [0, -1, 10_000_000])
def test_no_amount_is_nothing_negative_or_huge(spending, amount):
    assert refused(entry_of(spending, amount=amount))
    assert not refused(entry_of(spending))


def test_an_entry_is_of_the_year_of_its_budget(spending):
    assert refused(entry_of(spending, year=2025))


def test_a_club_has_one_budget_a_year(spending):
    assert refused(lambda: Budget.objects.create(club=spending.club, year=YEAR))


def test_a_receipt_is_not_exchanged_and_proves_one_expense(spending):
    expense = spending.approved()
    receipt = spending.receipt(expense)
    assert refused(lambda: Receipt.objects.filter(pk=receipt.pk).update(file="x"))
    twin = {"name": "x.pdf", "size": 1, "digest": receipt.digest, "uploaded_by": spending.leader, "file": "y"}
    assert refused(lambda: Receipt.objects.create(expense=expense, **twin))
    Receipt.objects.filter(pk=receipt.pk).update(is_void=True)
    assert refused(lambda: Receipt.objects.filter(pk=receipt.pk).update(is_void=False))
