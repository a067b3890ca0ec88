"""The pages of a club's budget: for its leader, for who decides, for who reviews the accounts, and for nobody else."""

from decimal import Decimal
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from activities.budget import actions
from activities.models import Expense
from people.models import Member
from tests.factories import ClubPageFactory, MemberFactory
from tests.list_costs import queries_for

from .spending import ASKED, YEAR, as_member, asking, post, text

D = Decimal


class TestWhoFindsThem:
    def reading(self, spending, expense):
        receipt = spending.receipt(spending.approved("10"))
        return [
            reverse("club_budget", args=[spending.club.pk]),
            reverse("club_book", args=[spending.club.pk]),
            reverse("club_statement_pdf", args=[spending.club.pk, YEAR]),
            reverse("club_statement_workbook", args=[spending.club.pk, YEAR]),
            reverse("expense", args=[expense.pk]),
            reverse("receipt", args=[receipt.expense_id, receipt.pk]),
        ]

    def test_leader_office_approvers_and_auditors_read_an_account_and_nobody_else(self, spending):
        addresses = self.reading(spending, spending.asked())
        other = MemberFactory()
        ClubPageFactory(led_by=[other])
        readers = [spending.leader, spending.chair, spending.deputy, spending.auditor, MemberFactory(officer=True)]
        others = [other, MemberFactory(), MemberFactory(administrator=True), MemberFactory(librarian=True)]
        for address in addresses:
            assert {as_member(one).get(address).status_code for one in readers} == {200}, address
            assert {as_member(one).get(address).status_code for one in others} == {404}, address
            assert Client().get(address).status_code == 302

    def test_a_leader_who_left_finds_nothing_any_more(self, spending):
        client = as_member(spending.leader)
        Member.objects.filter(pk=spending.leader.pk).update(is_active=False)
        assert client.get(reverse("club_budget", args=[spending.club.pk])).status_code == 302

    def test_all_accounts_are_for_the_office_and_the_auditors(self, spending):
        for name, args in (("budgets", []), ("budgets_pdf", [YEAR]), ("budgets_workbook", [YEAR])):
            address = reverse(name, args=args)
            assert [as_member(one).get(address).status_code for one in (spending.chair, spending.auditor)] == [200, 200]
            assert as_member(spending.leader).get(address).status_code == 404

    def test_whoever_reviews_the_accounts_changes_none(self, spending):
        asked, approved, presented = spending.asked(), spending.approved(), spending.presented()
        booked, receipt = spending.booked(), spending.receipt(approved)
        club, before = spending.club.pk, spending.totals
        acts = [
            *[("approve_expense", [asked.pk]), ("refuse_expense", [asked.pk]), ("withdraw_expense", [asked.pk])],
            *[("ask_for_more", [approved.pk]), ("present_expense", [approved.pk])],
            *[("void_receipt", [approved.pk, receipt.pk]), ("book_expense", [presented.pk])],
            *[("send_back_receipt", [presented.pk]), ("reverse_expense", [booked.expense_id])],
            *[("reverse_entry", [club, booked.pk]), ("ask_expense", [club]), ("allocate_budget", [club])],
            *[("close_budget", [club, YEAR])],
        ]
        said = {**ASKED, "reason": "审计", "year": YEAR}
        for name, args in acts:
            assert post(spending.auditor, name, *args, data=said).status_code == 404, name
            assert as_member(spending.auditor).get(reverse(name, args=args)).status_code == 404, name
        assert spending.totals == before

    def test_a_leader_decides_nothing(self, spending):
        asked = spending.asked()
        for name in ("approve_expense", "refuse_expense"):
            assert post(spending.leader, name, asked.pk, amount="1", reason="x").status_code == 404
        assert post(spending.leader, "allocate_budget", spending.club.pk, year=YEAR, amount="1").status_code == 404


class TestAsking:
    def test_an_amount_in_full_width_digits_is_taken(self, spending):
        answer = post(spending.leader, "ask_expense", spending.club.pk, data=asking())
        expense = Expense.objects.get()
        assert answer.url == reverse("expense", args=[expense.pk])
        assert (expense.amount_asked, expense.asked_by) == (D("12.50"), spending.leader)

    @pytest.mark.parametrize("amount", ["-5", "0", "1e5", "99999999999", "五百", ""])
    def test_what_is_no_amount_is_refused_and_nothing_that_was_typed_is_lost(self, spending, amount):
        answer = post(
            spending.leader, "ask_expense", spending.club.pk, data={**ASKED, "amount": amount}, attempt=str(uuid4())
        )
        assert answer.status_code == 422
        assert not Expense.objects.exists()
        assert 'value="训练用球"' in answer.content.decode()
        assert "field__errors" in answer.content.decode()

    def test_more_than_remains_is_said_with_what_is_left(self, spending):
        answer = post(
            spending.leader, "ask_expense", spending.club.pk, data={**ASKED, "amount": "1000.01"}, attempt=str(uuid4())
        )
        assert answer.status_code == 422
        assert "1,000.00" in text(answer)

    def test_sent_twice_it_is_asked_for_once(self, spending):
        attempt = str(uuid4())
        for _time in range(2):
            post(spending.leader, "ask_expense", spending.club.pk, data=ASKED, attempt=attempt)
        assert Expense.objects.count() == 1


