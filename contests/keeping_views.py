"""The pages of whoever keeps a contest: teams, fixtures, results, honours, and what is taken away as a file."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from approval.permissions import works_on_pages
from people.privacy.looks import note_list
from people.workbooks import export
from signups.errors import SignUpRefused

from .access import for_its_keeper
from .awards import draft_honours
from .board import Board
from .event_form import EventForm
from .files import results_workbook, rosters_workbook
from .models import Player

ROSTERS = "contests.rosters"


@for_its_keeper
def kept_contest(request, contest):
    """All teams and fixtures of a contest, with what there is to do."""
    board = Board(contest)
    context = {
        "contest": contest,
        "board": board,
        "teams": contest.teams.with_part().with_numbers(),
        "session": contest.entry_session,
        "awards": contest.awards.select_related("honour"),
        "may_award": board.is_complete and works_on_pages(request.user),
    }
    return render(request, "contests/kept_contest.html", context)


@for_its_keeper
def event(request, contest, event):
    """Enter what the teams reached in one event."""
    found = get_object_or_404(contest.events, pk=event)
    form = EventForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            form.enter(request.user)
            messages.success(request, _("The results are entered."))
            return redirect("kept_contest", pk=contest.pk)
        except SignUpRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"contest": contest, "event": found, "form": form}
    return render(request, "contests/event.html", context, status=422 if form.errors else 200)


@require_POST
@for_its_keeper
def award(request, contest):
    """Draft the honours of the first three places; the office goes on with them in the editor."""
    if not works_on_pages(request.user):
        raise Http404
    try:
        honours = draft_honours(contest, request.user, name_members="members" in request.POST)
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("kept_contest", pk=contest.pk)
    said = ngettext(
        "%(count)d honour is drafted: look through it and submit it.",
        "%(count)d honours are drafted: look through them and submit them.",
        len(honours),
    )
    messages.success(request, said % {"count": len(honours)})
    return redirect(reverse("kept_contest", args=[contest.pk]) + "#honours")


@require_POST
@for_its_keeper
def rosters(request, contest):
    """All rosters, for Excel."""
    players = Player.objects.named().filter(contest=contest, team__state__in=["asked", "entered"])
    players = players.with_people().select_related("team").order_by("team__name", "is_substitute", "member__pinyin")
    rows = list(players)
    note_list(request, ROSTERS, people=len(rows), subject_id=contest.pk)
    return export(rosters_workbook(contest, rows), f"rosters-{contest.pk}.xlsx", by=request.user, rows=len(rows))


@require_POST
@for_its_keeper
def results(request, contest):
    """Standings and all results, for Excel."""
    board = Board(contest)
    rows = len(board.fixtures) or sum(len(each.places) for each in board.events)
    return export(results_workbook(board), f"results-{contest.pk}.xlsx", by=request.user, rows=rows)
