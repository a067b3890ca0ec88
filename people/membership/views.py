"""One's own membership: what it is, how it came about, and the application."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ..errors import Refused
from ..models import Member
from .applying import apply_for_membership, withdraw
from .changing import MEMBERS
from .forms import ApplicationForm

SHOWN = 20


@login_required
@never_cache
def my_membership(request):
    """See it; apply, where there is none."""
    member = request.user
    form = ApplicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            apply_for_membership(member, form.cleaned_data["note"])
            messages.success(request, _("Your application has reached the union office. You will be told."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("my_membership")
    applications = member.membership_applications.all()[:SHOWN]
    waiting = next((application for application in applications if application.is_open), None)
    context = {
        "form": form,
        "waiting": waiting,
        "may_apply": waiting is None
        and member.membership_status not in MEMBERS
        and member.staff_status in Member.PRESENT_STATUSES,
        "closed": [application for application in applications if not application.is_open],
        "changes": member.membership_changes.all()[:SHOWN],
    }
    return render(request, "people/membership/my_membership.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def withdraw_application(request, pk):
    """Take one's own application back; that of somebody else is not there."""
    application = get_object_or_404(request.user.membership_applications, pk=pk)
    try:
        withdraw(application)
        messages.success(request, _("Your application is withdrawn."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("my_membership")