class TestDeciding:
    def test_the_page_offers_what_may_be_done_and_does_it(self, spending):
        expense = spending.asked("300")
        page = as_member(spending.chair).get(reverse("expense", args=[expense.pk])).content.decode()
        assert reverse("approve_expense", args=[expense.pk]) in page
        assert 'value="300.00"' in page
        post(spending.chair, "approve_expense", expense.pk, amount="280")
        assert spending.totals == (1000, 280, 0, 720)

    def test_whoever_decides_refuses_what_is_asked_for_and_frees_what_was_approved(self, spending):
        def withdraws(member, expense):
            page = as_member(member).get(reverse("expense", args=[expense.pk])).content.decode()
            return reverse("withdraw_expense", args=[expense.pk]) in page

        asked, approved = spending.asked(), spending.approved()
        assert [withdraws(spending.leader, asked), withdraws(spending.chair, asked)] == [True, False]
        assert withdraws(spending.chair, approved)

    def test_the_second_approval_gets_a_sentence(self, spending):
        expense = spending.approved("300")
        answer = post(spending.deputy, "approve_expense", expense.pk, amount="300")
        assert answer.status_code == 422
        assert spending.totals == (1000, 300, 0, 700)

    def test_what_is_not_booked_is_not_reversed_and_gets_a_sentence(self, spending):
        answer = post(spending.chair, "reverse_expense", spending.asked("300").pk, reason="看错了")
        assert answer.status_code == 422
        assert spending.totals == (1000, 0, 0, 1000)

    def test_a_refusal_without_a_reason_is_shown_again(self, spending):
        expense = spending.asked()
        answer = post(spending.chair, "refuse_expense", expense.pk, reason=" ")
        assert answer.status_code == 422
        expense.refresh_from_db()
        assert expense.state == "asked"

    def test_the_address_of_an_act_leads_to_its_expense(self, spending):
        expense = spending.asked()
        answer = as_member(spending.chair).get(reverse("approve_expense", args=[expense.pk]))
        assert answer.url == reverse("expense", args=[expense.pk])

    def test_an_allocation_to_a_club_that_has_one_is_a_supplement(self, spending):
        post(spending.chair, "allocate_budget", spending.club.pk, year=YEAR, amount="500", reason="追加")
        assert [entry.kind for entry in spending.budget.entries.order_by("number")] == ["allocation", "supplement"]

    def test_a_proposal_fills_the_form_and_is_declined_with_a_reason(self, spending):
        club = ClubPageFactory()
        proposal = actions.propose(club, YEAR + 1, D("2345.60"), "四星俱乐部", None)
        page = as_member(spending.chair).get(reverse("allocate_budget", args=[club.pk]), {"year": YEAR + 1})
        assert 'value="2345.60"' in page.content.decode()
        assert "四星俱乐部" in text(as_member(spending.chair).get(reverse("budgets"), {"year": YEAR + 1}))
        post(spending.chair, "decline_proposal", club.pk, proposal.pk, reason="明年再议")
        proposal.refresh_from_db()
        assert proposal.state == "declined"

    def test_what_is_only_proposed_is_no_budget_yet(self, spending):
        club = ClubPageFactory(led_by=[spending.leader])
        actions.propose(club, YEAR, D("2345.60"), "四星俱乐部", None)
        page = as_member(spending.chair).get(reverse("budgets"))
        assert [budget.club_id for budget in page.context["shown"]] == [spending.club.pk]
        assert club.pk in [one.pk for one in page.context["without"]]
        assert as_member(spending.leader).get(reverse("club_budget", args=[club.pk])).context["budget"] is None
        assert as_member(spending.leader).get(reverse("ask_expense", args=[club.pk])).status_code == 404

    def test_a_club_that_nobody_leads_gets_a_sentence(self, spending):
        address = reverse("club_budget", args=[spending.club.pk])
        before = as_member(spending.chair).get(address).content.decode().count("callout--warning")
        Member.objects.filter(pk=spending.leader.pk).update(is_active=False)
        after = as_member(spending.chair).get(address).content.decode().count("callout--warning")
        assert (before, after) == (0, 1)


