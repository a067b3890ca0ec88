from urllib.parse import urlencode

from django.contrib import messages
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh


def healthz(request):
    """Say whether the process and its database work, for a load balancer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def admin_door(request):
    """Lead to the sign-in, or tell somebody who is signed in that the admin is not for them."""
    if request.user.is_authenticated:
        return forbidden(request)
    query = urlencode({"next": request.GET.get("next", reverse("wagtailadmin_home"))})
    return redirect(f"{reverse('account_login')}?{query}")


def form_too_old(request, reason=""):
    """Refuse a form without its token. What asked through a script has no place for a page: it is led to the sign-in,
    or loaded again, and says there why.
    """
    if not request.htmx:
        return csrf_failure(request, reason)
    if request.user.is_authenticated:
        messages.warning(request, _("This page had grown too old. Please press once more."))
        return HttpResponseClientRefresh()
    messages.warning(request, _("You are signed out by now. Please sign in again, then press once more."))
    query = urlencode({"next": request.htmx.current_url_abs_path or request.path})
    return HttpResponseClientRedirect(f"{reverse('account_login')}?{query}")


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """Say sorry without touching the database or the session, which may be what is broken."""
    return HttpResponse(loader.get_template("500.html").render({"LANGUAGE_CODE": get_language()}), status=500)
