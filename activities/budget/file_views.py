"""The yearly statements, to print and to reckon with."""

from pathlib import Path

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from people.paper import pdf_of
from people.workbooks import export

from ..models import Budget, ClubPage
from .figures import budgets_of
from .reaching import for_whoever_reads_all, for_whoever_reads_the_account
from .statement import statement_of, statement_of_all
from .workbook import workbook_of, workbook_of_all

SHEETS = Path(__file__).parent / "sheets"


def _budget(club: ClubPage, year: int) -> Budget:
    return get_object_or_404(Budget.objects.begun().select_related("club"), club=club, year=year)


@require_safe
@for_whoever_reads_the_account
def statement_pdf(request, club, year):
    content = pdf_of(statement_of(_budget(club, year)), SHEETS / "statement.typ")
    return _pdf(content, f"budget-{club.pk}-{year}.pdf")


@require_safe
@for_whoever_reads_the_account
def statement_workbook(request, club, year):
    budget = _budget(club, year)
    name = f"budget-{club.pk}-{year}.xlsx"
    return export(workbook_of(budget), name, by=request.user, rows=budget.entries.count())


@require_safe
@for_whoever_reads_all
def all_statements_pdf(request, year):
    _refuse_an_empty(year)
    return _pdf(pdf_of(statement_of_all(year), SHEETS / "all_statements.typ"), f"budgets-{year}.pdf")


@require_safe
@for_whoever_reads_all
def all_statements_workbook(request, year):
    _refuse_an_empty(year)
    return export(workbook_of_all(year), f"budgets-{year}.xlsx", by=request.user, rows=budgets_of(year).count())


def _refuse_an_empty(year: int) -> None:
    if not budgets_of(year).exists():
        raise Http404


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
