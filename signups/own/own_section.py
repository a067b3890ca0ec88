"""What a member's own page and calendar show of the sign-ups of this member."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from people.models import Member
from people.own_page import MAIN, Dated, Section, register_dated, register_section

from ..models import Session, SignUp
from ..registry import kinds_with_own_pages
from ..telling import title_of

COMING_SHOWN, PAST_SHOWN = 6, 3


def _with_sessions(sign_ups):
    return sign_ups.select_related("session__offering", "session__venue", "member", "dependant")


def coming_of(member: Member):
    """What is live and not over, with `position`: first what is to be confirmed, then in the order of time."""
    coming = Q(session__ends_at__gt=timezone.now()) | Q(session__ends_at=None)
    pressing = Case(When(state=SignUp.State.OFFERED, then=Value(0)), default=Value(1))
    found = SignUp.objects.live().filter(coming, member=member).with_position()
    # A place that has no date stands where the thing is, such as among one's clubs.
    found = found.exclude(state=SignUp.State.CONFIRMED, session__offering__thing_type__in=kinds_with_own_pages())
    return _with_sessions(found).order_by(pressing, F("session__starts_at").asc(nulls_last=True), "pk")


def past_of(member: Member):
    """What is over or has ended, the latest first."""
    over = Q(session__ends_at__lte=timezone.now()) | ~Q(state__in=SignUp.LIVE_STATES)
    return _with_sessions(SignUp.objects.filter(over, member=member)).order_by(
        Coalesce("session__starts_at", "ended_at").desc(), "-pk"
    )


def own_sign_ups(request) -> dict:
    coming = list(coming_of(request.user)[: COMING_SHOWN + 1])
    return {
        "coming": coming[:COMING_SHOWN],
        "has_more": len(coming) > COMING_SHOWN,
        "past": list(past_of(request.user)[:PAST_SHOWN]),
    }


def own_dates(member: Member, first: date, last: date) -> Iterator[Dated]:
    """Yield the dates on which a member holds a place, and those that were called off while they did."""
    begin = timezone.make_aware(datetime.combine(first, time.min))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    called_off = Q(state=Session.State.CANCELLED, sign_ups__granted_at__isnull=False) & Q(
        sign_ups__state=SignUp.State.CANCELLED, sign_ups__ended_at__gte=F("changed_at")
    )
    held = Q(sign_ups__state__in=SignUp.GRANTED_STATES) | called_off
    found = Session.objects.between(begin, end).filter(held, sign_ups__member=member).distinct()
    for session in found.select_related("offering", "venue"):
        yield dated(session, title_of(session.offering))


def dated(session: Session, title: str) -> Dated:
    """Return a session as a calendar has it: the same one wherever it is moved."""
    return Dated(
        uid=f"session-{session.pk}",
        title=title,
        begins=session.starts_at,
        ends=session.ends_at,
        place=session.where,
        path=reverse("session", args=[session.pk]),
        sequence=session.sequence,
        changed_at=session.changed_at,
        is_cancelled=session.is_cancelled,
    )


def register() -> None:
    register_section(Section("sign_ups", "signups/own/section.html", own_sign_ups, MAIN, order=5))
    register_dated("sign_ups", own_dates)
