from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render

from signups.own.course import dates_to_ask_for, sign_up_for_all

from .calendar import activities_for, next_dates
from .models import RecurringActivity
from .views import DATES_OF_A_COURSE


@login_required
def all_dates(request, pk):
    """Sign up for all dates of a course that are still to come, and say of each what became of it."""
    activity = get_object_or_404(activities_for(request.user), pk=pk)
    if request.method != "POST" or not activity.is_course:
        return redirect(activity)
    this_one = RecurringActivity.objects.filter(pk=pk)
    before = next_dates(this_one, request.user, DATES_OF_A_COURSE)
    attempt = _as_uuid(request.POST.get("attempt", ""))
    # Sent twice: what the first made is among them, and is said again.
    wanted = [*dates_to_ask_for(before), *[each for each in before if _was_made_by(each, attempt)]]
    sessions = sorted((each.session for each in wanted), key=lambda session: session.starts_at)
    asked = sign_up_for_all(request.user, sessions, attempt)
    after = {each.session.pk: each for each in next_dates(this_one, request.user, DATES_OF_A_COURSE)}
    for each in asked:
        each.standing = after.get(each.session.pk)
    asked = [each for each in asked if each.standing]
    context = {
        "activity": activity,
        "asked": asked,
        "placed": sum(each.standing.state == "confirmed" for each in asked),
    }
    return render(request, "activities/all_dates.html", context)


def _was_made_by(standing, attempt: UUID) -> bool:
    return any(row.attempt == attempt for row in standing.mine)


def _as_uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
