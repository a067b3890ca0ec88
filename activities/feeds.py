"""Calendars that anybody may subscribe to: of everything that is public, and of one club."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
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
from signups.models import Session

from .models import ClubPage, RecurringActivity

BEHIND, AHEAD = timedelta(days=30), timedelta(days=180)
# The calendar of a phone brings no cookie, whoever carries it.
A_CALENDAR = AnonymousUser()
LIMIT = 2000


@require_safe
@cache_control(public=True, max_age=900)
def everything(request):
    """Every date of every activity that a visitor may read of."""
    with translation.override(settings.LANGUAGE_CODE):
        return _answer(RecurringActivity.objects.live(), _("Activities of the trade union"))


@require_safe
@cache_control(public=True, max_age=900)
def of_club(request, pk):
    """The dates of one club. One that is for some readers only has no public calendar."""
    club = get_object_or_404(readable(ClubPage.objects.live(), A_CALENDAR), pk=pk)
    return _answer(RecurringActivity.objects.live().filter(club=club), club.title)


def _answer(activities: QuerySet, title: str) -> HttpResponse:
    activities = readable(activities, A_CALENDAR, pk="club_id", path="club__path")
    response = HttpResponse(written(map(_dated, _dates_of(activities)), title), content_type="text/calendar")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return response


def _dates_of(activities: QuerySet) -> QuerySet[Session]:
    now = timezone.now()
    kind = ContentType.objects.get_for_model(RecurringActivity)
    sessions = Session.objects.live().between(now - BEHIND, now + AHEAD).with_card_data()
    return sessions.filter(offering__thing_type=kind, offering__thing_id__in=activities.values("pk"))[:LIMIT]


def _dated(session: Session) -> Dated:
    title = session.offering.title
    return Dated(
        uid=f"session-{session.pk}",
        title=f"{title} · {session.topic}" if session.topic else title,
        begins=session.starts_at,
        ends=session.ends_at,
        place=session.where,
        path=f"/sessions/{session.pk}/",
        sequence=session.sequence,
        changed_at=session.changed_at,
        is_cancelled=session.is_cancelled,
    )
