from datetime import date
from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access

from .actions import announce
from .errors import AlreadyAnnounced
from .forms import NoticeForm
from .notice import Holiday
from .working_days import days_between, is_announced

YEARS = range(2004, 2100)


@require_admin_access
@permission_required("days.add_announcedyear", raise_exception=True)
def holidays_of_year(request: HttpRequest, year: int) -> HttpResponse:
    """Show the holidays of a year; where they are not known, read the notice, show what is read, and enter it."""
    if year not in YEARS:
        raise Http404
    known = is_announced(year)
    form = NoticeForm(request.POST or None, year=year)
    if request.method == "POST" and form.is_valid() and "enter" in request.POST:
        try:
            announce(year, form.holidays, by=request.user)
            messages.success(request, _("The holidays of %(year)s are entered.") % {"year": year})
        except AlreadyAnnounced as refused:
            messages.error(request, str(refused.sentence))
        return redirect("holidays_of_year", year)
    context = {
        "year": year,
        "form": form,
        "is_known": known,
        "holidays": _entered(year),
        "header_title": _("Holidays of %(year)s") % {"year": year},
        "header_icon": "calendar-check",
    }
    return render(request, "days/holidays_of_year.html", context)


def _entered(year: int) -> list[Holiday]:
    """Return the holidays of a year as they are known, with the days that are worked for them."""
    days = days_between(date(year, 1, 1), date(year, 12, 31))
    made_up = [day for day in days if day.is_make_up]
    stretches = [list(stretch) for _key, stretch in groupby(days, key=lambda day: day.name if day.is_holiday else "")]
    return [
        Holiday(
            stretch[0].name,
            stretch[0].date,
            stretch[-1].date,
            tuple(day.date for day in made_up if day.name == stretch[0].name),
        )
        for stretch in stretches
        if stretch[0].is_holiday
    ]
