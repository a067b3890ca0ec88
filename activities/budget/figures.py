"""What the accounts of a year come to, for all clubs together and for each."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet, Sum
from django.utils import timezone

from ..models import Budget, BudgetProposal, ClubPage


@dataclass(frozen=True)
class Totals:
    allocated: Decimal
    reserved: Decimal
    spent: Decimal
    remaining: Decimal
    lapsed: Decimal


def budgets_of(year: int) -> QuerySet[Budget]:
    return Budget.objects.begun().filter(year=year).select_related("club").with_waiting().order_by("club__title", "pk")


def totals_of(budgets: QuerySet[Budget]) -> Totals:
    """Return the sums of budgets; what remains is that of the open ones."""
    sums = Budget.objects.filter(pk__in=budgets.values("pk")).aggregate(
        allocated=Sum("allocated"), reserved=Sum("reserved"), spent=Sum("spent"), lapsed=Sum("lapsed")
    )
    found = {name: value or Decimal(0) for name, value in sums.items()}
    left = found["allocated"] - found["reserved"] - found["spent"] - found["lapsed"]
    return Totals(remaining=left, **found)


def years_of_accounts(club: ClubPage | None = None) -> list[int]:
    """Return the years for which there are budgets, and this one; the latest first."""
    found = Budget.objects.begun()
    found = found.filter(club=club) if club else found
    return sorted({timezone.localdate().year, *found.values_list("year", flat=True).distinct()}, reverse=True)


def clubs_without_budget(year: int) -> QuerySet[ClubPage]:
    """Return the live clubs that have none in that year, with what is `proposed` for them."""
    open_ones = BudgetProposal.objects.filter(year=year, state="open").select_related("proposed_by")
    with_one = Budget.objects.filter(year=year, allocated__gt=0)
    return (
        ClubPage.objects.live()
        .exclude(pk__in=with_one.values("club"))
        .prefetch_related(Prefetch("budget_proposals", queryset=open_ones, to_attr="proposed"))
        .order_by("title")
    )
