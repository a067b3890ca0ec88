"""The addresses of the site, and signing up as the least that a view can do, for a tree that has no page for it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST

from cms.urls import urlpatterns as of_the_site
from signups.actions.signing_up import sign_up
from signups.errors import SignUpRefused
from signups.models import Session

CONFLICT = 409


@require_POST
@login_required
def ask(request, pk):
    session = get_object_or_404(Session.objects.live().select_related("offering"), pk=pk)
    try:
        sign_up(request.user, session, attempt=request.POST["attempt"])
    except SignUpRefused as refusal:
        return HttpResponse(str(refusal), status=CONFLICT)
    return redirect("session", pk=pk)


urlpatterns = [path("sessions/<int:pk>/sign-up/", ask), *of_the_site]
