from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ..errors import SignUpRefused
from ..models import Strike
from ..rules import keeps_list
from .forms import WaiverForm
from .waiving import waive


@login_required
def waive_strike(request, pk):
    """Let a missed sign-up count no more: for whoever keeps the list of its date, the office among them."""
    rows = Strike.objects.select_related("sign_up__session__offering", "sign_up__session__venue", "sign_up__member")
    missed = get_object_or_404(rows.select_related("sign_up__dependant", "waived_by"), pk=pk)
    session = missed.sign_up.session
    # Nobody lets off themselves.
    if not keeps_list(session, request.user) or missed.member_id == request.user.pk:
        raise Http404
    form = WaiverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            waive(missed, request.user, reason=form.cleaned_data["reason"])
        except SignUpRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("It does not count any more, and the member is told."))
        return redirect("attendance", pk=session.pk) if session.starts_at else redirect("waive_strike", pk=pk)
    return render(request, "signups/attendance/waive_strike.html", {"missed": missed, "session": session, "form": form})
