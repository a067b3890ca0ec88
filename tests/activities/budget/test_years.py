"""What is proposed for a year, and how one ends."""

from decimal import Decimal

import pytest
import time_machine

from activities.budget import actions
from activities.budget.errors import (
    AllocatedAlready,
    AnotherYear,
    ProposalDecided,
    ReceiptsWaiting,
    YearClosed,
    YearNotOver,
    YearOutOfReach,
    YourProposal,
)
from activities.models import BudgetProposal, Expense
from notices.models import Notice
from people.models import Member
from tests.factories import ClubPageFactory

from .spending import YEAR

State = Expense.State
D = Decimal
NEXT_YEAR, FEBRUARY = "2027-01-10 10:00+08:00", "2027-02-01 02:40+08:00"


def told(member: Member) -> list[str]:
    return list(Notice.objects.filter(recipient=member).order_by("pk").values_list("subject", flat=True))


class TestProposals:
    def test_a_proposal_waits_for_the_chair_and_is_decided_by_the_allocation(self, spending):
        club = ClubPageFactory()
        first = actions.propose(club, 2027, D("2000"), "三星俱乐部", None)
        second = actions.propose(club, 2027, D("3000"), "四星俱乐部", None)
        first.refresh_from_db()
        assert first.state == BudgetProposal.State.REPLACED
        actions.allocate(club, 2027, D("2500"), by=spending.chair, reason="委员会决定")
        second.refresh_from_db()
        assert (second.state, second.decided_by) == (BudgetProposal.State.ALLOCATED, spending.chair)

    def test_a_proposal_reserves_and_allocates_nothing(self, spending):
        club = ClubPageFactory()
        actions.propose(club, YEAR, D("2000"), "三星俱乐部", None)
        assert club.budgets.get().allocated == 0
        assert any("2,000.00" in subject for subject in told(spending.chair))

    def test_nobody_allocates_what_they_proposed(self, spending):
        club = ClubPageFactory()
        proposal = actions.propose(club, 2027, D("2000"), "三星俱乐部", spending.deputy)
        with pytest.raises(YourProposal):
            actions.allocate(club, 2027, D("2000"), by=spending.deputy, reason="决定")
        with pytest.raises(YourProposal):
            actions.decline(proposal, by=spending.deputy, reason="不拨")
        actions.decline(proposal, by=spending.chair, reason="明年再议")
        with pytest.raises(ProposalDecided):
            actions.decline(proposal, by=spending.chair, reason="明年再议")
        assert told(spending.deputy)

    def test_nothing_is_proposed_or_allocated_twice(self, spending):
        with pytest.raises(AllocatedAlready):
            actions.propose(spending.club, YEAR, D("2000"), "三星", None)
        with pytest.raises(AllocatedAlready):
            actions.allocate(spending.club, YEAR, D("2000"), by=spending.deputy, reason="决定")

    @pytest.mark.parametrize("year", [2025, 2028, 26])
    def test_a_budget_is_for_this_year_or_the_next(self, spending, year):
        with pytest.raises(YearOutOfReach):
            actions.allocate(spending.club, year, D("1"), by=spending.chair, reason="决定")


class TestTheEndOfAYear:
    def test_nothing_new_is_asked_for_or_approved_in_the_budget_of_another_year(self, spending):
        expense = spending.asked()
        actions.allocate(spending.club, 2027, D("500"), by=spending.chair, reason="决定")
        with pytest.raises(AnotherYear):
            actions.ask(
                spending.club.budgets.get(year=2027),
                by=spending.leader,
                purpose="球",
                category="equipment",
                payee="店",
                amount=D("1"),
            )
        with time_machine.travel(NEXT_YEAR):
            with pytest.raises(AnotherYear):
                spending.asked()
            with pytest.raises(AnotherYear):
                actions.approve(expense, by=spending.chair)

    def test_what_was_approved_is_booked_in_january_and_then_the_rest_lapses(self, spending):
        late, never = spending.approved("100"), spending.approved("50")
        asked = spending.asked("20")
        with pytest.raises(YearNotOver):
            actions.close(spending.budget, by=spending.chair)
        with time_machine.travel(NEXT_YEAR):
            spending.receipt(late)
            actions.present(late, by=spending.leader, amount=D("80"))
            with pytest.raises(ReceiptsWaiting):
                actions.close(spending.budget, by=spending.chair)
            actions.book(late, by=spending.chair)
            actions.close(spending.budget, by=spending.chair)
        budget = spending.budget
        assert (budget.spent, budget.reserved, budget.lapsed, budget.remaining) == (80, 0, 920, 0)
        assert {Expense.objects.get(pk=one.pk).state for one in (never, asked)} == {State.WITHDRAWN}

    def test_nothing_changes_in_a_closed_year(self, spending):
        entry, approved = spending.booked("100"), spending.approved("50")
        with time_machine.travel(NEXT_YEAR):
            actions.close(spending.budget, by=spending.chair)
            for act in (
                lambda: actions.reverse(entry, by=spending.chair, reason="重复"),
                lambda: spending.receipt(approved),
                lambda: actions.withdraw(approved, by=spending.leader),
                lambda: spending.asked(),
                lambda: actions.close(spending.budget, by=spending.chair),
            ):
                with pytest.raises(YearClosed):
                    act()

    def test_the_clock_closes_after_january_what_does_not_wait_for_somebody(self, spending):
        waits = ClubPageFactory(led_by=[spending.leader])
        actions.allocate(waits, YEAR, D("100"), by=spending.chair, reason="决定")
        expense = actions.ask(
            waits.budgets.get(), by=spending.leader, purpose="球", category="other", payee="店", amount=D("10")
        )
        actions.approve(expense, by=spending.chair)
        spending.receipt(expense)
        actions.present(expense, by=spending.leader, amount=D("10"))
        with time_machine.travel("2027-01-31 23:00+08:00"):
            assert actions.close_what_is_over() == 0
        with time_machine.travel(FEBRUARY):
            assert actions.close_what_is_over() == 1
        assert spending.budget.closed_by is None
        assert spending.budget.lapsed == 1000
        assert not waits.budgets.get().is_closed
