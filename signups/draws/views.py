from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.restriction import turn_away

from ..errors import SignUpRefused
from ..keeping import for_whoever_keeps_the_list
from ..models import Draw, DrawEntry, SignUpTerms
from ..own.access import session_for
from ..telling import when
from . import recompute
from .drawing import draw
from .entries import MOST_STEPS, YEARS_A_STEP
from .files import file_of

ENTRIES_A_PAGE = 100
PROGRAM = Path(recompute.__file__)


def session_draw(request, pk):
    """The draw of a date, for everybody: its method and its promise before, its seed and its order afterwards."""
    session = session_for(request.user, pk)
    if session is None:
        return turn_away(request)
    if session.offering.mode != SignUpTerms.Mode.DRAW and session.drawn_at is None:
        raise Http404
    made = getattr(session, "draw", None)
    entries = made.entries.all() if made else DrawEntry.objects.none()
    mine = entries.filter(sign_up__member=request.user) if request.user.is_authenticated else entries.none()
    context = {
        "session": session,
        "when": when(session),
        "draw": made,
        "seed": getattr(session, "draw_seed", None),
        "shown": Paginator(entries, ENTRIES_A_PAGE).get_page(request.GET.get("page")),
        "mine": list(mine.select_related("sign_up__dependant", "sign_up__member")),
        "first_timers_first": (made or session.offering).first_timers_first,
        "seniority_counts": (made or session.offering).seniority_counts,
        "years_a_step": YEARS_A_STEP,
        "most_weight": MOST_STEPS + 1,
    }
    context["my_numbers"] = {entry.number for entry in context["mine"]}
    return render(request, "signups/draws/session_draw.html", context)


def draw_file(request, pk):
    """The draw as a file, for whoever wants to do it again."""
    session = session_for(request.user, pk)
    if session is None:
        return turn_away(request)
    made = get_object_or_404(Draw.objects.select_related("session__offering"), session=session)
    response = JsonResponse(file_of(made), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="draw-{pk}.json"'
    return response


def program(request):
    """The program that does a draw again; the site draws with the same file."""
    return HttpResponse(PROGRAM.read_bytes(), content_type="text/plain; charset=utf-8")


@require_POST
@for_whoever_keeps_the_list
def draw_session(request, session):
    """Draw now, instead of waiting for the clock: whoever keeps the list."""
    try:
        draw(session, request.user)
        messages.success(request, _("Drawn. Everybody who took part is told."))
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("session_draw", pk=session.pk)
