"""From an allocation to a booked expense; spent, reserved and remaining are right after each step."""

from decimal import Decimal

import pytest

from activities.budget import actions
from activities.budget.errors import (
    AnotherAmount,
    MoreThanApproved,
    MoreThanAsked,
    MoreThanRemains,
    NoLongerThere,
    NoMoreThanApproved,
    NoReceipt,
    NoSuchDate,
    NotAnApprover,
    NotYours,
    ReasonMissing,
    ReversalStands,
    ReversedAlready,
    ReviewsTheAccounts,
    UsedAlready,
    YourClub,
    YourOwn,
)
from activities.budget.leaving import name_unfinished_expenses
from activities.budget.money import AmountRefused
from activities.models import ClubLeader, ClubPage, Entry, Expense
from notices.models import Notice
from people.models import Body, Member, PostHeld
from tests.factories import ClubPageFactory, MemberFactory, RecurringActivityFactory

from .spending import YEAR, make_auditor

State = Expense.State
D = Decimal
NEXT_YEAR, FEBRUARY = "2027-01-10 10:00+08:00", "2027-02-01 02:40+08:00"


def told(member: Member) -> list[str]:
    return list(Notice.objects.filter(recipient=member).order_by("pk").values_list("subject", flat=True))


def in_the_book(spending) -> list[tuple[str, Decimal]]:
    return list(spending.budget.entries.order_by("number").values_list("kind", "amount"))


class TestTheTotalsFollow:
    def test_an_allocation_begins_the_book(self, spending):
        assert spending.totals == (1000, 0, 0, 1000)
        [entry] = spending.budget.entries.all()
        assert (entry.reference, entry.kind, entry.by) == ("2026-0001", "allocation", spending.chair)

    def test_an_expense_that_is_asked_for_reserves_nothing(self, spending):
        spending.asked("300")
        assert spending.totals == (1000, 0, 0, 1000)

    def test_an_approved_expense_is_reserved_and_a_booked_one_spent(self, spending):
        spending.approved("300")
        assert spending.totals == (1000, 300, 0, 700)
        spending.booked("200.50", spent="180.25")
        assert spending.totals == (1000, 300, D("180.25"), D("519.75"))
        assert in_the_book(spending) == [("allocation", 1000), ("expense", D("180.25"))]

    def test_less_than_was_asked_for_is_approved(self, spending):
        expense = actions.approve(spending.asked("300"), by=spending.chair, amount=D("250"))
        assert (expense.amount_asked, expense.amount_approved) == (300, 250)
        assert spending.totals == (1000, 250, 0, 750)
        with pytest.raises(MoreThanAsked):
            actions.approve(spending.asked("300"), by=spending.chair, amount=D("301"))

    def test_what_is_withdrawn_is_free_again(self, spending):
        expense = spending.approved("300")
        actions.withdraw(expense, by=spending.leader)
        assert spending.totals == (1000, 0, 0, 1000)
        assert [step.act for step in expense.steps.all()] == ["asked", "approved", "withdrawn"]

    def test_a_reversed_expense_is_free_again_and_stays_in_the_book(self, spending):
        entry = spending.booked("300")
        reversal = actions.reverse(entry, by=spending.chair, reason="重复报销")
        assert spending.totals == (1000, 0, 0, 1000)
        assert in_the_book(spending) == [("allocation", 1000), ("expense", 300), ("reversal", 300)]
        assert (reversal.reverses, entry.expense.__class__.objects.get().state) == (entry, State.REVERSED)

    def test_a_supplement_adds_and_its_reversal_takes_back(self, spending):
        entry = actions.supplement(spending.budget, D("500"), by=spending.deputy, reason="年中追加")
        assert spending.totals == (1500, 0, 0, 1500)
        actions.reverse(entry, by=spending.chair, reason="金额有误")
        assert spending.totals == (1000, 0, 0, 1000)

    def test_an_allocation_of_which_part_is_used_is_not_taken_back(self, spending):
        spending.approved("0.01")
        with pytest.raises(UsedAlready):
            actions.reverse(spending.budget.entries.get(), by=spending.chair, reason="撤销")
        assert spending.totals == (1000, D("0.01"), 0, D("999.99"))

    def test_after_its_reversal_a_budget_is_allocated_anew(self, spending):
        actions.reverse(spending.budget.entries.get(), by=spending.chair, reason="金额有误")
        actions.allocate(spending.club, YEAR, D("800"), by=spending.chair, reason="更正")
        assert spending.totals == (800, 0, 0, 800)

    def test_the_numbers_of_the_book_run_on_over_all_clubs(self, spending):
        other = ClubPageFactory()
        actions.allocate(other, YEAR, D("10"), by=spending.chair, reason="决定")
        spending.booked("1")
        assert [entry.number for entry in Entry.objects.order_by("pk")] == [1, 2, 3]


