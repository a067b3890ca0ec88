from copy import copy
from datetime import timedelta

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.calendar_file import written
from people.own_page import dated_things_of

from ..models import CalendarFeed
from .addresses import end_address, make_address, member_of

BEHIND, AHEAD = timedelta(days=30), timedelta(days=180)
TOO_MANY = 429


@require_safe
def calendar(request, token):
    """The calendar behind a secret address. Whoever has the address reads it, so it tells nobody whose it is."""
    member = member_of(token)
    if member is None:
        # Right addresses are never refused: a ward asks from one address of the network.
        if _has_guessed_too_often(request):
            return HttpResponse(status=TOO_MANY)
        raise Http404
    today = timezone.localdate()
    with translation.override(settings.LANGUAGE_CODE):
        things = dated_things_of(member, today - BEHIND, today + AHEAD)
        file = written(things, _("Staff Home"))
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=900"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _has_guessed_too_often(request) -> bool:
    # allauth counts nothing that is fetched by GET, which a calendar is.
    counted = copy(request)
    counted.method = "POST"
    return ratelimit.consume(counted, app="allauth.account", action="calendar_feed_unknown") is None


@login_required
@require_POST
def make(request):
    """Make an address, or another one in its place."""
    had_one = CalendarFeed.objects.filter(member=request.user).exists()
    make_address(request.user)
    if had_one:
        messages.success(request, _("The calendar has a new address. The old one is unknown from now on."))
    else:
        messages.success(request, _("The calendar has its address. Keep it to yourself: it opens without a password."))
    return redirect("my_page")


@login_required
@require_POST
def end(request):
    end_address(request.user)
    messages.success(request, _("The calendar is switched off. Its address is unknown from now on."))
    return redirect("my_page")
