"""Who hears of what happens to a budget: who decides, and who leads the club."""

from collections.abc import Iterable

from django.urls import reverse

from notices.actions import notify
from people.models import Member

from ..models import Budget, BudgetProposal, Entry, Expense, ExpenseStep
from ..rules import leaders_of
from .money import yuan
from .notice_kinds import ALLOCATED, DECIDED, PROPOSED, TO_DECIDE
from .rules import deciders


def address_of(budget: Budget) -> str:
    return f"{reverse('club_budget', args=[budget.club_id])}?year={budget.year}"


def tell_asked(expense: Expense, step: ExpenseStep) -> None:
    _tell_deciders(expense, step, "asked_again" if step.act == ExpenseStep.Act.ASKED_AGAIN else "asked")


def tell_presented(expense: Expense, step: ExpenseStep) -> None:
    _tell_deciders(expense, step, "presented")


def tell_decided(expense: Expense, step: ExpenseStep) -> None:
    """Tell the leaders, and who asked, what became of an expense."""
    _tell(_concerned(expense, step), DECIDED, step, str(step.act), expense)


def tell_withdrawn(expense: Expense, step: ExpenseStep) -> None:
    """Tell the leaders where it was not they who did it."""
    concerned = _concerned(expense, step)
    if step.by not in leaders_of(expense.budget.club):
        _tell(concerned, DECIDED, step, "withdrawn", expense)


def tell_allocated(entry: Entry) -> None:
    _tell_leaders(entry, str(entry.kind))


def tell_taken_back(entry: Entry) -> None:
    _tell_leaders(entry, "taken_back")


def tell_closed(budget: Budget) -> None:
    notify(
        leaders_of(budget.club),
        kind=ALLOCATED.code,
        wording="closed",
        key=f"{ALLOCATED.code}.closed.{budget.pk}",
        places={"club": budget.club, "year": budget.year, "amount": yuan(budget.lapsed)},
        link=address_of(budget),
    )


def tell_proposed(proposal: BudgetProposal) -> None:
    _tell_of_proposal([each for each in deciders() if each.pk != proposal.proposed_by_id], proposal, "")


def tell_declined(proposal: BudgetProposal) -> None:
    _tell_of_proposal([proposal.proposed_by] if proposal.proposed_by else [], proposal, "declined")


def _tell_of_proposal(people: Iterable[Member], proposal: BudgetProposal, wording: str) -> None:
    notify(
        people,
        kind=PROPOSED.code,
        wording=wording,
        key=f"{PROPOSED.code}.{proposal.pk}.{proposal.state}",
        places={
            "club": proposal.club,
            "year": proposal.year,
            "amount": yuan(proposal.amount),
            "by": proposal.decided_by or "",
            "reason": proposal.remark if wording else proposal.reason,
        },
        link=f"{reverse('budgets')}?year={proposal.year}",
    )


def _tell_leaders(entry: Entry, wording: str) -> None:
    budget = entry.budget
    notify(
        leaders_of(budget.club),
        kind=ALLOCATED.code,
        wording=wording,
        key=f"{ALLOCATED.code}.{entry.pk}",
        places={
            "club": budget.club,
            "year": budget.year,
            "amount": yuan(entry.amount),
            "by": entry.by,
            "reason": entry.reason,
        },
        link=address_of(budget),
    )


def _tell_deciders(expense: Expense, step: ExpenseStep, wording: str) -> None:
    own = {expense.asked_by_id, step.by_id, *(leader.pk for leader in leaders_of(expense.budget.club))}
    _tell([each for each in deciders() if each.pk not in own], TO_DECIDE, step, wording, expense)


def _concerned(expense: Expense, step: ExpenseStep) -> list[Member]:
    people = {each.pk: each for each in [*leaders_of(expense.budget.club), expense.asked_by]}
    return [each for each in people.values() if each.pk != step.by_id]


def _tell(people: Iterable[Member], kind, step: ExpenseStep, wording: str, expense: Expense) -> None:
    notify(
        people,
        kind=kind.code,
        wording=wording,
        key=f"{kind.code}.{step.pk}",
        places={
            "title": expense.purpose,
            "club": expense.budget.club,
            "amount": yuan(step.amount or expense.amount),
            "by": step.by or "",
            "reason": step.remark,
        },
        link=reverse("expense", args=[expense.pk]),
    )