class TestAsking:
    def test_no_more_than_remains_is_asked_for_or_approved(self, spending):
        with pytest.raises(MoreThanRemains, match="1,000.00"):
            spending.asked("1000.01")
        first, second = spending.asked("600"), spending.asked("600")
        actions.approve(first, by=spending.chair)
        with pytest.raises(MoreThanRemains, match="400.00"):
            actions.approve(second, by=spending.chair)
        assert spending.totals == (1000, 600, 0, 400)

    @pytest.mark.parametrize("amount", ["-5", "0", "1e9", "NaN", "0.001"])
    def test_what_is_no_amount_is_not_asked_for(self, spending, amount):
        with pytest.raises(AmountRefused):
            spending.asked(amount)
        assert not Expense.objects.exists()

    def test_a_form_that_is_sent_twice_is_one_expense(self, spending):
        first = spending.asked("100")
        again = spending.asked("100", attempt=first.attempt)
        assert again == first
        assert Expense.objects.count() == 1

    def test_only_who_leads_the_club_asks(self, spending):
        other = MemberFactory()
        ClubPageFactory(led_by=[other])
        for somebody in (other, spending.chair, spending.auditor, MemberFactory(officer=True)):
            with pytest.raises(NotYours):
                spending.asked(by=somebody)

    def test_a_leader_who_left_asks_for_nothing(self, spending):
        Member.objects.filter(pk=spending.leader.pk).update(is_active=False)
        with pytest.raises(NotYours):
            spending.asked(by=Member.objects.get(pk=spending.leader.pk))

    def test_a_leader_whose_club_is_not_live_asks_for_nothing(self, spending):
        ClubPage.objects.filter(pk=spending.club.pk).update(live=False)
        with pytest.raises(NotYours):
            spending.asked()

    def test_what_a_leader_who_left_had_approved_is_freed_by_an_approver_with_a_reason(self, spending):
        expense = spending.approved("300")
        Member.objects.filter(pk=spending.leader.pk).update(is_active=False)
        with pytest.raises(ReasonMissing):
            actions.withdraw(expense, by=spending.chair)
        actions.withdraw(expense, by=spending.chair, reason="负责人已调离")
        assert spending.totals == (1000, 0, 0, 1000)

    def test_what_somebody_who_leaves_asked_for_is_named(self, spending):
        expense, _done = spending.approved("300"), spending.booked("10")
        [ended] = name_unfinished_expenses([spending.leader])
        assert ended.member_id == spending.leader.pk
        assert expense.purpose in ended.sentence

    def test_an_activity_of_another_club_is_not_paid_for(self, spending):
        theirs = RecurringActivityFactory(club=ClubPageFactory())
        with pytest.raises(NoSuchDate):
            spending.asked(activity=theirs)


class TestDeciding:
    def test_an_expense_is_approved_once(self, spending):
        expense = spending.asked("300")
        actions.approve(expense, by=spending.chair)
        with pytest.raises(NoLongerThere):
            actions.approve(expense, by=spending.deputy)
        assert spending.totals == (1000, 300, 0, 700)

    def test_nobody_else_decides(self, spending):
        expense = spending.asked()
        for somebody in (
            spending.leader,
            MemberFactory(officer=True),
            MemberFactory(administrator=True),
            MemberFactory(),
        ):
            with pytest.raises(NotAnApprover):
                actions.approve(expense, by=somebody)
        with pytest.raises(NotAnApprover):
            actions.allocate(ClubPageFactory(), YEAR, D("1"), by=spending.leader, reason="决定")
        with pytest.raises(NotAnApprover):
            actions.approve(expense, by=spending.auditor)

    def test_a_chair_who_reviews_the_accounts_decides_nothing_in_them(self, spending):
        expense = spending.asked()
        make_auditor()
        audit = Body.objects.get(kind=Body.Kind.AUDIT)
        PostHeld.objects.create(body=audit, post=PostHeld.Post.CHAIR, member=spending.deputy, starts_on="2025-01-01")
        with pytest.raises(ReviewsTheAccounts):
            actions.approve(expense, by=Member.objects.get(pk=spending.deputy.pk))

    def test_nobody_decides_on_a_club_that_they_lead(self, spending):
        ClubLeader.objects.create(club=spending.club, member=spending.deputy)
        expense = spending.asked()
        with pytest.raises(YourClub):
            actions.approve(expense, by=spending.deputy)
        with pytest.raises(YourClub):
            actions.supplement(spending.budget, D("1"), by=spending.deputy, reason="追加")

    def test_nobody_approves_what_they_asked_for_when_they_still_led_the_club(self, spending):
        leading = ClubLeader.objects.create(club=spending.club, member=spending.deputy)
        expense = spending.asked(by=spending.deputy)
        leading.delete()
        with pytest.raises(YourOwn):
            actions.approve(expense, by=spending.deputy)
        with pytest.raises(YourOwn):
            actions.refuse(expense, by=spending.deputy, reason="不批")

    def test_a_refusal_has_a_reason_that_the_club_reads(self, spending):
        expense = spending.asked()
        with pytest.raises(ReasonMissing):
            actions.refuse(expense, by=spending.chair, reason="  ")
        actions.refuse(expense, by=spending.chair, reason="请先报活动方案")
        notice = Notice.objects.get(recipient=spending.leader, kind="activities.expense_decided")
        assert "请先报活动方案" in notice.body
        with pytest.raises(NoLongerThere):
            actions.approve(expense, by=spending.deputy)

    def test_who_decides_hears_of_what_is_asked_for_and_who_asked_of_the_decision(self, spending):
        expense = spending.asked("300")
        assert [len(told(one)) for one in (spending.chair, spending.deputy)] == [1, 1]
        before = len(told(spending.leader))
        actions.approve(expense, by=spending.chair)
        assert len(told(spending.leader)) == before + 1
        assert "¥300.00" in told(spending.leader)[-1]


