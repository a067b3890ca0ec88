"""An approver's deputies: who stands in, from when until when."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from .admin_forms import DeputyForm
from .crumbs import crumbs
from .deputies import end_deputyship, name_deputy
from .models import Deputyship
from .permissions import is_reviewer


def deputies(request):
    """One's own deputies and whom one stands in for, and the form that names a deputy."""
    if not is_reviewer(request.user):
        raise PermissionDenied
    form = DeputyForm(request.POST or None, principal=request.user)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        name_deputy(request.user, wanted["deputy"], wanted["first_date"], wanted["last_date"])
        messages.success(request, _("%(name)s stands in for you and has been told.") % {"name": wanted["deputy"].name})
        return redirect("approval_deputies")
    title = _("Deputies")
    context = {
        "form": form,
        "given": request.user.deputyships_given.select_related("deputy", "ended_by"),
        "held": request.user.deputyships_held.select_related("principal", "ended_by"),
        "header_title": title,
        "header_icon": "user",
        "breadcrumbs_items": crumbs((title, "")),
    }
    return render(request, "approval/deputies.html", context, status=422 if request.method == "POST" else 200)


def end(request, pk):
    """End a deputyship of one's own, given or held."""
    deputyship = get_object_or_404(Deputyship.objects.of(request.user), pk=pk)
    if request.method != "POST":
        return redirect("approval_deputies")
    end_deputyship(deputyship, request.user)
    messages.success(request, _("The deputyship has ended."))
    return redirect("approval_deputies")
