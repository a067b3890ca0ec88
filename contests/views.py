"""What everybody reads of contests."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from signups.own.standing import standing_of

from .access import contest_for
from .board import Board
from .models import Contest, FestivalPage
from .own_section import own_teams
from .paper import programme_pdf
from .rules import keeps_contest, live_team_of, part_of

ON_A_PAGE = 12
NEXT_SHOWN, LAST_SHOWN = 4, 4


@require_safe
def contests(request):
    """What is on and coming; below it, page by page, what is over."""
    live = Contest.objects.live().with_card_data()
    over = Paginator(live.over(), ON_A_PAGE).get_page(request.GET.get("page"))
    going_on = live.going_on() if over.number == 1 else []
    festivals = FestivalPage.objects.visible_to(request.user).going_on()
    context = {"going_on": going_on, "over": over, "festivals": festivals}
    return render(request, "contests/contests.html", context)


@require_safe
def contest(request, pk):
    """One contest: how it stands, what is played next, and one's own team."""
    found = contest_for(request.user, pk)
    board = Board(found)
    context = {
        "contest": found,
        "thing": found,
        "club": found.club_for(request.user),
        "board": board,
        "coming": board.coming[:NEXT_SHOWN],
        "last": board.played[::-1][:LAST_SHOWN],
        "keeps": keeps_contest(found, request.user),
        **_own(request, found),
    }
    return render(request, "contests/contest.html", context)


def _own(request, found: Contest) -> dict:
    """Add the `team` of the reader or of their part, that part (`own_part`), and how entries stand."""
    session = found.entry_session
    standing = session and standing_of(session.pk, request.user)
    if not request.user.is_authenticated:
        return {"standing": standing}
    part = part_of(found, request.user)
    own = own_teams(request.user).filter(contest=found).first()
    return {"standing": standing, "own_part": part, "team": own or (part and live_team_of(found, part))}


@require_safe
def programme(request, pk):
    """The order of play to print: teams, hours and venues, and nobody's name."""
    found = contest_for(request.user, pk)
    response = HttpResponse(programme_pdf(Board(found)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="programme-{found.pk}.pdf"'
    return response
