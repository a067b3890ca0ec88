from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from cms.restriction import turn_away
from signups.own.course import dates_to_ask_for
from signups.own.forms import CourseForm

from .calendar import activities_for, horizon, next_dates, sessions_of, shown_to
from .models import RecurringActivity
from .narrowing import narrowed, options
from .periods import Month, Week

VIEWS = ["week", "month", "list"]
DATES_SHOWN = 10
# Of a course all are shown, up to so many.
DATES_OF_A_COURSE = 40
ON_A_PAGE = 20


def activities(request):
    """What is on: a week day by day, a month, or a list of all that is coming; narrowed as the address says."""
    view = request.GET.get("view", "")
    view = view if view in VIEWS else VIEWS[0]
    campuses, clubs = options(request.user)
    choice = narrowed(request.GET, campuses, clubs)
    context = {
        "view": view,
        "choice": choice,
        "kinds": RecurringActivity.Kind.choices,
        "campuses": campuses,
        "clubs": clubs,
        "horizon": horizon(),
        "today": timezone.localdate(),
    }
    context |= {"week": _week, "month": _month, "list": _list}[view](request, choice, context["horizon"])
    return render(request, "activities/activities.html", context)


def _week(request, choice, last) -> dict:
    """Add the `week` and, beneath it, everything that comes again."""
    week = Week.asked_for(request.GET.get("week", ""), last)
    found = shown_to(request.user, choice.sessions(request.user).between(*week.hours))
    return {
        "week": week,
        "days": week.days(found),
        "all_activities": choice.activities(request.user).with_card_data(),
    }


def _month(request, choice, last) -> dict:
    """Add the `month`, its `weeks`, the `day` of it whose dates are listed, and a full week for its weekdays."""
    month = Month.asked_for(request.GET.get("month", ""), request.GET.get("day", ""), last)
    found = shown_to(request.user, choice.sessions(request.user).between(*month.hours))
    weeks = month.weeks(found)
    return {"month": month, "weeks": weeks, "days_of_week": weeks[1], "day": month.chosen_of(weeks)}


def _list(request, choice, last) -> dict:
    """Add a `page` of all that is coming; without a date, the activities whose dates are still far away."""
    coming = choice.sessions(request.user).coming()
    page = Paginator(coming, ON_A_PAGE).get_page(request.GET.get("page"))
    standings = shown_to(request.user, page.object_list)
    return {
        "page_of_dates": page,
        "standings": standings,
        "all_activities": [] if standings else _far_away(choice.activities(request.user)),
    }


def _far_away(activities):
    """Those of which no date is planned yet; of the others every date that is coming was asked about."""
    planned = sessions_of(activities).coming()
    return activities.exclude(pk__in=planned.values("offering__thing_id")).with_card_data()


def activity(request, pk):
    """One activity and its next dates."""
    found = get_object_or_404(RecurringActivity.objects.live().with_card_data(), pk=pk)
    if not activities_for(request.user).filter(pk=pk).exists():
        return turn_away(request)
    number = DATES_OF_A_COURSE if found.is_course else DATES_SHOWN
    dates = next_dates(RecurringActivity.objects.filter(pk=pk), request.user, number)
    context = {"activity": found, "thing": found, "club": found.club_for(request.user), "dates": dates}
    if found.is_course:
        context |= _all_at_once(request, dates_to_ask_for(dates))
    return render(request, "activities/recurring_activity.html", context)


def _all_at_once(request, wanted) -> dict:
    """Add `to_ask_for`, where there are several, and for a member the `form` that asks for all of them."""
    if len(wanted) < 2:
        return {}
    if not request.user.is_authenticated:
        return {"to_ask_for": wanted}
    form = CourseForm(wanted[0].session, request.user)
    return {} if form.lacks_dependants else {"to_ask_for": wanted, "form": form}
