"""What the file of an activity has of its expenses: their list, and the receipts themselves."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from people.models import Member
from people.paper import letterhead, pdf_of
from signups.models import Session

from ..file.registry import File, Part, register_part
from ..file.subject import Subject
from ..models import ClubPage, Expense
from .rules import reads_account
from .statement import CATEGORIES_ON_PAPER, STATES_ON_PAPER, money

TEMPLATE = Path(__file__).parent / "sheets" / "expenses.typ"


def expenses_of(subject: Subject, reader: Member):
    """Return the expenses of a file's dates, and for a whole year those of the activity, as far as `reader` may read
    the account; in the order of their numbers.
    """
    if not isinstance(subject.club, ClubPage) or not reads_account(subject.club, reader):
        return Expense.objects.none()
    meant = Q(session__in=subject.sessions)
    if not subject.is_of_one_date:
        meant |= Q(activity=subject.thing, year=subject.begins_on.year)
    return Expense.objects.filter(meant).going_on_or_booked().order_by("year", "number")


def expenses(subject: Subject, reader: Member) -> Iterator[File]:
    found = list(expenses_of(subject, reader).prefetch_related("receipts"))
    if not found:
        return
    yield File("经费开支明细.pdf", pdf_of(_sheet(subject, found), TEMPLATE))
    for expense in found:
        for receipt in expense.receipts.all():
            if not receipt.is_void:
                yield File(f"{expense.reference} {receipt.name}", partial(receipt.file.open, "rb"))


def expenses_count(subject: Subject, reader: Member) -> int:
    return expenses_of(subject, reader).count()


def _sheet(subject: Subject, found: list[Expense]) -> dict:
    """Return what the list of expenses says; without what was refused, withdrawn or reversed."""
    return {
        "letterhead": letterhead(),
        "printed_at": f"{timezone.localtime():%Y-%m-%d %H:%M}",
        "title": f"{subject.title}经费开支明细",
        "when": subject.when,
        "lines": [
            {
                "number": expense.reference,
                "said": expense.purpose,
                "category": CATEGORIES_ON_PAPER[expense.category],
                "payee": expense.payee,
                "approved": money(expense.amount_approved) if expense.amount_approved else "",
                "spent": money(expense.amount_spent) if expense.state == Expense.State.BOOKED else "",
                "state": STATES_ON_PAPER.get(expense.state, "已入账"),
            }
            for expense in found
        ],
        "spent": money(sum(expense.amount_spent for expense in found if expense.state == Expense.State.BOOKED)),
    }


def _way(session: Session) -> str:
    club = Subject.of_session(session).club
    return reverse("club_budget", args=[club.pk]) if club else ""


def register() -> None:
    register_part(
        Part(
            "budget",
            _("Budget and expenses"),
            30,
            expenses,
            expenses_count,
            way=_way,
            in_words=lambda count: ngettext("%(count)d expense", "%(count)d expenses", count) % {"count": count},
            on_paper="预算与支出",
        )
    )
