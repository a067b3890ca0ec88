"""What an organiser takes away: the list as a workbook, the roll to print, the poster."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from people.workbooks import export

from ..keeping import for_whoever_keeps_the_date, for_whoever_takes_names_away
from ..looking import note_look_at_all
from .files import live_rows, workbook_of
from .paper import poster_pdf, poster_png, roll_pdf

FILE, ROLL = "signups.workbook", "signups.roll"


@for_whoever_takes_names_away
def session_workbook(request, session):
    """Everybody on the list, for Excel."""
    rows = live_rows(session)
    note_look_at_all(request, FILE, session, len(rows))
    name = f"sign-ups-{_day(session)}-{session.pk}.xlsx"
    return export(workbook_of(session, rows), name, by=request.user, rows=len(rows))


@for_whoever_takes_names_away
def session_roll(request, session):
    """The roll, as a PDF to print and sign."""
    rows = live_rows(session)
    note_look_at_all(request, ROLL, session, len(rows))
    return _file(roll_pdf(session, rows), "application/pdf", f"roll-{_day(session)}-{session.pk}.pdf")


@for_whoever_keeps_the_date
def session_poster(request, session):
    """The poster of the date, or of its series, to look at before one takes it."""
    return render(request, "signups/organising/poster.html", {"session": session})


@for_whoever_keeps_the_date
def poster_file(request, session, kind):
    of_series = request.GET.get("of") == "series"
    if of_series and not session.offering.link:
        raise Http404
    make, content_type = {"pdf": (poster_pdf, "application/pdf"), "png": (poster_png, "image/png")}[kind]
    return _file(make(session, of_series=of_series), content_type, f"poster-{session.pk}.{kind}")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _day(session) -> str:
    return f"{timezone.localtime(session.starts_at):%Y-%m-%d}" if session.starts_at else "list"
