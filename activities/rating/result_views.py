"""What a round has come to: all clubs for the office, one club for itself, and everything as a workbook."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.admin_url_finder import AdminURLFinder

from people.privacy.looks import note_list
from people.workbooks import export
from publications.errors import PublicationRefused
from publications.questions import publication_of

from ..models import ClubRating, CommitteeMark, RatingRound
from .errors import RatingRefused
from .outcome import outcome_of, outcomes_of
from .publishing import address_of_publication, put_forward, with_phases_in_words, withdraw
from .rules import keeps_ratings, may_mark, may_see_outcome
from .views import for_the_office
from .workbook import workbook_of

WORKBOOK = "activities.rating_workbook"


@login_required
@require_safe
def rating_result(request, pk):
    """All clubs, the best first: the office from the first mark on, the committee once it is put forward, and all staff
    once it is published, who read no more of it than the list says.
    """
    round = get_object_or_404(RatingRound.objects.exclude(phase__in=["preparing", "self"]), pk=pk)
    keeps, publication = keeps_ratings(request.user), address_of_publication(round)
    in_full = keeps or (round.is_decided and may_mark(request.user))
    if not in_full and not (round.is_decided and (publication or round.is_awarded)):
        raise Http404
    with_phases_in_words([round])
    context = {
        "round": round,
        "outcomes": outcomes_of(round),
        "keeps": keeps,
        "in_full": in_full,
        "publication": publication,
        "drafted": _draft_of(round, request.user) if keeps and round.is_decided and not publication else None,
    }
    return render(request, "activities/rating/result.html", context)


def _draft_of(round: RatingRound, member) -> str | None:
    """Return where the office completes the list that nobody has approved yet."""
    return AdminURLFinder(member).get_edit_url(publication_of(round))


@login_required
@require_safe
def rating_outcome(request, pk):
    """How each mark of one club came about, for the club itself."""
    entry = get_object_or_404(ClubRating.objects.with_club(), pk=pk)
    if not may_see_outcome(entry, request.user) or not (entry.round.is_decided or entry.round.is_being_marked):
        raise Http404
    with_phases_in_words([entry.round])
    context = {"entry": entry, "outcome": outcome_of(entry), "publication": address_of_publication(entry.round)}
    return render(request, "activities/rating/outcome.html", context)


@require_safe
@for_the_office
def rating_workbook(request, pk):
    """All marks with the names of those who gave them, the figures and the self-assessments."""
    round = get_object_or_404(RatingRound.objects.exclude(phase="preparing"), pk=pk)
    people = CommitteeMark.objects.filter(entry__round=round).values("by").distinct().count()
    note_list(request, WORKBOOK, people=people, subject_id=round.pk)
    book, rows = workbook_of(round)
    return export(book, f"club-rating-{round.year}.xlsx", by=request.user, rows=rows)


@require_POST
@for_the_office
def put_rating_forward(request, pk):
    """Draft the list for publication."""
    round = get_object_or_404(RatingRound, pk=pk)
    try:
        drafted = put_forward(round, request.user)
        messages.success(request, _("The list is drafted. Complete it and submit it for approval."))
        editor = AdminURLFinder(request.user).get_edit_url(drafted)
        return redirect(editor or reverse("rating_result", args=[pk]))
    except (RatingRefused, PublicationRefused) as refusal:
        messages.error(request, str(refusal))
    return redirect("rating_result", pk=pk)


@require_POST
@for_the_office
def withdraw_rating(request, pk):
    """Take the result back so that marks can change; published again, its days begin again."""
    round = get_object_or_404(RatingRound, pk=pk)
    try:
        withdraw(round, request.user)
        messages.success(request, _("The committee can mark again. Put the result forward once it is done."))
    except RatingRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("rating_round", pk=pk)
