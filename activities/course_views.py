from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render

from people.sentences import joined
from signups.own.course import dates_to_ask_for, sign_up_for_all
from signups.own.forms import CourseForm

from .calendar import activities_for, next_dates
from .models import RecurringActivity
from .views import DATES_OF_A_COURSE


@login_required
def all_dates(request, pk):
    """Sign up for all dates of a course that are still to come, and say of each what became of it."""
    activity = get_object_or_404(activities_for(request.user), pk=pk)
    before = _dates_of(activity, request.user)
    if request.method != "POST" or not activity.is_course or not before:
        return redirect(activity)
    form = CourseForm(before[0].session, request.user, request.POST)
    if not form.is_valid():
        messages.error(request, joined(sentence for of_one in form.errors.values() for sentence in of_one))
        return redirect(activity)
    # Sent twice: what the first made is among them, and is said again.
    attempt = form.cleaned_data["attempt"]
    again = [each for each in before if any(row.attempt == attempt for row in each.mine)]
    sessions = [each.session for each in [*dates_to_ask_for(before), *again]]
    asked = sign_up_for_all(request.user, sorted(sessions, key=lambda session: session.starts_at), form)
    after = {each.session.pk: each for each in _dates_of(activity, request.user)}
    for each in asked:
        each.standing = after.get(each.session.pk)
    asked = [each for each in asked if each.standing]
    placed = sum(each.standing.state == "confirmed" for each in asked)
    return render(request, "activities/all_dates.html", {"activity": activity, "asked": asked, "placed": placed})


def _dates_of(activity: RecurringActivity, reader) -> list:
    return next_dates(RecurringActivity.objects.filter(pk=activity.pk), reader, DATES_OF_A_COURSE)
