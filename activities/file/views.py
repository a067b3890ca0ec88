"""The page of a file: what is there, the button, and what was made."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.privacy.looks import note_look
from signups.errors import SignUpRefused

from ..models import ActivityFile
from .archive import file_name
from .asking import ask_for, discard
from .checklist import checklist
from .finding import for_whoever_makes_files
from .forms import YearForm
from .looking import TAKEN, place_of
from .made import made_about, take, years_of
from .subject import Subject


@never_cache
@require_safe
@for_whoever_makes_files
def activity_file(request, session):
    """What the file of a date holds and what is missing, and the files that were made."""
    context = {
        "session": session,
        "lines": checklist(session, request.user),
        "form": YearForm(years_of(session)),
        **made_about(session, request.user),
    }
    return render(request, "activities/file/activity_file.html", context)


@never_cache
@require_POST
@for_whoever_makes_files
def make(request, session):
    """Have a file made: of the date, or of all dates of a year."""
    subject = Subject.of_session(session)
    if "year" in request.POST:
        form = YearForm(years_of(session), request.POST)
        if not form.is_valid():
            raise Http404
        subject = Subject.of_year(session.offering, form.cleaned_data["year"])
    try:
        ask_for(subject, request.user)
        messages.success(request, _("The file is being made. It is kept here for you; you may leave this page."))
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("activity_file", pk=session.pk)


@never_cache
@require_safe
@for_whoever_makes_files
def progress(request, session):
    """How far one's files have come; asked for again and again while one is being made."""
    context = {"session": session, **made_about(session, request.user)}
    return render(request, "activities/file/made.html", context)


@never_cache
@require_POST
@for_whoever_makes_files
def download(request, session, row_pk, kind):
    """The archive or the PDF, for whoever had it made."""
    file = _own(session, request.user, row_pk)
    made, suffix, content_type = {
        "zip": (file.archive, "zip", "application/zip"),
        "pdf": (file.pdf, "pdf", "application/pdf"),
    }[kind]
    try:
        content = made.open() if file.is_ready else None
    except FileNotFoundError:
        content = None
    if content is None or not take(file):
        messages.error(request, _("This file is no longer here. Make it again."))
        return redirect("activity_file", pk=session.pk)
    note_look(request.user, TAKEN, subject_id=place_of(file), people=file.people, narrowed_by=kind)
    response = FileResponse(content, content_type=content_type)
    name = file_name(f"{file.offering.title} {Subject.of_file(file).days} 活动档案.{suffix}")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@never_cache
@require_POST
@for_whoever_makes_files
def discard_file(request, session, row_pk):
    try:
        discard(_own(session, request.user, row_pk))
        messages.success(request, _("The file is discarded; what was collected for it is still here."))
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("activity_file", pk=session.pk)


def _own(session, member, pk: int) -> ActivityFile:
    """Raises Http404, also for those that somebody else had made."""
    found = ActivityFile.objects.about(session).of_asker(member).select_related("offering", "session__offering")
    file = found.filter(pk=pk).first()
    if file is None:
        raise Http404
    return file
