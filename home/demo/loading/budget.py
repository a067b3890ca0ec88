"""The budgets of the clubs, and what they asked for: by the verbs that the pages call."""

from decimal import Decimal
from pathlib import Path

from django.utils import timezone

from activities.budget.actions import allocate, approve, ask, attach, book, present, propose, refuse, reverse
from activities.budget.notice_kinds import KINDS
from activities.models import Budget, Expense
from notices.models import Notice
from people.paper import letterhead, pdf_of
from signups.answers.files import CheckedFile

from .content import read
from .hospital import Hospital
from .people import CHAIR, DEPUTY
from .reviews import settle

# So far an expense has come once it has done these steps.
SPENT_STATES = ("presented", "booked", "reversed")


def load_budgets(hospital: Hospital) -> str:
    """Allocate budgets of this year and let the leaders of clubs ask for expenses."""
    texts, year = read("budget"), timezone.localdate().year
    chair = hospital.members[CHAIR]
    leaders = {item["slug"]: hospital.members[item["leaders"][0]] for item in read("clubs")["club"]}
    for item in texts["budget"]:
        club = hospital.clubs[item["club"]]
        entry = allocate(club, year, Decimal(item["amount"]), by=chair, reason=item["reason"])
        for each in item.get("expense", []):
            _go_through(hospital, entry.budget, leaders[item["club"]], each)
    for item in texts["proposal"]:
        propose(hospital.clubs[item["club"]], year, Decimal(item["amount"]), item["reason"], None)
    _settle_notices()
    return f"{Budget.objects.exclude(allocated=0).count()} budgets of clubs with {Expense.objects.count()} expenses"


def _go_through(hospital: Hospital, budget: Budget, leader, item: dict) -> None:
    chair, state = hospital.members[CHAIR], item["state"]
    activity = hospital.activities[item["activity"]] if "activity" in item else None
    said = {name: item[name] for name in ("purpose", "category", "payee")}
    expense = ask(budget, by=leader, amount=Decimal(item["amount"]), activity=activity, **said)
    if state == "refused":
        refuse(expense, by=chair, reason=item["reason"])
    elif state != "asked":
        expense = approve(expense, by=chair)
    if state in SPENT_STATES:
        receipt = attach(expense, _receipt(expense, item["spent"]), by=leader)
        hospital.files.note(receipt.file)
        expense = present(expense, by=leader, amount=Decimal(item["spent"]))
    if state in ("booked", "reversed"):
        entry = book(expense, by=chair)
    if state == "reversed":
        reverse(entry, by=hospital.members[DEPUTY], reason=item["reason"])


def _settle_notices() -> None:
    """All of it has been mailed and read as it were; what waits stands on the own pages."""
    settle(Notice.objects.filter(kind__in=[kind.code for kind in KINDS]))


def _receipt(expense: Expense, amount: str) -> CheckedFile:
    """A page that can be read, so that it stands in the file of its activity."""
    said = {"payee": expense.payee, "purpose": expense.purpose, "reference": expense.reference, "amount": amount}
    return CheckedFile("电子发票.pdf", pdf_of(said | {"buyer": letterhead()}, Path(__file__).with_name("receipt.typ")))
