"""The roster import in the admin: the files so far, and one on its way to its rows. For administrators alone."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from ..models import Look, RosterImport
from ..privacy.looks import note_look
from ..workbooks import UnreadableFile
from . import steps
from .forms import ColumnsForm, RosterFileForm
from .outcome import kinds_of_rows, new_parts, rows_of_kind
from .page import header, roster_or_404, succeeds
from .permissions import for_administrators
from .progress import progress_of
from .wording import ROWS, RowCard

ROWS_PER_PAGE = 50
IMPORTS_PER_PAGE = 20


@for_administrators
def roster_imports(request):
    """Choose a file; and what came of those before it."""
    form = RosterFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            roster = steps.receive_roster(form.cleaned_data["file"], by=request.user)
        except UnreadableFile as error:
            form.add_error("file", str(error))
        else:
            return redirect("roster_import", roster.pk)
    imports = RosterImport.objects.with_people()
    context = {
        "form": form,
        "imports": Paginator(imports, IMPORTS_PER_PAGE).get_page(request.GET.get("p")),
        **header(_("Import the roster")),
    }
    return render(request, "people/roster/imports.html", context, status=422 if form.errors else 200)


@for_administrators
@require_safe
def roster_import(request, pk):
    """The step that an import has come to."""
    roster = roster_or_404(pk)
    if roster.is_working:
        context = {"roster": roster, "progress": progress_of(pk), **header(roster.get_state_display(), roster)}
        return render(request, "people/roster/working.html", context)
    if roster.state == RosterImport.State.UPLOADED:
        return _columns(request, roster, ColumnsForm(roster))
    return _outcome(request, roster)


@for_administrators
@require_safe
def roster_columns(request, pk):
    """What the columns are, asked once more."""
    roster = roster_or_404(pk)
    if not roster.file or roster.state not in RosterImport.OPEN_STATES:
        return redirect("roster_import", pk)
    return _columns(request, roster, ColumnsForm(roster))


@for_administrators
@require_POST
def roster_compare(request, pk):
    """Have the file compared with the people of this moment: with new columns, or with those of the last time."""
    roster = roster_or_404(pk)
    mapping, covers = roster.mapping, roster.covers
    if "again" not in request.POST or not covers:
        form = ColumnsForm(roster, request.POST)
        if not form.is_valid():
            return _columns(request, roster, form, status=422)
        mapping, covers = form.mapping(), form.cleaned_data["covers"]
    succeeds(request, steps.begin_comparing, roster, mapping, covers)
    return redirect("roster_import", pk)


@for_administrators
@require_safe
def roster_progress(request, pk):
    """How far the step has come, for the script that asks; once it is over, the page is loaded again."""
    roster = roster_or_404(pk)
    if not roster.is_working:
        return HttpResponseClientRefresh()
    return render(request, "people/roster/progress.html", {"roster": roster, "progress": progress_of(pk)})


def _columns(request, roster, form, status=200):
    context = {"roster": roster, "form": form, **header(_("What the columns are"), roster)}
    return render(request, "people/roster/columns.html", context, status=status)


def _outcome(request, roster):
    kinds = kinds_of_rows(roster)
    note_look(request.user, ROWS, subject_id=roster.pk, people=sum(count for _code, _name, count in kinds))
    chosen = request.GET.get("outcome", "")
    if chosen not in [code for code, _name, _count in kinds]:
        chosen = kinds[0][0] if kinds else ""
    page = Paginator(rows_of_kind(roster, chosen), ROWS_PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "roster": roster,
        "filters": kinds,
        "chosen": chosen,
        "page": page,
        "cards": [RowCard(row) for row in page],
        "new_parts": new_parts(roster),
        "many_leave": roster.is_compared and steps.many_leave(roster),
        "can_be_undone": steps.can_be_undone(roster),
        "looks": Look.objects.filter(subject=ROWS, subject_id=roster.pk).select_related("viewer"),
        **header(_("Dry run") if roster.is_compared else roster.get_state_display(), roster),
    }
    return render(request, "people/roster/outcome.html", context)
