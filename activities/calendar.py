"""What is on: the sessions of live activities, as a reader finds them, in order of time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from cms.restriction import readable
from signups.models import Session, SignUpSettings, SignUpTerms
from signups.own.meant import meant_for
from signups.own.standing import Standing, sessions_to_show, standings

from .models import RecurringActivity


@dataclass
class Day:
    """One day of a calendar, with what is on; also a day without anything."""

    date: date
    standings: list[Standing] = field(default_factory=list)
    # The last day for which dates stand in the calendar.
    horizon: date | None = None

    @property
    def is_today(self):
        return self.date == timezone.localdate()

    @property
    def is_past(self):
        return self.date < timezone.localdate()

    @property
    def is_beyond(self):
        """True for a day whose dates are still to be put into the calendar."""
        return self.horizon is not None and self.date > self.horizon


def activities_for(reader):
    """Return the live activities that `reader` may read of: not those of a club that is for others."""
    return readable(RecurringActivity.objects.live(), reader, pk="club_id", path="club__path")


def sessions_of(activities):
    """Return the sessions of a queryset of activities that are public now."""
    kind = ContentType.objects.get_for_model(RecurringActivity)
    things = activities.order_by().values("pk")
    return Session.objects.live().filter(offering__thing_type=kind, offering__thing_id__in=things)


def with_free_places(sessions, reader):
    """Narrow sessions to those that are for `reader`, and to which they can still come without waiting."""
    now = timezone.now()
    free = F("capacity") - F("taken")
    general = Greatest(free - F("later_places") - F("kept_places"), 0)
    pair = Q(offering__company=SignUpTerms.Company.TOGETHER)
    room = Q(capacity=None) | Q(pair, places_now__gte=2) | Q(~pair, places_now__gte=1)
    still_open = Q(closes_at=None) | Q(closes_at__gt=now) | Q(offering__mode=SignUpTerms.Mode.OPEN)
    found = sessions.planned().filter(still_open, meant_for(reader), starts_at__gt=now)
    found = found.with_later_places().with_kept_places(reader)
    return found.alias(places_now=Least(general + F("own_places"), free)).filter(room)


def shown_to(reader, sessions) -> list[Standing]:
    """Return sessions of activities as `reader` finds them, each with the `kind` of its activity; two queries."""
    kinds = RecurringActivity.objects.filter(pk=OuterRef("offering__thing_id")).values("kind")
    found = standings(sessions_to_show(sessions, reader).annotate(activity_kind=Subquery(kinds)), reader)
    for each in found:
        each.kind = RecurringActivity.Kind(each.session.activity_kind).label
    return found


def between(first: date, last: date) -> tuple[datetime, datetime]:
    """Return from when until when the days from `first` to `last`, both included, last."""
    return start_of(first), start_of(last + timedelta(days=1))


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def week_of(day: date, reader, count: int) -> list[Standing]:
    """Return `count` dates of the seven days from `day` on that are not over yet, in the order of time.

    Those with sign-up come before those to which everybody just comes, such as exercises every afternoon.
    """
    coming = sessions_of(activities_for(reader)).coming().between(*between(day, day + timedelta(days=6)))
    just_come = Case(When(offering__mode=SignUpTerms.Mode.OPEN, then=Value(1)), default=Value(0))
    found = shown_to(reader, coming.order_by(just_come, "starts_at", "pk")[:count])
    return sorted(found, key=lambda standing: (standing.session.starts_at, standing.session.pk))


def next_dates(activities, reader, count: int) -> list[Standing]:
    """Return the next `count` dates of these activities."""
    return shown_to(reader, sessions_of(activities).coming()[:count])


def days_from(first: date, count: int, found: Iterable[Standing], horizon: date | None = None) -> list[Day]:
    """Return `count` days from `first` on, each with those of `found` that begin on it."""
    days = [Day(first + timedelta(days=number), horizon=horizon) for number in range(count)]
    by_date = {day.date: day for day in days}
    for standing in found:
        day = by_date.get(timezone.localdate(standing.session.starts_at))
        if day:
            day.standings.append(standing)
    return days


def horizon() -> date:
    """Return the last day for which dates stand in the calendar."""
    return timezone.localdate() + timedelta(weeks=SignUpSettings.load().weeks_ahead)
