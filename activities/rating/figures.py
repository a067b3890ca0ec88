"""Figures that the system has about the year of a club. Rooms above register theirs in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from signups.models import Session, SignUp
from signups.telling import when

from ..models import ClubPage, RecurringActivity

HUNDREDTH = Decimal("0.01")
# Of what was counted the snapshot keeps so many lines; the figure itself counts them all.
MOST_LINES = 400


@dataclass(frozen=True)
class Counted:
    """One thing that was counted, with its page on this site or none."""

    title: str
    link: str = ""


def _nothing(club: ClubPage, year: int) -> list[Counted]:
    return []


@dataclass(frozen=True)
class Figure:
    """`of(club, year)` returns the figure of a calendar year, as far as it has passed; `counted(club, year)` what it
    was counted from. Both ask a constant number of queries. `help` says what counts and what does not.
    """

    key: str
    label: str | Promise
    of: Callable[[ClubPage, int], Decimal]
    counted: Callable[[ClubPage, int], list[Counted]] = _nothing
    help: str | Promise = ""


_figures: dict[str, Figure] = {}


def register_figure(figure: Figure) -> None:
    _figures[figure.key] = figure


def figures() -> list[Figure]:
    return list(_figures.values())


def figure_of(key: str) -> Figure | None:
    """Return the figure, None for one that no room registers any more."""
    return _figures.get(key)


def mark_for(value: Decimal, target: Decimal, points: int) -> Decimal:
    """Return the mark that a figure brings: full marks from `target` on, below it in proportion, to the hundredth."""
    share = min(max(Decimal(value), Decimal(0)) / Decimal(target), Decimal(1))
    return (points * share).quantize(HUNDREDTH, ROUND_HALF_UP)


def last_day_of(year: int) -> date:
    """Return the day on which a year is counted: its last, today if that is still to come."""
    return min(date(year, 12, 31), timezone.localdate())


def held_in(club: ClubPage, year: int) -> QuerySet[Session]:
    """Return the dates of a club's activities that took place in a year: not those that were called off, whatever the
    reason, nor those to come.
    """
    activities = RecurringActivity.objects.filter(club=club).values("pk")
    sessions = Session.objects.planned().filter(
        offering__thing_type__app_label="activities",
        offering__thing_type__model="recurringactivity",
        offering__thing_id__in=activities,
        ends_at__lte=timezone.now(),
    )
    return sessions.between(_begin_of(year), _begin_of(year + 1))


def sessions_held(club: ClubPage, year: int) -> Decimal:
    return Decimal(held_in(club, year).count())


def attendances(club: ClubPage, year: int) -> Decimal:
    """Return how many times somebody was noted as present."""
    return Decimal(_came(club, year).count())


def attendance_rate(club: ClubPage, year: int) -> Decimal:
    """Return how many of a hundred who were expected came; who was excused was not expected."""
    noted = SignUp.objects.filter(session__in=held_in(club, year))
    counts = noted.aggregate(
        came=Count("pk", filter=Q(attendance=SignUp.Attendance.PRESENT)),
        missed=Count("pk", filter=Q(attendance=SignUp.Attendance.ABSENT)),
    )
    expected = counts["came"] + counts["missed"]
    if not expected:
        return Decimal(0)
    return (Decimal(100) * counts["came"] / expected).quantize(HUNDREDTH, ROUND_HALF_UP)


def members_at_the_end(club: ClubPage, year: int) -> Decimal:
    day = last_day_of(year)
    there = club.memberships.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day)
    return Decimal(there.values("member").distinct().count())


def _came(club: ClubPage, year: int) -> QuerySet[SignUp]:
    return SignUp.objects.filter(session__in=held_in(club, year), attendance=SignUp.Attendance.PRESENT)


def _sessions(club: ClubPage, year: int) -> list[Counted]:
    held = held_in(club, year).select_related("offering").order_by("starts_at", "pk")[:MOST_LINES]
    return [Counted(f"{when(each)} {each.offering.title}", f"/sessions/{each.pk}/") for each in held]


def _sessions_with_people(club: ClubPage, year: int) -> list[Counted]:
    held = held_in(club, year).select_related("offering").order_by("starts_at", "pk")
    held = held.annotate(came=Count("sign_ups", filter=Q(sign_ups__attendance=SignUp.Attendance.PRESENT)))
    return [
        Counted(f"{when(each)} {each.offering.title}: {each.came}", f"/sessions/{each.pk}/")
        for each in held.filter(came__gt=0)[:MOST_LINES]
    ]


def _begin_of(year: int) -> datetime:
    return timezone.make_aware(datetime.combine(date(year, 1, 1), time()))


def register() -> None:
    """Register what this room itself can count."""
    register_figure(
        Figure(
            "activities.sessions",
            _("sessions held"),
            sessions_held,
            _sessions,
            _("Dates of the club that took place in the year; what was called off counts neither way."),
        )
    )
    register_figure(
        Figure(
            "activities.attendances",
            _("attendances"),
            attendances,
            _sessions_with_people,
            _("How many times somebody was noted as present at a date of the club."),
        )
    )
    register_figure(
        Figure(
            "activities.attendance_rate",
            _("attendance in per cent"),
            attendance_rate,
            _sessions_with_people,
            _("Of those noted as present or absent, how many of a hundred were present; excused ones are left out."),
        )
    )
    register_figure(
        Figure(
            "activities.members",
            _("club members at the end of the year"),
            members_at_the_end,
            help=_("Who was a member of the club on 31 December, or today if that is still to come."),
        )
    )
