"""The calendar of what goes public and what expires, for those who write, decide and look after the site."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import MissedHour
from .month import month_of, weeks_of
from .permissions import is_author, sees_the_schedule

HOME_CRUMB = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}


def calendar(request):
    """One month, `?month=2026-10`, by default the current one."""
    if not sees_the_schedule(request.user):
        raise PermissionDenied
    first = month_of(request.GET.get("month", ""))
    weeks = weeks_of(first)
    title = _("Publishing calendar")
    days = [day for week in weeks for day in week if day.in_month]
    context = {
        "header_title": title,
        "header_icon": "calendar-alt",
        "breadcrumbs_items": [HOME_CRUMB, {"url": "", "label": title}],
        "first": first,
        "previous": first - timedelta(days=1),
        "following": first + timedelta(days=31),
        "weeks": weeks,
        "has_entries": any(day.entries for day in days),
        "unannounced": any(day.day.is_working is None for day in days),
        "missed": MissedHour.objects.all(),
        "leads_to_editor": is_author(request.user),
    }
    return render(request, "approval/calendar.html", context)
