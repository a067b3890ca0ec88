import mimetypes
from pathlib import PurePosixPath
from urllib.parse import urlencode

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import connection
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.urls import reverse
from django.utils.translation import get_language

SHOWN_IN_PLACE = {"image/gif", "image/jpeg", "image/png", "image/webp", "image/avif", "video/mp4", "video/webm"}
MEDIA_MAX_AGE = 3600


def healthz(request):
    """Say whether the process and its database work, for a load balancer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def media(request, path):
    """Serve an uploaded file or a rendition. Only pictures and videos are shown in place; nothing runs as a page."""
    folder, *rest = PurePosixPath(path).parts or [""]
    if folder not in ("images", "original_images") or ".." in rest or "\0" in path:
        raise Http404
    kind = mimetypes.guess_type(path)[0]
    if kind not in SHOWN_IN_PLACE:
        raise Http404
    try:
        file = default_storage.open(path)
    except (OSError, SuspiciousFileOperation) as error:
        raise Http404 from error
    response = FileResponse(file, content_type=kind)
    response["Cache-Control"] = f"private, max-age={MEDIA_MAX_AGE}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def admin_door(request):
    """Lead to the sign-in, or tell somebody who is signed in that the admin is not for them."""
    if request.user.is_authenticated:
        return forbidden(request)
    query = urlencode({"next": request.GET.get("next", reverse("wagtailadmin_home"))})
    return redirect(f"{reverse('account_login')}?{query}")


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """Say sorry without touching the database or the session, which may be what is broken."""
    return HttpResponse(loader.get_template("500.html").render({"LANGUAGE_CODE": get_language()}), status=500)
