"""What whoever keeps the list of a date sees of the answers."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.workbooks import export

from ..models import Answers, Session
from ..rules import may_see_names, may_take_names_away
from .exports import answers_workbook
from .looking import ANSWERS, EXPORT, PICK_UP, SEALED, note_look_at, note_look_at_all
from .panels import has_pick_up
from .pick_up import pick_up_list, pick_up_pdf
from .reading import Table, lines_of, names_of


def _session_for(request, pk: int, *, to_take_away: bool = False) -> Session:
    """Raises Http404 for whoever may not read the names, or have them as a file."""
    session = get_object_or_404(Session.objects.with_card_data(), pk=pk)
    allowed = may_take_names_away if to_take_away else may_see_names
    if not allowed(session, request.user):
        raise Http404
    return session


@login_required
@never_cache
@require_safe
def answers(request, pk):
    """All answers of one date; sealed ones in part."""
    session = _session_for(request, pk)
    table = Table(session)
    if not table.columns:
        raise Http404
    note_look_at_all(request, ANSWERS, session, table.people)
    context = {
        "session": session,
        "table": table,
        "may_take_away": may_take_names_away(session, request.user),
        "has_pick_up": has_pick_up(session),
    }
    return render(request, "signups/answers/session_answers.html", context)


@login_required
@never_cache
def open_answers(request, pk, answers):
    """What one attempt has answered, in full; the look is noted, so it is asked for by a button."""
    session = _session_for(request, pk)
    found = get_object_or_404(Answers.objects.of_session(session).with_everything(), pk=answers)
    if request.method != "POST":
        return redirect("session_answers", pk=pk)
    note_look_at(request.user, SEALED, session, found.sign_up.member)
    attempt = session.sign_ups.filter(pk=found.sign_up_id)
    if found.sign_up.party:
        attempt = session.sign_ups.filter(party=found.sign_up.party)
    context = {
        "session": session,
        "names": names_of(attempt.select_related("member", "dependant").order_by("pk")),
        "lines": lines_of(found, masked=False),
    }
    return render(request, "signups/answers/open_answers.html", context)


@login_required
@never_cache
@require_POST
def export_answers(request, pk):
    """The answers as a workbook; with the sealed ones in full only where that was chosen as well."""
    session = _session_for(request, pk, to_take_away=True)
    in_full = request.POST.get("in_full") == "on"
    table = Table(session, masked=not in_full)
    note_look_at_all(request, SEALED if in_full else EXPORT, session, table.people)
    name = f"answers-{session.pk}{'-in-full' if in_full else ''}.xlsx"
    return export(answers_workbook(table), name, by=request.user, rows=len(table.rows))


@login_required
@never_cache
@require_safe
def print_pick_up(request, pk):
    """Who may pick up which child, to be printed."""
    session = _session_for(request, pk, to_take_away=True)
    if not has_pick_up(session):
        raise Http404
    sheet = pick_up_list(session)
    note_look_at_all(request, PICK_UP, session, len(sheet["rows"]))
    response = HttpResponse(pick_up_pdf(sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="pick-up-{session.pk}.pdf"'
    return response
