from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from approval.ids import id_in
from people.sentences import joined

from ..answers.keeping import is_to_answer
from ..errors import SignUpRefused
from ..models import Session, SignUp, SwapOffer
from .forms import ExchangeForm, GiftForm
from .swapping import accept, offer, withdraw


@login_required
@require_POST
def offer_place(request, pk):
    """Offer the own place of a date, in exchange or as a gift."""
    row = get_object_or_404(_own_places(request).select_related("session__offering"), session=pk)
    is_gift = "to" in request.POST
    form = GiftForm(request.user, request.POST) if is_gift else ExchangeForm(row.session, request.user, request.POST)
    if not form.is_valid():
        messages.error(request, joined(error for errors in form.errors.values() for error in errors))
        return redirect("session", pk=pk)
    try:
        offer(row, request.user, **form.cleaned_data)
        messages.success(request, _("Offered. You keep your place until somebody accepts."))
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("session", pk=pk)


@login_required
@require_POST
def accept_place(request, pk):
    """Take a place that is given to oneself, or exchange the own place of the date `from` for it."""
    found = get_object_or_404(offers_for(request.user), pk=pk)
    giving = _own_places(request).filter(session=id_in(request.POST.get("from", ""))).first()
    try:
        taken = accept(found, request.user, giving=giving)
        messages.success(request, _("Done: the place is yours."))
        if is_to_answer(taken):
            return redirect(f"{reverse('own_answers', args=[taken.session_id])}?for={taken.pk}")
        return redirect("session", pk=taken.session_id)
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("session", pk=giving.session_id if giving else found.sign_up.session_id)


@login_required
@require_POST
def withdraw_offer(request, pk):
    """Take the own offer back, or turn down what is given to oneself."""
    mine = SwapOffer.objects.filter(Q(sign_up__member=request.user) | Q(to_member=request.user))
    found = get_object_or_404(mine.select_related("sign_up"), pk=pk)
    try:
        withdraw(found, request.user)
        messages.success(request, _("The offer is withdrawn."))
    except SignUpRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("session", pk=found.sign_up.session_id)


def offers_for(member):
    """Offers that somebody may read: what is given to them, and what is exchanged for a date on which they had a place.

    Also those that are gone, so that whoever was a moment too late is told so.
    """
    held = Session.objects.filter(sign_ups__member=member, sign_ups__state=SignUp.State.CONFIRMED)
    same = Q(sign_up__session__offering__in=held.values("offering"))
    same |= Q(sign_up__session__offering__drive__in=held.exclude(offering__drive=None).values("offering__drive"))
    return SwapOffer.objects.filter(Q(to_member=member) | (Q(to_member=None) & same)).select_related("sign_up")


def _own_places(request):
    return SignUp.objects.granted().filter(member=request.user, dependant=None)
