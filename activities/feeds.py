"""Calendars that anybody may subscribe to: of everything that is public, and of one club."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.restriction import readable
from people.calendar_file import written
from people.own_page import Dated
from signups.own.own_section import dated

from .calendar import activities_for, sessions_of
from .models import ClubPage

BEHIND, AHEAD = timedelta(days=30), timedelta(days=180)
# The calendar of a phone brings no cookie, whoever carries it.
A_CALENDAR = AnonymousUser()
LIMIT = 2000


@require_safe
@cache_control(public=True, max_age=900)
def everything(request):
    """Every date of every activity that a visitor may read of."""
    with translation.override(settings.LANGUAGE_CODE):
        return _answer(activities_for(A_CALENDAR), _("Activities of the trade union"))


@require_safe
@cache_control(public=True, max_age=900)
def of_club(request, pk):
    """The dates of one club. One that is for some readers only has no public calendar."""
    club = get_object_or_404(readable(ClubPage.objects.live(), A_CALENDAR), pk=pk)
    return _answer(activities_for(A_CALENDAR).filter(club=club), club.title)


def _answer(activities: QuerySet, title: str) -> HttpResponse:
    response = HttpResponse(written(_dates_of(activities), title), content_type="text/calendar")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return response


def _dates_of(activities: QuerySet) -> Iterator[Dated]:
    now = timezone.now()
    for session in sessions_of(activities).between(now - BEHIND, now + AHEAD).with_card_data()[:LIMIT]:
        title = session.offering.title
        yield dated(session, f"{title} · {session.topic}" if session.topic else title)
