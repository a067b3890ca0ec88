"""What an organiser changes about one date. The page of each act says how many people are told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..actions.sessions import call_off, move, reopen, resize
from ..errors import SessionCancelled, SignUpRefused, VenueTaken
from ..keeping import for_whoever_keeps_the_terms, sessions_kept_by
from ..models import Session
from .actions import as_seen, keep_as_it_is, take_over
from .errors import ChangedMeanwhile
from .forms import CallOffForm, MoveForm, PlacesForm, SeenForm, SettleForm
from .listing import numbers_of
from .series import said_of, said_of_all
from .taken import said_of_taken, wanted_by

DATES_A_PAGE = 20


@for_whoever_keeps_the_terms
def change_places(request, session):
    """Give a date more places, or fewer."""
    form = PlacesForm(request.POST or None, thing=session)
    done = _("The number of places is changed. Whoever waited and has a place now has been told.")
    return _act(request, session, form, resize, done, "signups/organising/change_places.html")


@for_whoever_keeps_the_terms
def move_date(request, session):
    """Give a date other hours or another place."""
    if session.starts_at is None:
        raise Http404
    form = MoveForm(request.POST or None, thing=session)
    done = _("The date is changed, and everybody on its list has been told.")
    return _act(request, session, form, move, done, "signups/organising/move_date.html")


@for_whoever_keeps_the_terms
def cancel_date(request, session):
    """Cancel one date, with a reason that everybody on its list reads."""
    form = CallOffForm(request.POST or None, thing=session)
    done = _("The date is cancelled, and everybody on its list has been told.")
    return _act(request, session, form, call_off, done, "signups/organising/cancel_date.html")


@require_POST
@for_whoever_keeps_the_terms
def reopen_date(request, session):
    """Let a cancelled date take place after all."""
    form = SeenForm(request.POST, thing=session)
    if form.is_valid():
        done = _("The date takes place again. Whoever was on its list has to sign up again.")
        _do(request, session, form, reopen, done)
    return redirect("session_list", pk=session.pk)


def _act(request, session: Session, form: SeenForm, verb, done: str, template: str):
    """Show a form of a date, or do what it asks for; refused, it is shown again with what was typed."""
    if request.method == "POST" and form.is_valid() and _do(request, session, form, verb, done):
        return redirect("session_list", pk=session.pk)
    session = Session.objects.with_card_data().get(pk=session.pk)
    if session.is_cancelled:
        # Somebody was quicker: nothing of the form is left to be done.
        if not (request.method == "POST" and form.is_valid()):
            messages.error(request, SessionCancelled.sentence)
        return redirect("session_list", pk=session.pk)
    form.look_again(session)
    context = {"session": session, "form": form, "numbers": numbers_of(session)}
    return render(request, template, context)


def _do(request, session: Session, form: SeenForm, verb, done: str, **more) -> bool:
    try:
        as_seen(verb, session, request.user, **form.decided, **more)
    except VenueTaken:
        wanted = more.get("said") or wanted_by(session, form.cleaned_data)
        messages.error(request, said_of_taken(session, wanted, request.user))
        return False
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True


@login_required
def differing_sessions(request):
    """The coming dates whose series says otherwise by now, each with what it says."""
    dates = sessions_kept_by(request.user).coming().planned().filter(is_out_of_step=True)
    dates = dates.with_card_data().with_queue().prefetch_related("offering__thing").order_by("starts_at", "pk")
    shown = Paginator(dates, DATES_A_PAGE).get_page(request.GET.get("page"))
    said = said_of_all(list(shown.object_list))
    rows = [
        {
            "session": session,
            "said": said[session.pk],
            "form": SettleForm(thing=session, said=said[session.pk], auto_id=False),
        }
        for session in shown.object_list
    ]
    return render(request, "signups/organising/differing_sessions.html", {"shown": shown, "rows": rows})


@require_POST
@for_whoever_keeps_the_terms
def settle_difference(request, session):
    """Keep a date that differs from its series as it is, or let it be what the series was seen to say."""
    said = said_of(session)
    form = SettleForm(request.POST, thing=session, said=said)
    if not form.is_valid():
        messages.error(request, ChangedMeanwhile.sentence)
    elif form.cleaned_data["choice"] == SettleForm.TAKE_OVER:
        done = _("The date is what the series says now, and everybody on its list has been told.")
        _do(request, session, form, take_over, done, said=said)
    else:
        done = _("The date stays as it is. Changes of the series leave it alone.")
        _do(request, session, form, keep_as_it_is, done)
    return redirect("differing_sessions")
