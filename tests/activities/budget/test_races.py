"""Two at the same moment: nothing is given, booked or reversed twice."""

from decimal import Decimal
from functools import partial

import pytest
from django.utils import timezone

from activities.budget import actions
from activities.budget.actions import locking
from activities.models import Budget, Entry, Expense
from days.models.yearly_counter import YearlyCounter
from tests.factories import ClubPageFactory, MemberFactory, make_site
from tests.plugins.racing import at_once

from . import spending as begin
from .spending import Spending

D = Decimal


@pytest.fixture
def house(committed_db, monkeypatch, tmp_path, settings):
    """Those who decide, and a function that makes a club with its budget for a round."""
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(begin, "YEAR", timezone.localdate().year)
    make_site()
    leader, chair, deputy = MemberFactory(), MemberFactory(chair=True), MemberFactory(deputy=True)

    def fresh(amount="100") -> Spending:
        made = Spending(ClubPageFactory(led_by=[leader], listed=True), leader, chair, deputy)
        actions.allocate(made.club, begin.YEAR, D(amount), by=chair, reason="决定")
        return made

    return fresh


def names(outcomes) -> list[str]:
    return sorted(type(each).__name__ for each in outcomes)


def without_the_lock(monkeypatch):
    """As a verb would be that reads before it locks: the row that it decides by is read without one."""

    def unlocked(budget_id):
        return Budget.objects.select_related("club").get(pk=budget_id)

    monkeypatch.setattr(locking, "locked", unlocked)


@pytest.mark.race
class TestAtOnce:
    def test_of_two_expenses_against_the_last_of_the_budget_one_is_approved(self, house, race_rounds):
        for _round in range(race_rounds):
            made = house()
            expenses = [made.asked("60"), made.asked("60")]
            outcomes = at_once(
                *[
                    partial(actions.approve, one, by=by)
                    for one, by in zip(expenses, (made.chair, made.deputy), strict=True)
                ]
            )
            assert names(outcomes) == ["Expense", "MoreThanRemains"]
            assert made.totals == (100, 60, 0, 40)
            assert Expense.objects.filter(budget=made.budget, state="approved").count() == 1

    def test_without_the_lock_the_second_meets_the_constraint_instead_of_a_sentence(
        self, house, race_rounds, monkeypatch
    ):
        """The control: both read that enough is left; the money is safe, and one of them gets an error."""
        broken = 0
        for _round in range(race_rounds):
            made = house()
            expenses = [made.asked("60"), made.asked("60")]
            with monkeypatch.context() as patched:
                without_the_lock(patched)
                outcomes = at_once(*[partial(actions.approve, one, by=made.chair) for one in expenses])
            broken += "IntegrityError" in names(outcomes)
            assert made.totals == (100, 60, 0, 40)
        assert broken

    def test_an_expense_is_approved_once_by_two(self, house, race_rounds):
        for _round in range(race_rounds):
            made = house()
            expense = made.asked("40")
            outcomes = at_once(*[partial(actions.approve, expense, by=by) for by in (made.chair, made.deputy)])
            assert names(outcomes) == ["Expense", "NoLongerThere"]
            assert made.totals == (100, 40, 0, 60)
            assert expense.steps.filter(act="approved").count() == 1

    def test_without_the_lock_it_is_approved_by_both(self, house, race_rounds, monkeypatch):
        """The control."""
        twice = 0
        for _round in range(race_rounds):
            made = house()
            expense = made.asked("40")
            with monkeypatch.context() as patched:
                without_the_lock(patched)
                at_once(*[partial(actions.approve, expense, by=by) for by in (made.chair, made.deputy)])
            twice += expense.steps.filter(act="approved").count() == 2
        assert twice

    def test_an_expense_is_booked_once_by_two(self, house, race_rounds):
        for _round in range(race_rounds):
            made = house()
            expense = made.presented("40")
            outcomes = at_once(*[partial(actions.book, expense, by=by) for by in (made.chair, made.deputy)])
            assert names(outcomes) == ["Entry", "NoLongerThere"]
            assert made.totals == (100, 0, 40, 60)

    def test_of_two_reversals_one_is_entered(self, house, race_rounds):
        for _round in range(race_rounds):
            made = house()
            entry = made.booked("40")
            outcomes = at_once(
                *[partial(actions.reverse, entry, by=by, reason="重复") for by in (made.chair, made.deputy)]
            )
            assert names(outcomes) == ["Entry", "ReversedAlready"]
            assert made.totals == (100, 0, 0, 100)

    def test_without_the_lock_the_second_reversal_meets_the_constraint(self, house, race_rounds, monkeypatch):
        """The control."""
        broken = 0
        for _round in range(race_rounds):
            made = house()
            entry = made.booked("40")
            with monkeypatch.context() as patched:
                patched.setattr("activities.budget.actions.reversing.locked_open", lambda pk: Budget.objects.get(pk=pk))
                outcomes = at_once(
                    *[partial(actions.reverse, entry, by=by, reason="重复") for by in (made.chair, made.deputy)]
                )
            broken += "IntegrityError" in names(outcomes)
            assert made.totals == (100, 0, 0, 100)
        assert broken

    def test_a_budget_is_allocated_once_by_two(self, house, race_rounds):
        for _round in range(race_rounds):
            made = house()
            club = ClubPageFactory(listed=True)
            allocate = partial(actions.allocate, club, begin.YEAR, D("100"), reason="决定")
            outcomes = at_once(*[partial(allocate, by=by) for by in (made.chair, made.deputy)])
            assert names(outcomes) == ["AllocatedAlready", "Entry"]
            assert club.budgets.get().allocated == 100

    def test_a_receipt_proves_one_of_two_expenses(self, house, race_rounds):
        for _round in range(race_rounds):
            made, other = house(), house()
            words = f"once-{made.club.pk}"
            uploads = [begin.a_pdf(words=words), begin.a_pdf(words=words)]
            expenses = [made.approved("40"), other.approved("40")]
            outcomes = at_once(
                *[
                    partial(each.receipt, one, up)
                    for each, one, up in zip((made, other), expenses, uploads, strict=True)
                ]
            )
            assert names(outcomes) == ["Receipt", "ReceiptUsed"]

    def test_the_numbers_of_the_book_have_no_gaps(self, house, race_rounds):
        for _round in range(race_rounds):
            clubs = [house(), house(), house()]
            at_once(*[partial(actions.supplement, made.budget, D("1"), by=made.chair, reason="追加") for made in clubs])
        numbers = list(Entry.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert YearlyCounter.objects.get(name=locking.BOOK).last == len(numbers)
