"""Lists of things given out: what, how much, to whom of those who came; and on paper, to be signed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from signups.errors import SignUpRefused
from signups.looking import note_look_at_all
from signups.models import Session

from ..models import Handout
from .finding import for_whoever_collects, of_date_or_404
from .forms import HandoutForm, SharesForm
from .handouts import change, enter, lists_of, remove, shares_of
from .looking import HANDOUTS
from .parts.given_out import blank_pdf, handout_pdf
from .parts.people import came_by_session, expected_by_name


@never_cache
@for_whoever_collects
def handouts(request, session):
    """The lists of a date, and a new one: everybody who came gets so much of it."""
    form = HandoutForm(request.POST or None, instance=Handout(session=session, made_by=request.user))
    if request.method == "POST" and form.is_valid():
        try:
            handout = enter(form.save(commit=False))
            messages.success(request, _("The list is there. Whoever got more or nothing is changed below."))
            return redirect("change_handout", pk=session.pk, row_pk=handout.pk)
        except SignUpRefused as refusal:
            form.add_error(None, str(refusal))
    came = _came(session)
    context = {"session": session, "form": form, "lists": lists_of(session, came), "came": len(came)}
    return render(request, "activities/file/handouts.html", context, status=422 if form.errors else 200)


@never_cache
@for_whoever_collects
def change_handout(request, session, row_pk):
    """How much of a thing each got; settled lists are shown only."""
    handout = of_date_or_404(Handout.objects.prefetch_related("shares__sign_up__member__department"), session, row_pk)
    shares = shares_of(handout, _came(session))
    form = HandoutForm(request.POST or None, instance=handout)
    amounts = SharesForm(shares, request.POST or None)
    if request.method == "POST" and form.is_valid() and amounts.is_valid():
        try:
            # Whoever has the usual number follows it; a number of their own was written for them.
            usual = form.initial["each"]
            own = {pk: count for pk, count in amounts.quantities.items() if count != usual}
            change(form.save(commit=False), own)
            messages.success(request, _("The list is kept."))
            return redirect("handouts", pk=session.pk)
        except SignUpRefused as refusal:
            form.add_error(None, str(refusal))
    note_look_at_all(request, HANDOUTS, session, len(shares))
    context = {"session": session, "handout": handout, "form": form, "amounts": amounts}
    status = 422 if form.errors or amounts.errors else 200
    return render(request, "activities/file/change_handout.html", context, status=status)


@never_cache
@require_POST
@for_whoever_collects
def remove_handout(request, session, row_pk):
    try:
        remove(of_date_or_404(Handout, session, row_pk))
        messages.success(request, _("The list is deleted."))
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("handouts", pk=session.pk)


@never_cache
@require_safe
@for_whoever_collects
def handout_sheet(request, session, row_pk):
    """The list of one thing as a PDF, to be signed."""
    handout = of_date_or_404(Handout, session, row_pk)
    note_look_at_all(request, HANDOUTS, session, len(_came(session)))
    return _pdf(handout_pdf(session, handout), f"handout-{handout.pk}.pdf")


@never_cache
@require_safe
@for_whoever_collects
def blank_sheet(request, session):
    """A list of whatever is given out, to be filled in by hand: with those who have a place, or with empty lines."""
    rows = [] if request.GET.get("names") == "none" else expected_by_name(session)
    note_look_at_all(request, HANDOUTS, session, len(rows))
    return _pdf(blank_pdf(session, rows), f"handout-blank-{session.pk}.pdf")


def _came(session: Session) -> list:
    return came_by_session([session]).get(session.pk, [])


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
