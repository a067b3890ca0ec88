"""Documents and choices for the parts of a file."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.serving import NOTHING_RUNS
from signups.errors import SignUpRefused
from signups.looking import note_look_at_all

from ..models import SessionDocument
from .choosing import choose, chosen_in
from .documents import attach, remove_document
from .finding import for_whoever_makes_files, of_date_or_404, part_or_404
from .forms import DocumentForm
from .looking import DOCUMENT
from .parts.people import came_to
from .subject import Subject


@never_cache
@for_whoever_makes_files
def attach_document(request, session, part):
    """Attach a document to a part: the plan, a receipt, the signed roll."""
    found = part_or_404(session, request.user, part)
    if not found.takes_documents:
        raise Http404
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            attach(session, found, form.cleaned_data["document"], request.user)
            messages.success(request, _("The document is attached."))
            return redirect("activity_file", pk=session.pk)
        except SignUpRefused as refusal:
            form.add_error("document", str(refusal))
    context = {"session": session, "part": found, "form": form}
    return render(request, "activities/file/attach_document.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@for_whoever_makes_files
def session_document(request, session, row_pk):
    """A document that was attached, to be saved."""
    document = of_date_or_404(SessionDocument, session, row_pk)
    part_or_404(session, request.user, document.part)
    try:
        content = document.file.open().read()
    except FileNotFoundError as error:
        raise Http404 from error
    note_look_at_all(request, DOCUMENT, session, came_to([session]).count())
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, document.name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NOTHING_RUNS
    return response


@never_cache
@require_POST
@for_whoever_makes_files
def remove_session_document(request, session, row_pk):
    document = of_date_or_404(SessionDocument, session, row_pk)
    part_or_404(session, request.user, document.part)
    remove_document(document)
    messages.success(request, _("The document is deleted."))
    return redirect("activity_file", pk=session.pk)


@never_cache
@for_whoever_makes_files
def choose_things(request, session, part):
    """Choose what of a part belongs to this date, such as articles about it."""
    found = part_or_404(session, request.user, part)
    if found.offers is None:
        raise Http404
    subject = Subject.of_session(session)
    offered = found.offers(subject, request.user)
    if request.method == "POST":
        choose(session, found, request.POST.getlist("chosen"), [choice.key for choice in offered])
        messages.success(request, _("The choice is kept."))
        return redirect("activity_file", pk=session.pk)
    chosen = set(chosen_in(subject, part))
    choices = [{"choice": choice, "is_chosen": choice.key in chosen} for choice in offered]
    return render(
        request, "activities/file/choose_things.html", {"session": session, "part": found, "choices": choices}
    )
