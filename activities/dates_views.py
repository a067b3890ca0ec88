from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access
from wagtail.admin.panels import get_edit_handler
from wagtail.permissions import policy_registry

from days.working_days import DayBook, year_to_announce

from .models import RecurringActivity
from .series import Series

DATES_SHOWN = 10


@require_admin_access
@require_POST
def next_dates(request: HttpRequest) -> HttpResponse:
    """Show which dates come of a form that is being filled in. Nothing is written."""
    if not policy_registry.get_by_type(RecurringActivity).user_has_any_permission(request.user, ["add", "change"]):
        raise PermissionDenied
    form_class = get_edit_handler(RecurringActivity).get_form_class()
    form = form_class(request.POST, instance=_edited(request), for_user=request.user)
    form.defer_required_fields()
    # Dates do not follow from them, and a stream of blocks is not read from what a form has left out.
    del form.fields["questions"]
    form.instance.questions = []
    form.is_valid()
    # Nobody is told what is missing before anything is written.
    refusals = form.refusals_of_dates if request.POST.get("first_date") else []
    context = {"refusals": refusals, "not_announced": year_to_announce(timezone.localdate())}
    if form.series and not refusals:
        context |= {"schedule": form.instance.schedule_of(form.series), **_next_of(form.series)}
    return render(request, "activities/admin/next_dates.html", context)


def _edited(request: HttpRequest) -> RecurringActivity:
    """Return the activity as its editor shows it; a new one has no id yet."""
    pk = request.GET.get("activity", "")
    if not (pk.isascii() and pk.isdigit()):
        return RecurringActivity()
    return get_object_or_404(RecurringActivity, pk=int(pk[:18])).get_latest_revision_as_object()


def _next_of(series: Series) -> dict:
    """Return the `slots` from today on and what has `fallen_away` between them; `is_over` where none is to come."""
    days = DayBook()
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    slots = series.upcoming(today, DATES_SHOWN, days)
    if not slots:
        return {"is_over": True}
    until = slots[-1].starts_at + timedelta(seconds=1)
    return {"slots": slots, "fallen_away": series.fallen_away(today, until, days)}
