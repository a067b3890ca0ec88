"""What whoever keeps the list of a date sees of the answers."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.workbooks import export

from ..keeping import for_whoever_keeps_the_list, for_whoever_takes_names_away
from ..looking import note_look_at, note_look_at_all
from ..models import Answers
from ..rules import may_take_names_away
from .exports import answers_workbook
from .panels import has_pick_up
from .pick_up import pick_up_list, pick_up_pdf
from .reading import Table, lines_of, names_of
from .subjects import ANSWERS, EXPORT, PICK_UP, SEALED


@never_cache
@require_safe
@for_whoever_keeps_the_list
def answers(request, session):
    """All answers of one date; sealed ones in part."""
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


@never_cache
@for_whoever_keeps_the_list
def open_answers(request, session, answers):
    """What one attempt has answered, in full; the look is noted, so it is asked for by a button."""
    found = get_object_or_404(Answers.objects.of_session(session).of_live().with_everything(), pk=answers)
    if request.method != "POST":
        return redirect("session_answers", pk=session.pk)
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


@never_cache
@require_POST
@for_whoever_takes_names_away
def export_answers(request, session):
    """The answers as a workbook; with the sealed ones in full only where that was chosen as well."""
    in_full = request.POST.get("in_full") == "on"
    table = Table(session, masked=not in_full)
    note_look_at_all(request, SEALED if in_full else EXPORT, session, table.people)
    name = f"answers-{session.pk}{'-in-full' if in_full else ''}.xlsx"
    return export(answers_workbook(table), name, by=request.user, rows=len(table.rows))


@never_cache
@require_safe
@for_whoever_takes_names_away
def print_pick_up(request, session):
    """Who may pick up which child, to be printed."""
    if not has_pick_up(session):
        raise Http404
    sheet = pick_up_list(session)
    note_look_at_all(request, PICK_UP, session, len(sheet["rows"]))
    response = HttpResponse(pick_up_pdf(sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="pick-up-{session.pk}.pdf"'
    return response
