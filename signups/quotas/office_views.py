"""The pages of whoever keeps the list of a date: its places by group, and whom the groups have named."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from approval.ids import id_in

from ..actions.deciding import refuse
from ..errors import SignUpRefused
from ..keeping import for_whoever_keeps_the_list
from ..models import SignUp
from ..organising.actions import admit_all
from ..telling import when
from .forms import DecisionForm, PoolsForm
from .pools import merge_now, set_pools
from .shares import shares_of


@for_whoever_keeps_the_list
def session_pools(request, session):
    """How many places each group has on a date, and until when."""
    form = PoolsForm(session, request.POST or None, initial=PoolsForm.initial_of(session))
    if request.method == "POST" and form.is_valid():
        try:
            left_alone = set_pools(session, form.cleaned_data["shares"], request.user, **_when(form))
        except SignUpRefused as refusal:
            form.add_error("shares", str(refusal))
        else:
            messages.success(request, _("The places by group are set."))
            for other, refusal in left_alone:
                messages.warning(request, f"{when(other)}: {refusal}")
            return redirect("session_groups", pk=session.pk)
    context = {"session": session, "when": when(session), "form": form}
    return render(request, "signups/quotas/session_pools.html", context, status=422 if form.errors else 200)


def _when(form: PoolsForm) -> dict:
    return {"merges_at": form.cleaned_data["merges_at"], "ahead": form.cleaned_data["ahead"]}


@require_POST
@for_whoever_keeps_the_list
def merge_pools(request, session):
    """Open the places of one pool, or of all, to everybody now."""
    pool = None
    if "pool" in request.POST:
        pool = get_object_or_404(session.pools, pk=id_in(request.POST["pool"]))
    try:
        merge_now(session, request.user, pool)
        messages.success(request, _("The places are open to everybody who waits."))
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("session_groups", pk=session.pk)


@for_whoever_keeps_the_list
def session_groups(request, session):
    """Group by group: places, who has one, and whom to decide on."""
    if request.method == "POST":
        requested = SignUp.objects.requested().filter(session=session)
        form = DecisionForm(requested, request.POST)
        if form.is_valid():
            _decide(request, session, form.cleaned_data)
        else:
            messages.warning(request, _("Nothing was ticked, so nothing was decided."))
        return redirect("session_groups", pk=session.pk)
    context = {"session": session, "when": when(session), "shares": shares_of(session)}
    return render(request, "signups/quotas/session_groups.html", context)


def _decide(request, session, decision: dict) -> None:
    if decision["act"] == DecisionForm.ADMIT:
        try:
            number = len(admit_all(session, decision["chosen"], request.user))
        except SignUpRefused as refusal:
            messages.error(request, str(refusal))
            return
        said = ngettext("%(count)d person is admitted.", "%(count)d people are admitted.", number)
        messages.success(request, said % {"count": number})
        return
    refused = 0
    for row in SignUp.objects.filter(session=session, pk__in=decision["chosen"]):
        try:
            refuse(row, request.user, reason=decision["reason"])
            refused += 1
        except SignUpRefused as refusal:
            messages.error(request, f"{row.person_name}: {refusal}")
    if refused:
        said = ngettext(
            "%(count)d person is refused and told why.", "%(count)d people are refused and told why.", refused
        )
        messages.success(request, said % {"count": refused})
