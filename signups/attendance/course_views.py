"""The attendance of all dates of an offering."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST

from people.privacy.looks import note_look
from people.workbooks import export

from .finding import kept_session
from .hours import course_of
from .list_views import SUBJECT
from .workbook import write_attendance

FILE = "attendance.xlsx"


@login_required
def course(request, pk):
    """Names and hours; the dates are of the offering that this date belongs to."""
    session = kept_session(request.user, pk)
    found = course_of(session.offering)
    note_look(request.user, SUBJECT, subject_id=session.pk, people=len(found.people), narrowed_by="course")
    return render(request, "signups/attendance/course_attendance.html", {"session": session, "course": found})


@login_required
@require_POST
def workbook(request, pk):
    """The same as a workbook. What is confidential stands in no file."""
    session = kept_session(request.user, pk)
    if session.offering.is_confidential:
        raise Http404
    found = course_of(session.offering)
    note_look(request.user, SUBJECT, subject_id=session.pk, people=len(found.people), narrowed_by="file")
    book = write_attendance(found, session.offering.title)
    return export(book, FILE, by=request.user, rows=len(found.people))
