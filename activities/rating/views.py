"""The pages of the office: all rounds, one round with who has what, its criteria, and the acts that move it on."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..models import ClubRating, RatingRound
from .assessing import reopen
from .errors import RatingRefused
from .forms import CriterionRows, ReopenForm, RoundForm, StepRows
from .marking import begin_marking
from .overview import overview_of
from .preparing import open_round, prepare_round, set_criteria
from .publishing import with_phases_in_words
from .rules import keeps_ratings, may_mark

ROUNDS_A_PAGE = 20


def for_the_office(view):
    """To all others there is no such page."""

    @login_required
    @wraps(view)
    def run(request, *args, **kwargs):
        if not keeps_ratings(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return run


@login_required
def ratings(request):
    """All rounds, and a new one: the office. The committee reads the list."""
    keeps = keeps_ratings(request.user)
    if not keeps and not may_mark(request.user):
        raise Http404
    form = RoundForm(request.POST or None) if keeps else None
    if form and request.method == "POST" and form.is_valid():
        made = prepare_round(**form.cleaned_data, by=request.user)
        messages.success(request, _("Made. Look through the criteria, then open the round."))
        return redirect("rating_criteria", pk=made.pk)
    shown = Paginator(RatingRound.objects.with_progress(), ROUNDS_A_PAGE).get_page(request.GET.get("page"))
    with_phases_in_words(shown)
    context = {"form": form, "shown": shown, "keeps": keeps}
    return render(request, "activities/rating/ratings.html", context, status=422 if form and form.errors else 200)


@for_the_office
def rating_round(request, pk):
    """One round: its phase and its days, which club has handed in, and who has marked how many."""
    [round] = with_phases_in_words([get_object_or_404(RatingRound.objects.with_progress(), pk=pk)])
    context = {"round": round, "reopen_form": ReopenForm(), **overview_of(round)}
    return render(request, "activities/rating/round.html", context)


@for_the_office
def rating_criteria(request, pk):
    """What counts how much, from how many points there are how many stars, and the days of the round."""
    round = get_object_or_404(RatingRound, pk=pk)
    data = request.POST or None
    form = RoundForm(data, instance=round)
    criteria = CriterionRows(data, queryset=round.criteria.all(), prefix="criteria")
    steps = StepRows(data, queryset=round.steps.all(), prefix="steps")
    if request.method == "POST" and form.is_valid() and criteria.is_valid() and steps.is_valid():
        try:
            kept = set_criteria(round, criteria.wanted(), steps.wanted(), **form.cleaned_data)
            messages.success(request, _("Saved. The criteria come to %(total)d points.") % {"total": kept.total_points})
            return redirect("rating_round", pk=pk)
        except RatingRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"round": round, "form": form, "criteria": criteria, "steps": steps}
    failed = request.method == "POST"
    return render(request, "activities/rating/criteria.html", context, status=422 if failed else 200)


@require_POST
@for_the_office
def open_rating(request, pk):
    return _moved_on(request, pk, lambda round: open_round(round, request.user), _("The clubs are asked."))


@require_POST
@for_the_office
def begin_rating_marks(request, pk):
    return _moved_on(request, pk, begin_marking, _("The figures are taken, and the committee is asked."))


@require_POST
@for_the_office
def reopen_self_assessment(request, pk):
    """Let one club write on until another day."""
    entry = get_object_or_404(ClubRating.objects.with_club(), pk=pk)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a day first."))
        return redirect("rating_round", pk=entry.round_id)
    said = _("%(club)s can write again, and its leaders are told.") % {"club": entry.club}
    return _moved_on(
        request, entry.round_id, lambda round: reopen(entry, form.cleaned_data["until"], request.user), said
    )


def _moved_on(request, pk, act, said: str):
    """Do what was asked, and say what became of it on the page of the round."""
    try:
        act(get_object_or_404(RatingRound, pk=pk))
        messages.success(request, said)
    except RatingRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("rating_round", pk=pk)