class TestLists:
    def fill(self, spending, number):
        for _time in range(number):
            spending.asked("1")

    def test_the_page_of_a_club_costs_the_same_for_one_expense_and_twenty(self, spending):
        client, address = as_member(spending.leader), reverse("club_budget", args=[spending.club.pk])
        self.fill(spending, 1)
        one = queries_for(client, address)
        self.fill(spending, 19)
        assert len(queries_for(client, address)) == len(one)

    def test_the_book_costs_the_same_for_one_line_and_twenty(self, spending):
        client, address = as_member(spending.chair), reverse("club_book", args=[spending.club.pk])
        actions.reverse(spending.booked("1"), by=spending.chair, reason="重复")
        one = queries_for(client, address)
        for _time in range(6):
            actions.reverse(spending.booked("1"), by=spending.chair, reason="重复")
        assert len(queries_for(client, address)) == len(one)

    def test_an_expense_costs_the_same_for_one_receipt_and_ten(self, spending):
        expense = spending.approved()
        client, address = as_member(spending.leader), reverse("expense", args=[expense.pk])
        spending.receipt(expense)
        one = queries_for(client, address)
        for _time in range(9):
            spending.receipt(expense)
        assert len(queries_for(client, address)) == len(one)

    def test_the_overview_costs_the_same_for_one_club_and_twenty(self, spending):
        client, address = as_member(spending.auditor), reverse("budgets")
        spending.asked("1")
        ClubPageFactory()
        one = queries_for(client, address)
        for _time in range(19):
            actions.allocate(ClubPageFactory(), YEAR, D("10"), by=spending.chair, reason="决定")
            ClubPageFactory()
            spending.asked("1")
        assert len(queries_for(client, address)) == len(one)

    def test_long_lists_have_pages(self, spending):
        self.fill(spending, 21)
        client, address = as_member(spending.leader), reverse("club_budget", args=[spending.club.pk])
        assert len(client.get(address, {"page": 2}).context["shown"].object_list) == 1

    def test_a_year_of_which_there_is_nothing_is_this_one(self, spending):
        client, address = as_member(spending.leader), reverse("club_budget", args=[spending.club.pk])
        for year in ("1999", "x", "-1", "٢٠٢٦"):
            assert client.get(address, {"year": year}).context["year"] == YEAR


class TestTheOwnPage:
    def shown(self, member) -> str:
        return text(as_member(member).get("/me/"))

    def test_a_leader_sees_what_is_left_and_what_waits(self, spending):
        spending.approved("300")
        page = as_member(spending.leader).get("/me/").content.decode()
        assert "¥700.00" in page
        assert reverse("club_budget", args=[spending.club.pk]) in page

    def test_approvers_and_auditors_find_the_accounts_there_and_others_do_not(self, spending):
        spending.asked()
        for one, finds in ((spending.chair, True), (spending.auditor, True), (MemberFactory(), False)):
            page = as_member(one).get("/me/").content.decode()
            assert (f'href="{reverse("budgets")}"' in page) is finds

    def test_whoever_reviews_the_accounts_reads_what_is_spent_where_nothing_waits(self, spending):
        spending.booked("120")
        assert "¥120.00" in self.shown(spending.auditor)


class TestTheWays:
    def test_the_page_of_a_club_leads_whoever_reads_its_account_there_and_nobody_else(self, spending):
        way = f'href="{reverse("club_budget", args=[spending.club.pk])}"'
        readers = [spending.leader, spending.chair, spending.auditor, MemberFactory(officer=True)]
        assert {way in as_member(one).get(spending.club.url).content.decode() for one in readers} == {True}
        assert way not in as_member(MemberFactory()).get(spending.club.url).content.decode()
        assert way not in Client().get(spending.club.url).content.decode()

    def test_the_list_of_clubs_leads_to_the_accounts_and_the_ratings_of_all(self, spending):
        clubs = spending.club.get_parent().url
        accounts, ratings = f'href="{reverse("budgets")}"', f'href="{reverse("ratings")}"'
        for one, found in (
            (MemberFactory(officer=True), (True, True)),
            (spending.chair, (True, True)),
            (spending.auditor, (True, False)),
            (spending.leader, (False, False)),
        ):
            page = as_member(one).get(clubs).content.decode()
            assert (accounts in page, ratings in page) == found, one
        assert accounts not in Client().get(clubs).content.decode()


def test_the_workbook_holds_numbers_and_runs_no_formula(spending):
    spending.booked("12.50", purpose='=HYPERLINK("http://x","点我")', payee="+8613800138000")
    answer = as_member(spending.auditor).get(reverse("club_statement_workbook", args=[spending.club.pk, YEAR]))
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2))
    assert "f" not in {cell.data_type for row in rows for cell in row}
    assert rows[1][3].value.startswith("=HYPERLINK")
    assert [row[7].value or 0 for row in rows] == [0, 12.5, 12.5]
    assert rows[-1][8].value == 987.5
    with ZipFile(BytesIO(answer.content)) as packed:
        assert not any(b"<f>" in packed.read(name) for name in packed.namelist() if "sheet" in name)
