"""The file of an activity has its expenses and their receipts; stars propose the next year's budget."""

from decimal import Decimal

import pytest
from pypdf import PdfReader

from activities.budget import actions
from activities.budget.by_stars import propose_by_stars
from activities.budget.in_files import expenses, expenses_count
from activities.file.registry import part_of
from activities.file.subject import Subject
from activities.models import BudgetProposal
from activities.rating.effects import Awarded, effects
from signups.models import Offering
from tests.factories import MemberFactory, RecurringActivityFactory

from .spending import YEAR, make_auditor


@pytest.fixture
def activity(spending):
    return RecurringActivityFactory(club=spending.club, title="瑜伽周训")


@pytest.fixture
def session(activity):
    return Offering.objects.of(activity).get().sessions.first()


def files_of(subject, reader) -> dict[str, bytes]:
    found = {}
    for file in expenses(subject, reader):
        with file.open() as content:
            found[file.name] = content.read()
    return found


def words_of(pdf: bytes, tmp_path) -> str:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf)
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def test_the_file_of_a_date_has_its_expenses_with_their_receipts(spending, session, tmp_path):
    expense = spending.booked("200", spent="180.25", session=session).expense
    spending.booked("10")
    found = files_of(Subject.of_session(session), spending.leader)
    [receipt] = expense.receipts.all()
    assert list(found) == ["经费开支明细.pdf", f"{expense.reference} {receipt.name}"]
    words = words_of(found["经费开支明细.pdf"], tmp_path)
    assert expense.reference in words
    assert "180.25" in words
    assert expenses_count(Subject.of_session(session), spending.leader) == 1


def test_what_came_to_nothing_is_left_out(spending, session):
    actions.withdraw(spending.asked(session=session), by=spending.leader)
    assert files_of(Subject.of_session(session), spending.leader) == {}


def test_the_file_of_a_year_has_what_was_spent_on_the_activity_and_on_its_dates(spending, activity, session):
    spending.asked(session=session)
    spending.asked(activity=activity)
    spending.asked()
    assert expenses_count(Subject.of_year(session.offering, YEAR), spending.leader) == 2


def test_whoever_may_not_read_the_account_gets_none_of_it(spending, session):
    spending.asked(session=session)
    subject = Subject.of_session(session)
    assert expenses_count(subject, MemberFactory()) == 0
    assert files_of(subject, MemberFactory()) == {}
    assert expenses_count(subject, make_auditor()) == 1


def test_what_is_missing_is_asked_for_on_the_page_of_the_budget(spending, session):
    assert part_of("budget").way(session) == f"/clubs/{spending.club.pk}/budget/"
    elsewhere = Offering.objects.of(RecurringActivityFactory()).get().sessions.first()
    assert part_of("budget").way(elsewhere) == ""
    assert expenses_count(Subject.of_session(elsewhere), spending.leader) == 0


def awarded(spending, budget: str) -> Awarded:
    class Round:
        year = YEAR

    return Awarded(Round, spending.club, 4, Decimal(budget), "四星", spending.chair)


def test_stars_propose_the_budget_of_the_next_year(spending):
    assert propose_by_stars in effects
    propose_by_stars(awarded(spending, "3000"))
    [proposal] = BudgetProposal.objects.all()
    assert (proposal.club, proposal.year, proposal.amount, proposal.reason) == (spending.club, YEAR + 1, 3000, "四星")


def test_stars_without_money_propose_nothing(spending):
    propose_by_stars(awarded(spending, "0"))
    assert not BudgetProposal.objects.exists()


def test_a_club_that_has_its_budget_already_keeps_it(spending):
    actions.allocate(spending.club, YEAR + 1, Decimal(2000), by=spending.chair, reason="年度拨付")
    propose_by_stars(awarded(spending, "3000"))
    assert not BudgetProposal.objects.exists()
