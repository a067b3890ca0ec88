"""The attendance of all dates of an offering."""

from django.shortcuts import render
from django.views.decorators.http import require_POST

from people.privacy.looks import note_look
from people.workbooks import export

from ..keeping import for_whoever_takes_names_away
from .finding import for_whoever_takes_attendance
from .hours import course_of
from .list_views import SUBJECT
from .workbook import write_attendance

FILE = "attendance.xlsx"


@for_whoever_takes_attendance
def course(request, session):
    """Names and hours; the dates are of the offering that this date belongs to."""
    found = course_of(session.offering)
    note_look(request.user, SUBJECT, subject_id=session.pk, people=len(found.people), narrowed_by="course")
    return render(request, "signups/attendance/course_attendance.html", {"session": session, "course": found})


@require_POST
@for_whoever_takes_names_away
def workbook(request, session):
    """The same as a workbook. What is confidential stands in no file."""
    found = course_of(session.offering)
    note_look(request.user, SUBJECT, subject_id=session.pk, people=len(found.people), narrowed_by="file")
    book = write_attendance(found, session.offering.title)
    return export(book, FILE, by=request.user, rows=len(found.people))
