from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Revision

from .admin_forms import UnscheduleForm
from .crumbs import crumbs
from .errors import DecisionRefused
from .permissions import is_approver
from .registry import is_approved_thing
from .unscheduling import unschedule


def unschedule_view(request, revision_id):
    """Ask for the remark and cancel the approved hour of one version of a page or snippet."""
    if not is_approver(request.user):
        raise PermissionDenied
    revision = get_object_or_404(Revision.objects.select_related("base_content_type"), pk=revision_id)
    if not is_approved_thing(revision.content_object):
        raise PermissionDenied
    form = UnscheduleForm(request.POST or None)
    hour = revision.approved_go_live_at
    back = _calendar_of(hour)
    if request.method == "POST" and form.is_valid():
        try:
            unschedule(revision, request.user, form.cleaned_data["comment"])
        except DecisionRefused as refusal:
            messages.error(request, str(refusal.sentence))
        else:
            said = _("“%(title)s” does not go public at its hour. Its author has been told.")
            messages.success(request, said % {"title": revision.object_str})
        return redirect(back)
    title = _("Cancel the hour")
    context = {
        "title": revision.object_str,
        "kind": capfirst(revision.content_type.model_class()._meta.verbose_name),
        "hour": hour,
        "form": form,
        "back": back,
        "header_title": title,
        "header_icon": "calendar-alt",
        "breadcrumbs_items": crumbs((_("Publishing calendar"), back), (title, "")),
    }
    return render(request, "approval/unschedule.html", context, status=422 if request.method == "POST" else 200)


def lead_from_wagtails_page(request, page_id, revision_id):
    """Lead from Wagtail's own page for cancelling an hour, which asks for no remark and records nothing, to ours."""
    return redirect(address_of_unschedule(revision_id))


def address_of_unschedule(revision_id: int) -> str:
    """Return the address at which the hour of a version is cancelled."""
    return reverse("approval_unschedule", args=[revision_id])


def _calendar_of(hour) -> str:
    """Return the address of the calendar at the month of `hour`."""
    calendar = reverse("approval_calendar")
    return f"{calendar}?month={timezone.localtime(hour):%Y-%m}" if hour else calendar
