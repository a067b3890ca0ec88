"""The dates of the last weeks, and who came. No verb signs anybody up for what is over."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from activities.models import RecurringActivity
from activities.planning import slots_of
from people.models import Member
from signups.actions.offering import plan
from signups.models import Offering, Session, SignUp, SignUpTerms

from .people import ROLES

WEEKS_BACK = 5
STAYED_AWAY = 9
ASKED_BEFORE = timedelta(days=2)


def plan_the_past(slug: str, activity: RecurringActivity) -> None:
    """Enter the dates of an activity in the last weeks; to a course come the same people each time."""
    end = timezone.now()
    begin = end - timedelta(weeks=WEEKS_BACK)
    offering = Offering.objects.of(activity).get()
    slots = slots_of(activity, begin, end)
    plan(offering, slots, begin=begin, end=end, venue=activity.reserved_venue, place=activity.venue)
    if not offering.takes_sign_ups or offering.company == SignUpTerms.Company.DEPENDANT:
        return
    is_course = activity.kind == RecurringActivity.Kind.COURSE
    for session in Session.objects.filter(offering=offering, ends_at__lt=end):
        session.releases.update(released_at=session.starts_at)
        _enter_who_came(session, drawn(slug if is_course else f"{slug}{session.starts_at}", session.capacity // 2))


def _enter_who_came(session: Session, members: list[Member]) -> None:
    asked = session.starts_at - ASKED_BEFORE
    away = session.starts_at.toordinal()
    made = SignUp.objects.bulk_create(
        SignUp(
            session=session,
            member=member,
            state=SignUp.State.CONFIRMED,
            granted_at=asked,
            attendance=SignUp.Attendance.EXCUSED if (number + away) % STAYED_AWAY == 0 else "present",
            attendance_at=session.starts_at,
        )
        for number, member in enumerate(members)
    )
    SignUp.objects.filter(pk__in=[each.pk for each in made]).update(made_at=asked)


def drawn(lot: str, count: int) -> list[Member]:
    """Return `count` of the staff without an office, the same ones for the same lot."""
    staff = list(Member.objects.filter(is_active=True).exclude(employee_number__in=ROLES).order_by("employee_number"))
    Random(lot).shuffle(staff)  # noqa: S311
    return staff[:count]
