"""What the office sees and does: who has applied with which points, corrections, the list, past turns."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from approval.permissions import works_on_pages
from approval.queue import edit_url_of
from people.privacy.looks import note_look
from people.workbooks import export
from publications.errors import PublicationRefused
from publications.questions import publication_of, standing_of

from ..errors import SignUpRefused
from ..models import Application, Mark, Run
from .access import for_whoever_keeps, keeps, looks_after_somebody, seen_applications
from .applying import answers_of_application, live_wishes_of
from .closing import correct, recompute
from .forms import CorrectForm, TurnsForm
from .listing import FILTERS, narrowed, with_rows
from .publishing import draft_list
from .ranking import discard, rank
from .turns import enter_turns, read_turns
from .workbook import workbook_of

ON_A_PAGE = 50
PEOPLE, FILE, ONE = "signups.selection_people", "signups.selection_workbook", "signups.application"


@require_safe
@login_required
def people(request, pk):
    """Who has applied: all for whoever makes the list; their own people for heads, leaders and chairs."""
    run = get_object_or_404(Run.objects.select_related("selection", "drive"), selection=pk)
    found = seen_applications(run, request.user)
    is_keeper = keeps(run, request.user)
    if not (is_keeper or looks_after_somebody(request.user) or found.exists()):
        raise Http404
    choice = request.GET.get("state", "")
    shown = Paginator(narrowed(found, choice, request.GET.get("q", "")), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = with_rows(shown.object_list)
    note_look(request.user, PEOPLE, subject_id=run.pk, people=len(rows))
    context = {
        "selection": run.selection,
        "run": run,
        "shown": shown,
        "rows": rows,
        "is_keeper": is_keeper,
        "filters": FILTERS,
        "choice": choice,
        "words": request.GET.get("q", ""),
        **_said_of_list(run, request.user),
    }
    return render(request, "signups/selections/people.html", context)


def _said_of_list(run: Run, member) -> dict:
    """Return how far the list is, and where its draft waits to be completed by the office."""
    publication, standing = publication_of(run.selection), standing_of(run.selection)
    is_draft = publication and publication.has_unpublished_changes and not publication.workflow_in_progress
    may_change = bool(run.closed_at) and not run.effective_at and (standing is None or standing.may_be_changed)
    return {
        "publication": publication,
        "standing": standing,
        "may_change": may_change,
        "editor": edit_url_of(publication) if may_change and is_draft and works_on_pages(member) else "",
        "doubts": run.applications.exclude(doubt="").count() if may_change else 0,
    }


@require_safe
@for_whoever_keeps
def people_workbook(request, run):
    """The same for Excel, with every criterion."""
    rows = with_rows(seen_applications(run, request.user).with_people().select_related("run").in_order())
    note_look(request.user, FILE, subject_id=run.pk, people=len(rows))
    return export(workbook_of(run, rows), f"selection-{run.selection_id}.xlsx", by=request.user, rows=len(rows))


@require_safe
@login_required
def application(request, pk):
    """One application, with how its points came about, to be corrected: whoever makes the list."""
    found = get_object_or_404(Application.objects.with_people().select_related("run__selection"), pk=pk)
    if not keeps(found.run, request.user):
        raise Http404
    note_look(request.user, ONE, member=found.member, subject_id=found.pk)
    return _application(request, found)


def _application(request, found: Application, form=None, mark=None):
    context = {
        "application": found,
        "selection": found.run.selection,
        "marks": found.marks.select_related("corrected_by"),
        "wishes": live_wishes_of(found),
        "answers": answers_of_application(found),
        "form": form or CorrectForm(),
        "mark": mark,
    }
    return render(request, "signups/selections/application.html", context, status=422 if form else 200)


@require_POST
@login_required
def correct_mark(request, pk):
    mark = get_object_or_404(Mark.objects.select_related("application__run__selection", "application__member"), pk=pk)
    if not keeps(mark.application.run, request.user):
        raise Http404
    form = CorrectForm(request.POST)
    if form.is_valid():
        try:
            correct(mark, request.user, points=form.cleaned_data["points"], reason=form.cleaned_data["reason"])
            messages.success(request, _("Corrected, and told to the applicant. The list is to be made anew."))
            return redirect("selection_application", pk=mark.application_id)
        except SignUpRefused as refusal:
            form.add_error(None, str(refusal))
    return _application(request, mark.application, form, mark)


@require_POST
@for_whoever_keeps
def make_list(request, run):
    said = _try(request, lambda: rank(run, request.user))
    if said is not None:
        words = {"order": len(said.order), "refused": len(said.refused)}
        messages.success(request, _("The list is made: %(order)d people on it, %(refused)d are not eligible.") % words)
    return redirect("selection_people", pk=run.selection_id)


@require_POST
@for_whoever_keeps
def discard_list(request, run):
    if _try(request, lambda: discard(run, request.user)) is not None:
        messages.success(request, _("There is no list any more. Nobody was told anything."))
    return redirect("selection_people", pk=run.selection_id)


@require_POST
@for_whoever_keeps
def recompute_points(request, run):
    if _try(request, lambda: recompute(run, request.user)) is not None:
        messages.success(request, _("The points are computed anew; what was corrected stays."))
    return redirect("selection_people", pk=run.selection_id)


@require_POST
@for_whoever_keeps
def publish_list(request, run):
    """Make the draft of the publication; the office completes it and sends it to its approval."""
    made = _try(request, lambda: draft_list(run, request.user))
    if made is not None:
        messages.success(request, _("The draft of the publication is made. Complete it and send it to its approval."))
    return redirect("selection_people", pk=run.selection_id)


@login_required
def past_turns(request):
    """Enter the turns of the time before this site: the office."""
    if not works_on_pages(request.user):
        raise Http404
    form = TurnsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = enter_turns(read_turns(form.cleaned_data["lines"]), form.cleaned_data["kind"], request.user)
            messages.success(request, _("%(made)d turns are kept.") % {"made": made})
            return redirect("past_turns")
        except SignUpRefused as refusal:
            form.add_error("lines", str(refusal))
    return render(request, "signups/selections/past_turns.html", {"form": form}, status=422 if form.errors else 200)


def _try(request, act):
    """Return what an act returns; say why it is refused, and return None then."""
    try:
        return act()
    except (SignUpRefused, PublicationRefused) as refusal:
        messages.error(request, str(refusal))
        return None
