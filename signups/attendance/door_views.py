"""The code at the door: on a screen for the organiser, on the phone for whoever comes."""

from copy import copy

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from people.paper import qr

from ..errors import DoorCodeStale, SignUpRefused
from ..telling import title_of
from .counting import Count
from .door import check_door, check_in, code_now, places_at_door, seconds_left
from .finding import dated_session, for_whoever_takes_attendance
from .forms import PlacesForm

REFUSED, TOO_MANY = 409, 429


@never_cache
@for_whoever_takes_attendance
def screen(request, session):
    """For a screen at the door."""
    return render(request, "signups/attendance/door_screen.html", _on_screen(request, session))


@never_cache
@for_whoever_takes_attendance
def code(request, session):
    """What of the screen changes; its script asks for it."""
    return render(request, "signups/attendance/door_code.html", _on_screen(request, session))


def _on_screen(request, session) -> dict:
    shown = {"session": session, "title": title_of(session.offering), "count": Count.of_session(session)}
    try:
        check_door(session)
    except SignUpRefused as refusal:
        return {**shown, "refusal": refusal}
    address = request.build_absolute_uri(reverse("check_in_at_door", args=[session.pk, code_now(session)]))
    milliseconds = int(seconds_left() * 1000)
    return {**shown, "qr": qr(address, as_large_as_its_place=True), "milliseconds": milliseconds}


@never_cache
@login_required
def check_in_at_door(request, pk, code):
    """What the camera of whoever comes opens: one tap, or one sentence and nothing else."""
    session = dated_session(pk)
    if not _may_try(request):
        sentence = _("The code was wrong too often. Wait five minutes, or ask to be ticked on the list.")
        return _refuse(request, sentence, TOO_MANY)
    try:
        places = places_at_door(session, request.user, code)
        form = PlacesForm(request.POST if request.method == "POST" else None, places=places)
        if request.method == "POST" and form.is_valid():
            check_in(session, request.user, code, [row.pk for row in form.picked()])
            messages.success(request, _("You are checked in."))
            return redirect("session", pk=session.pk)
    except DoorCodeStale as refusal:
        _count_wrong(request)
        return _refuse(request, refusal)
    except SignUpRefused as refusal:
        return _refuse(request, refusal)
    context = {"session": session, "title": title_of(session.offering), "places": places, "form": form}
    return render(request, "signups/attendance/check_in_at_door.html", context)


def _refuse(request, sentence, status: int = REFUSED):
    return render(request, "signups/attendance/refused_at_door.html", {"sentence": sentence}, status=status)


def _may_try(request) -> bool:
    return _consume(request, dry_run=True)


def _count_wrong(request) -> None:
    _consume(request)


def _consume(request, **how) -> bool:
    # allauth counts nothing that is fetched by GET, which a camera does.
    counted = copy(request)
    counted.method = "POST"
    usage = ratelimit.consume(counted, app="allauth.account", action="door_code_wrong", user=request.user, **how)
    return usage is not None