class TestMore:
    def test_what_cost_more_is_asked_for_again_and_stays_reserved_meanwhile(self, spending):
        expense = spending.approved("300")
        spending.receipt(expense)
        with pytest.raises(MoreThanApproved, match="300.00"):
            actions.present(expense, by=spending.leader, amount=D("320"))
        actions.ask_for_more(expense, by=spending.leader, amount=D("320"), reason="涨价")
        assert spending.totals == (1000, 300, 0, 700)
        actions.approve(expense, by=spending.deputy)
        assert spending.totals == (1000, 320, 0, 680)
        actions.book(actions.present(expense, by=spending.leader, amount=D("320")), by=spending.chair)
        assert spending.totals == (1000, 0, 320, 680)

    def test_where_more_is_refused_the_first_approval_stands(self, spending):
        expense = spending.approved("300")
        actions.ask_for_more(expense, by=spending.leader, amount=D("320"), reason="涨价")
        refused = actions.refuse(expense, by=spending.chair, reason="按原额度执行")
        assert (refused.state, refused.amount_approved) == (State.APPROVED, 300)
        assert spending.totals == (1000, 300, 0, 700)

    def test_more_is_more_and_no_more_than_remains(self, spending):
        expense = spending.approved("300")
        with pytest.raises(NoMoreThanApproved):
            actions.ask_for_more(expense, by=spending.leader, amount=D("300"), reason="涨价")
        with pytest.raises(MoreThanRemains):
            actions.ask_for_more(expense, by=spending.leader, amount=D("1000.01"), reason="涨价")


class TestBooking:
    def test_nothing_is_booked_without_a_receipt(self, spending):
        expense = spending.approved()
        with pytest.raises(NoReceipt):
            actions.present(expense, by=spending.leader, amount=D("100"))
        receipt = spending.receipt(expense)
        actions.void_receipt(receipt, by=spending.leader)
        with pytest.raises(NoReceipt):
            actions.present(expense, by=spending.leader, amount=D("100"))

    def test_an_expense_is_booked_once(self, spending):
        entry = spending.booked("100")
        with pytest.raises(NoLongerThere):
            actions.book(entry.expense, by=spending.deputy)
        assert spending.totals == (1000, 0, 100, 900)

    def test_another_amount_than_the_one_that_was_looked_at_is_not_booked(self, spending):
        expense = spending.presented("100", spent="90")
        actions.send_back(expense, by=spending.deputy, reason="发票抬头不对")
        actions.present(expense, by=spending.leader, amount=D("95"))
        with pytest.raises(AnotherAmount):
            actions.book(expense, by=spending.chair, amount=D("90"))
        actions.book(expense, by=spending.chair, amount=D("95"))

    def test_receipts_that_are_sent_back_keep_the_amount_reserved(self, spending):
        expense = spending.presented("100", spent="90")
        back = actions.send_back(expense, by=spending.chair, reason="缺明细")
        assert (back.state, back.amount_spent) == (State.APPROVED, None)
        assert spending.totals == (1000, 100, 0, 900)

    def test_whoever_handed_the_receipt_in_does_not_book_it(self, spending):
        leading = ClubLeader.objects.create(club=spending.club, member=spending.deputy)
        expense = spending.approved()
        spending.receipt(expense)
        actions.present(expense, by=spending.deputy, amount=D("100"))
        leading.delete()
        with pytest.raises(YourOwn):
            actions.book(expense, by=spending.deputy)

    def test_a_line_of_the_book_is_reversed_once(self, spending):
        entry = spending.booked()
        actions.reverse(entry, by=spending.chair, reason="重复")
        with pytest.raises(ReversedAlready):
            actions.reverse(entry, by=spending.deputy, reason="重复")
        assert spending.totals == (1000, 0, 0, 1000)

    def test_a_reversal_is_not_reversed(self, spending):
        reversal = actions.reverse(spending.booked(), by=spending.chair, reason="重复")
        with pytest.raises(ReversalStands):
            actions.reverse(reversal, by=spending.deputy, reason="恢复")

    def test_who_leads_the_club_or_reviews_the_accounts_reverses_nothing(self, spending):
        entry = spending.booked()
        for somebody in (spending.leader, spending.auditor):
            with pytest.raises(NotAnApprover):
                actions.reverse(entry, by=somebody, reason="冲")
