"""The union allocates a yearly budget to a club. What others propose waits for it."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from people.models import Member

from ...models import Budget, BudgetProposal, ClubPage, Entry
from ..errors import AllocatedAlready, NothingAllocated, ProposalDecided, YearOutOfReach, YourProposal
from ..money import checked
from ..rules import check_decides
from ..telling import tell_allocated, tell_declined, tell_proposed
from .locking import enter, locked_open, said

State = BudgetProposal.State


@transaction.atomic
def propose(club: ClubPage, year: int, amount: Decimal, reason: str, by: Member | None) -> BudgetProposal:
    """Record what is proposed for a club's year, in the place of what was proposed before; the chair decides.

    Raises:
        AmountRefused: it is no amount.
        YearOutOfReach: it is neither for this year nor for the next.
        AllocatedAlready: the club has its budget for that year.
    """
    amount, reason = checked(amount), said(reason)
    check_year(year)
    budget = _locked_budget(club, year)
    if _has_allocation(budget):
        raise AllocatedAlready
    open_one = BudgetProposal.objects.filter(club=club, year=year, state=State.OPEN)
    open_one.update(state=State.REPLACED, decided_at=timezone.now())
    proposal = BudgetProposal.objects.create(club=club, year=year, amount=amount, reason=reason, proposed_by=by)
    tell_proposed(proposal)
    return proposal


@transaction.atomic
def allocate(club: ClubPage, year: int, amount: Decimal, *, by: Member, reason: str) -> Entry:
    """Give a club its budget of a year; what was proposed for it is decided with that.

    Raises:
        AmountRefused, ReasonMissing, NotAnApprover, ReviewsTheAccounts, YourClub, YearOutOfReach, YearClosed.
        YourProposal: `by` proposed it; another approver decides.
        AllocatedAlready: it has one; what is added is a supplement.
    """
    amount, reason = checked(amount), said(reason)
    check_decides(by, club)
    check_year(year)
    budget = _locked_budget(club, year)
    if _has_allocation(budget):
        raise AllocatedAlready
    _decide(BudgetProposal.objects.filter(club=club, year=year, state=State.OPEN).first(), State.ALLOCATED, by)
    entry = enter(budget, Entry.Kind.ALLOCATION, amount, reason, by)
    tell_allocated(entry)
    return entry


@transaction.atomic
def supplement(budget: Budget, amount: Decimal, *, by: Member, reason: str) -> Entry:
    """Add to a budget that was allocated. Raises as `allocate`, and NothingAllocated."""
    amount, reason = checked(amount), said(reason)
    check_decides(by, budget.club)
    check_year(budget.year)
    budget = locked_open(budget.pk)
    if not _has_allocation(budget):
        raise NothingAllocated
    entry = enter(budget, Entry.Kind.SUPPLEMENT, amount, reason, by)
    tell_allocated(entry)
    return entry


@transaction.atomic
def decline(proposal: BudgetProposal, *, by: Member, reason: str) -> BudgetProposal:
    """Allocate nothing upon a proposal, and say why. Raises ProposalDecided, YourProposal and as `allocate`."""
    reason = said(reason)
    check_decides(by, proposal.club)
    _locked_budget(proposal.club, proposal.year)
    proposal = BudgetProposal.objects.select_related("club", "proposed_by").get(pk=proposal.pk)
    _decide(proposal, State.DECLINED, by, reason)
    tell_declined(proposal)
    return proposal


def check_year(year: int) -> None:
    """Raises YearOutOfReach."""
    if year not in allocatable_years():
        raise YearOutOfReach


def allocatable_years() -> list[int]:
    this = timezone.localdate().year
    return [this, this + 1]


def _locked_budget(club: ClubPage, year: int) -> Budget:
    """Return the budget of a year, made where there is none, and locked: of two who allocate at once one waits."""
    budget, _made = Budget.objects.get_or_create(club=club, year=year)
    return locked_open(budget.pk)


def _has_allocation(budget: Budget) -> bool:
    return budget.entries.filter(kind=Entry.Kind.ALLOCATION, reversed_by=None).exists()


def _decide(proposal: BudgetProposal | None, state: str, by: Member, remark: str = "") -> None:
    if proposal is None:
        return
    if proposal.state != State.OPEN:
        raise ProposalDecided
    if proposal.proposed_by_id == by.pk:
        raise YourProposal
    proposal.state, proposal.decided_by, proposal.decided_at, proposal.remark = state, by, timezone.now(), remark
    proposal.save(update_fields=["state", "decided_by", "decided_at", "remark"])
