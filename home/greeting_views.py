from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access
from wagtail.permissions import policy_registry

from .greetings.calendar import next_year_of
from .models import Greeting


def may_see_greetings(user) -> bool:
    return policy_registry.get_by_type(Greeting).user_has_any_permission(user, ["add", "change"])


@require_admin_access
def calendar(request):
    """What goes out in the next twelve months. Whose birthday is when stands nowhere."""
    if not may_see_greetings(request.user):
        raise PermissionDenied
    days, birthdays = next_year_of(timezone.localdate())
    context = {"days": days, "birthdays": birthdays, "header_title": _("Calendar of greetings"), "header_icon": "mail"}
    return render(request, "home/greetings/calendar.html", context)
