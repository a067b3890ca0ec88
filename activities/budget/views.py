"""The account of one club, that of all, and what is entered there."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ..models import Budget, BudgetProposal, ClubPage, Entry, Expense
from ..rules import leaders_of, leads
from . import actions
from .errors import BudgetRefused
from .figures import budgets_of, clubs_without_budget, totals_of, years_of_accounts
from .forms import AllocateForm, AskForm, ReasonForm
from .money import AmountRefused
from .reaching import (
    for_whoever_decides,
    for_whoever_leads_the_club,
    for_whoever_reads_all,
    for_whoever_reads_the_account,
)
from .rules import decides
from .telling import address_of

ON_A_PAGE = 20
REFUSED = (BudgetRefused, AmountRefused)


def year_in(request, years: list[int]) -> int:
    """Return the year that the address names, or this one; a year of which there is nothing is this one too."""
    asked = request.GET.get("year", "")
    return next((year for year in years if str(year) == asked), timezone.localdate().year)


@never_cache
@for_whoever_reads_the_account
def club_budget(request, club):
    """What is left of a club's budget, and its expenses: what is open first, then the latest."""
    years = years_of_accounts(club)
    year = year_in(request, years)
    budget = Budget.objects.begun().filter(club=club, year=year).first()
    is_open = Case(When(state__in=Expense.OPEN_STATES, then=Value(0)), default=Value(1))
    expenses = Expense.objects.filter(budget=budget) if budget else Expense.objects.none()
    shown = expenses.with_card_data().order_by(is_open, "-number")
    may_ask = leads(club, request.user)
    context = {
        "club": club,
        "year": year,
        "years": years,
        "budget": budget,
        "shown": Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page")),
        "proposals": club.budget_proposals.filter(state="open").select_related("proposed_by"),
        "has_leaders": bool(leaders_of(club)),
        "may_ask": may_ask,
        "may_decide": decides(request.user) and not may_ask,
    }
    return render(request, "activities/budget/club_budget.html", context)


@never_cache
@for_whoever_reads_the_account
def club_book(request, club):
    """Every line of a club's book in one year, as it was entered."""
    years = years_of_accounts(club)
    year = year_in(request, years)
    budget = Budget.objects.filter(club=club, year=year).first()
    entries = Entry.objects.filter(budget=budget).with_what_it_says().order_by("-number")
    context = {
        "club": club,
        "year": year,
        "years": years,
        "budget": budget,
        "shown": Paginator(entries, ON_A_PAGE).get_page(request.GET.get("page")),
        "may_decide": decides(request.user) and not leads(club, request.user) and budget and not budget.is_closed,
    }
    return render(request, "activities/budget/club_book.html", context)


@for_whoever_leads_the_club
def ask_expense(request, club):
    """Ask for an expense out of this year's budget."""
    budget = get_object_or_404(Budget.objects.begun().select_related("club"), club=club, year=timezone.localdate().year)
    form = AskForm(budget, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            expense = actions.ask(budget, by=request.user, **form.cleaned_data)
        except REFUSED as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Asked for. You are told as soon as it is decided."))
            return redirect("expense", pk=expense.pk)
    context = {"club": club, "budget": budget, "form": form}
    return render(request, "activities/budget/ask_expense.html", context, status=422 if form.errors else 200)


@for_whoever_decides
def allocate_budget(request, club):
    """Give a club its budget of a year, or more of it."""
    form = AllocateForm(request.POST or None, initial=_proposed(request, club))
    if request.method == "POST" and form.is_valid():
        said = {"amount": form.cleaned_data["amount"], "reason": form.cleaned_data["reason"], "by": request.user}
        year = form.cleaned_data["year"]
        try:
            entry = _allocate(club, year, **said)
        except REFUSED as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Entered into the book as no. %(number)s.") % {"number": entry.reference})
            return redirect(address_of(entry.budget))
    context = {"club": club, "form": form, "budgets": club.budgets.begun().order_by("-year")[:2]}
    return render(request, "activities/budget/allocate_budget.html", context, status=422 if form.errors else 200)


def _allocate(club: ClubPage, year: int, **said) -> Entry:
    """What is allocated to a club that has its budget already is a supplement."""
    budget = Budget.objects.filter(club=club, year=year, allocated__gt=0).select_related("club").first()
    return actions.supplement(budget, **said) if budget else actions.allocate(club, year, **said)


def _proposed(request, club: ClubPage) -> dict:
    year = request.GET.get("year", "")
    proposal = next((each for each in club.budget_proposals.filter(state="open") if str(each.year) == year), None)
    if proposal is None:
        return {"year": year or timezone.localdate().year}
    return {"year": proposal.year, "amount": proposal.amount, "reason": proposal.reason}


@for_whoever_decides
def close_budget(request, club, year):
    """Close the account of a year that is over, after one more look at what lapses."""
    budget = get_object_or_404(Budget.objects.select_related("club"), club=club, year=year)
    if request.method == "POST":
        try:
            actions.close(budget, by=request.user)
        except BudgetRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The account of that year is closed."))
        return redirect(address_of(budget))
    context = {"club": club, "budget": budget, "open": budget.expenses.open().count()}
    return render(request, "activities/budget/close_budget.html", context)


@for_whoever_decides
def reverse_entry(request, club, entry):
    """Reverse a line of the book, with a reason."""
    found = get_object_or_404(Entry.objects.with_what_it_says(), pk=entry, budget__club=club)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reverse(found, by=request.user, reason=form.cleaned_data["reason"])
        except BudgetRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Reversed."))
            return redirect(address_of(found.budget))
    context = {"club": club, "entry": found, "form": form}
    return render(request, "activities/budget/reverse_entry.html", context, status=422 if form.errors else 200)


@for_whoever_decides
def decline_proposal(request, club, proposal):
    """Allocate nothing upon a proposal, with a reason."""
    found = get_object_or_404(BudgetProposal.objects.select_related("club"), pk=proposal, club=club)
    if found.state != BudgetProposal.State.OPEN and request.method != "POST":
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline(found, by=request.user, reason=form.cleaned_data["reason"])
        except BudgetRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Noted; whoever proposed it has been told why."))
            return redirect("budgets")
    context = {"club": club, "proposal": found, "form": form}
    return render(request, "activities/budget/decline_proposal.html", context, status=422 if form.errors else 200)


@never_cache
@for_whoever_reads_all
def budgets(request):
    """The accounts of all clubs in one year: the totals, each club, what waits, and who has none yet."""
    years = sorted({*years_of_accounts(), timezone.localdate().year + 1}, reverse=True)
    year = year_in(request, years)
    found = budgets_of(year)
    waiting = Expense.objects.waiting().with_card_data().order_by("asked_at", "pk")
    context = {
        "year": year,
        "years": years,
        "totals": totals_of(found),
        "shown": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "waiting": waiting[:ON_A_PAGE],
        "without": clubs_without_budget(year) if year >= timezone.localdate().year else [],
        "may_decide": decides(request.user),
    }
    return render(request, "activities/budget/budgets.html", context)
