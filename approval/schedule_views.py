"""The calendar of what goes public and what expires, and the confirmation that a page still holds."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from .crumbs import crumbs
from .models import MissedHour
from .month import month_of, weeks_of
from .permissions import is_approver, is_author, sees_the_schedule
from .queue import edit_url_of
from .review_dates import confirm, last_confirmed_at, may_confirm


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
        "breadcrumbs_items": crumbs((title, "")),
        "first": first,
        "previous": first - timedelta(days=1),
        "following": first + timedelta(days=31),
        "weeks": weeks,
        "has_entries": any(day.entries for day in days),
        "unannounced": any(day.day.is_working is None for day in days),
        "missed": MissedHour.objects.all(),
        "leads_to_editor": is_author(request.user),
        "may_unschedule": is_approver(request.user),
    }
    return render(request, "approval/calendar.html", context)


def confirm_page(request, page_id):
    """Ask whether a page still holds, and record that it does."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not may_confirm(page, request.user):
        raise PermissionDenied
    if request.method == "POST":
        confirm(page, request.user)
        messages.success(request, _("“%(title)s” is confirmed.") % {"title": page.title})
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    title = _("Does it still hold?")
    context = {
        "header_title": title,
        "header_icon": "check",
        "breadcrumbs_items": crumbs((title, "")),
        "page": page,
        "last_confirmed_at": last_confirmed_at(page),
        "edit_url": edit_url_of(page),
    }
    return render(request, "approval/confirm.html", context)
