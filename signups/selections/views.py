"""What members see and do of a selection: its page, applying, withdrawing, saying what is wrong with the points."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from approval.permissions import works_on_pages
from publications.published import shown_list_of

from ..answers.forms import AnswersForm
from ..errors import SignUpRefused
from ..models import Application, Run, Selection
from ..quotas.parts import people_of
from .access import keeps, looks_after_somebody
from .applying import answers_of_application, apply, ask_for_correction, withdraw
from .drawing import draw_file_of
from .forms import DoubtForm, WishesForm
from .showing import batches_of, own_of, routes_of

ON_A_PAGE = 20


@require_safe
@login_required
def selections(request):
    """All selections that are live, the latest first."""
    shown = Paginator(Selection.objects.live(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"shown": shown, "keeps_all": works_on_pages(request.user)}
    return render(request, "signups/selections/selections.html", context)


@require_safe
@login_required
def selection(request, pk):
    """One selection: its routes and dates, what counts, and one's own application with its points."""
    run = _live_run(pk)
    batches = batches_of(run)
    leads = looks_after_somebody(request.user)
    context = {
        "selection": run.selection,
        "run": run,
        "routes": routes_of(batches),
        "own": own_of(run, request.user),
        "publication": shown_list_of(run.selection, request.user),
        "form": DoubtForm(),
        "keeps": keeps(run, request.user),
        "leads": leads,
        "may_apply_for_others": leads and people_of(request.user).exists(),
    }
    return render(request, "signups/selections/selection.html", context)


@login_required
def apply_for(request, pk):
    """Apply, or change what was applied for; `for` names somebody of the own group."""
    run = _live_run(pk)
    member, people = _for_whom(request)
    if member is None:
        return _choose(request, run, people)
    batches = batches_of(run)
    own = own_of(run, member)
    answers = answers_of_application(own.application) if own.application else None
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    sessions = {batch.session_id: batch.pk for batch in batches}
    chosen = [sessions[wish.sign_up.session_id] for wish in own.wishes if wish.sign_up.session_id in sessions]
    form = WishesForm(run, batches, data, chosen=chosen)
    asked = AnswersForm(run.selection, data, files, answers=answers)
    if request.method == "POST" and form.is_valid() & asked.is_valid():
        try:
            apply(member, run, form.wishes, asked, by=request.user)
            messages.success(request, _handed_in(own, member, request.user))
            return redirect("selection", pk=pk)
        except SignUpRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"selection": run.selection, "own": own, "form": form, "asked": asked, "member": member, "people": people}
    status = 422 if form.errors or asked.errors else 200
    return render(request, "signups/selections/apply.html", context, status=status)


def _handed_in(own, member, by) -> str:
    if member != by:
        return _("Handed in for %(name)s.") % {"name": member.name}
    return _("Your application is changed.") if own.is_live else _("Your application is handed in.")


def _for_whom(request):
    """Return who is applied for, and the people of the own group where `for` is asked for; an empty one chooses nobody
    yet.
    """
    if "for" not in request.GET:
        return request.user, []
    people = list(people_of(request.user).exclude(pk=request.user.pk))
    number = request.GET["for"]
    chosen = next((each for each in people if each.employee_number == number), None)
    if not people or (number and chosen is None):
        raise Http404
    return chosen, people


def _choose(request, run: Run, people: list):
    """Nobody is chosen beforehand: else somebody is applied for whom nobody had in mind."""
    applied = Application.objects.live().filter(run=run, member__in=people)
    context = {"selection": run.selection, "people": people, "applied": set(applied.values_list("member", flat=True))}
    return render(request, "signups/selections/apply.html", context)


@require_POST
@login_required
def withdraw_application(request, pk):
    found = _own_application(request, pk)
    try:
        withdraw(found, request.user)
        messages.success(request, _("Your application is withdrawn."))
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("selection", pk=pk)


@require_POST
@login_required
def doubt_points(request, pk):
    found = _own_application(request, pk)
    try:
        ask_for_correction(found, request.user, request.POST.get("text", "")[:300])
        messages.success(request, _("The union office has been told, and looks at it."))
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("selection", pk=pk)


@require_safe
@login_required
def draw_of_selection(request, pk):
    """The draw that orders those with the same points, as a file for whoever wants to do it again."""
    run = _live_run(pk)
    if run.closed_at is None:
        raise Http404
    response = JsonResponse(draw_file_of(run), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="draw-of-selection-{pk}.json"'
    return response


def _live_run(pk: int) -> Run:
    return get_object_or_404(
        Run.objects.select_related("selection__audience", "selection__contact", "drive"),
        selection=pk,
        selection__live=True,
    )


def _own_application(request, pk: int) -> Application:
    return get_object_or_404(
        Application.objects.select_related("run__selection"), run__selection=pk, member=request.user
    )
