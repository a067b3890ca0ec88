"""The photographs of a date: put there from the telephone, several at once."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.serving import NOTHING_RUNS
from signups.errors import SignUpRefused
from signups.looking import note_look_at_all

from ..models import SessionPhoto
from .finding import for_whoever_collects, of_date_or_404
from .looking import PHOTOS
from .parts.people import came_to
from .photos import MOST_OF_A_DATE, add_photo, remove_photo

CONTENT_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "gif": "image/gif"}


@never_cache
@for_whoever_collects
def session_photos(request, session):
    if request.method == "POST":
        return _take_in(request, session)
    photos = list(session.photos.select_related("uploaded_by"))
    if photos:
        note_look_at_all(request, PHOTOS, session, came_to([session]).count())
    context = {"session": session, "photos": photos, "most": MOST_OF_A_DATE}
    return render(request, "activities/file/session_photos.html", context)


def _take_in(request, session):
    """Keep what is a photograph, and say of the others why not; the script sends one at a time."""
    refusals, kept = [], 0
    for upload in request.FILES.getlist("photos"):
        try:
            add_photo(session, upload, request.user)
            kept += 1
        except SignUpRefused as refusal:
            refusals.append(str(refusal))
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"kept": kept, "refusals": refusals}, status=200 if kept else 422)
    for refusal in refusals:
        messages.error(request, refusal)
    if kept:
        said = ngettext("%(count)d photograph is there.", "%(count)d photographs are there.", kept)
        messages.success(request, said % {"count": kept})
    elif not refusals:
        messages.error(request, _("No photograph was chosen."))
    return redirect("session_photos", pk=session.pk)


@require_safe
@for_whoever_collects
def session_photo(request, session, row_pk, small=False):
    """One photograph, for whoever keeps the list and nobody else."""
    photo = of_date_or_404(SessionPhoto, session, row_pk)
    try:
        content = (photo.small if small else photo.file).open().read()
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="image/webp" if small else CONTENT_TYPES[photo.suffix])
    response["Cache-Control"] = "private, max-age=3600" if small else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NOTHING_RUNS
    return response


@never_cache
@require_POST
@for_whoever_collects
def remove_session_photo(request, session, row_pk):
    remove_photo(of_date_or_404(SessionPhoto, session, row_pk))
    messages.success(request, _("The photograph is deleted."))
    return redirect("session_photos", pk=session.pk)
