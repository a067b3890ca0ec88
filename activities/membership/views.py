"""What a member does about a club: joins, takes a place that came free, leaves, stays."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from people.sentences import joined
from signups.errors import HasEnded, SignUpRefused

from .access import own_act
from .forms import JoinForm
from .joining import ask_to_join, leave, take_place
from .renewing import stay


@own_act
def join_club(request, club):
    """Ask to join; the leader decides."""
    form = JoinForm(request.POST)
    if not form.is_valid():
        messages.error(request, joined(error for errors in form.errors.values() for error in errors))
        return redirect(club.url)
    try:
        asked = ask_to_join(request.user, club, **form.cleaned_data)
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    else:
        if not asked.is_live:
            # A form from before it was taken back, out of the browser's memory.
            messages.info(request, _("You had cancelled since. Press once more."))
        else:
            messages.success(request, _("Your request is on its way. You are told as soon as it is decided."))
    return redirect(club.url)


@own_act
def leave_club(request, club):
    """Leave the club, its waiting list, or take the request back."""
    try:
        left = leave(request.user, club)
    except HasEnded:
        messages.info(request, _("You do not belong to “%(club)s” any more.") % {"club": club.title})
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("You have left “%(club)s”.") if left.granted_at else _("Your request to join is taken back.")
        messages.success(request, said % {"club": club.title} if left.granted_at else said)
    return redirect(club.url)


@own_act
def take_club_place(request, club):
    """Take the place that came free."""
    return _done(request, club, take_place, _("You belong to “%(club)s” now."))


@own_act
def stay_in_club(request, club):
    """Say in a renewal that one stays."""
    return _done(request, club, stay, _("You stay in “%(club)s”."))


def _done(request, club, act, said: str):
    try:
        act(request.user, club)
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said % {"club": club.title})
    return redirect(club.url)
