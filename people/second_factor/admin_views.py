from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ..errors import Refused
from ..models import Member
from .forms import TakeOffForm
from .needing import has_second_factor
from .removing import PERMISSION, take_second_factor_off


@never_cache
def take_off(request, pk):
    """Ask for the reason, then take the member's second factor off."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    member = get_object_or_404(Member, pk=pk)
    form = TakeOffForm(request.POST or None)
    if form.is_valid():
        try:
            take_second_factor_off(member, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request,
                _("%(member)s signs in without a second factor until a new one is set up.") % {"member": member},
            )
            return redirect("wagtailusers_users:inspect", member.pk)
    context = {
        "form": form,
        "member": member,
        "has_one": has_second_factor(member),
        "page_title": _("Take the second factor off"),
        "page_subtitle": str(member),
    }
    return render(request, "people/admin/take_second_factor_off.html", context, status=422 if form.errors else 200)
