from datetime import timedelta

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from .calendar import days_from
from .models import RecurringActivity

WEEKS_AHEAD = 8


def activities(request):
    """One week, day by day, and beneath it everything that recurs; `week=0` is this week, up to eight weeks ahead."""
    try:
        week = min(max(int(request.GET.get("week", 0)), 0), WEEKS_AHEAD)
    except ValueError:
        week = 0
    kind = request.GET.get("kind", "")
    kind = kind if kind in RecurringActivity.Kind.values else ""
    filters = {"kind": kind} if kind else {}
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=week)
    context = {
        "days": days_from(monday, 7, **filters),
        "today": today,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "week": week,
        "previous_week": week - 1 if week else None,
        "next_week": week + 1 if week < WEEKS_AHEAD else None,
        "kinds": RecurringActivity.Kind.choices,
        "kind": kind,
        "all_activities": RecurringActivity.objects.live().filter(**filters).with_card_data(),
    }
    return render(request, "activities/activities.html", context)


def activity(request, pk):
    """One activity and its next dates."""
    found = get_object_or_404(RecurringActivity.objects.live().with_card_data(), pk=pk)
    now = timezone.now()
    dates = found.occurrences(now, now + timedelta(weeks=WEEKS_AHEAD))[:10]
    context = {"activity": found, "thing": found, "club": found.club_for(request.user), "dates": dates}
    return render(request, "activities/recurring_activity.html", context)
