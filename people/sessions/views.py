"""How members end their own sign-ins."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .ending import end_session, end_sessions_of


@login_required
@require_POST
def end_one(request, pk):
    """End one; who ends the one that is in use is signed out."""
    if not end_session(request.user, pk):
        raise Http404
    messages.success(request, _("That device is signed out."))
    if not request.session.exists(request.session.session_key):
        logout(request)
        return redirect("account_login")
    return redirect("my_page")


@login_required
@require_POST
def end_others(request):
    """End all but this one."""
    end_sessions_of([request.user], but=request.session.session_key)
    messages.success(request, _("All other devices are signed out."))
    return redirect("my_page")
