"""The dates of the activities, and who has signed up for them: by the verbs that the pages call."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from activities.models import RecurringActivity
from activities.planning import plan_activity, slots_of
from notices.models import Notice
from people.models import Member
from signups.actions.deciding import admit, refuse
from signups.actions.giving_back import cancel
from signups.actions.offering import plan
from signups.actions.sessions import call_off
from signups.actions.signing_up import sign_up
from signups.errors import SignUpRefused
from signups.models import Offering, Session, SignUp
from signups.notice_kinds import CALLED_OFF, TO_CONFIRM

from .content import read
from .hospital import Hospital
from .people import ROLES
from .reviews import count_as_mailed

WEEKS_BACK = 5
ROOM_TO_ACT = timedelta(days=1)
STAYED_AWAY = 9
ASKED_BEFORE = timedelta(days=2)


def load_sign_ups(hospital: Hospital) -> str:
    """Put the dates of live activities into the calendar, with those of the last weeks, and sign people up."""
    for activity in RecurringActivity.objects.live():
        plan_activity(activity)
        _plan_the_past(activity)
    for item in read("sign_ups")["date"]:
        _fill(hospital, item)
    _settle_notices()
    places, waiting = SignUp.objects.granted().count(), SignUp.objects.waiting().count()
    return f"{Session.objects.count()} dates, for which {places} places are given and {waiting} people wait"


def _plan_the_past(activity: RecurringActivity) -> None:
    """Enter the dates of the last weeks, and who came. No verb signs anybody up for what is over."""
    end = timezone.now()
    begin = end - timedelta(weeks=WEEKS_BACK)
    offering = Offering.objects.of(activity).get()
    slots = slots_of(activity, begin, end)
    plan(offering, slots, begin=begin, end=end, venue=activity.reserved_venue, place=activity.venue)
    if not offering.takes_sign_ups:
        return
    for session in Session.objects.filter(offering=offering, ends_at__lt=end):
        session.releases.update(released_at=session.starts_at)
        _enter_who_came(session)


def _enter_who_came(session: Session) -> None:
    asked = session.starts_at - ASKED_BEFORE
    members = _drawn(f"{session.offering.title}{session.starts_at}", session.capacity // 2)
    made = SignUp.objects.bulk_create(
        SignUp(
            session=session,
            member=member,
            state=SignUp.State.CONFIRMED,
            granted_at=asked,
            attendance=SignUp.Attendance.EXCUSED if number % STAYED_AWAY == STAYED_AWAY - 1 else "present",
            attendance_at=session.starts_at,
        )
        for number, member in enumerate(members)
    )
    SignUp.objects.filter(pk__in=[each.pk for each in made]).update(made_at=asked)


def _drawn(lot: str, count: int) -> list[Member]:
    """Return `count` of the staff without an office, the same ones for the same lot."""
    staff = list(Member.objects.filter(is_active=True).exclude(employee_number__in=ROLES).order_by("employee_number"))
    Random(lot).shuffle(staff)  # noqa: S311
    return staff[:count]


def _fill(hospital: Hospital, item: dict) -> None:
    activity = hospital.activities[item["activity"]]
    coming = Session.objects.filter(
        offering__in=Offering.objects.of(activity), starts_at__gt=timezone.now() + ROOM_TO_ACT
    )
    sessions = list(coming.order_by("starts_at")[item["date"] : item["date"] + 1])
    named = [hospital.members[number] for number in item.get("first", []) + item.get("last", [])]
    first, last = named[: len(item.get("first", []))], named[len(item.get("first", [])) :]
    others = [member for member in _drawn(item["activity"], item["places"] + len(named)) if member not in named]
    for session in sessions:
        made = []
        for member in [*first, *others[: item["places"]], *last]:
            made += _asked(member, session)
        _go_on(hospital, session, made, item)


def _asked(member: Member, session: Session) -> list[SignUp]:
    try:
        return sign_up(member, session)
    except SignUpRefused:
        # It depends on the day: sign-up may not have opened yet, and a ward has its number.
        return []


def _go_on(hospital: Hospital, session: Session, made: list[SignUp], item: dict) -> None:
    """Let some give their place back, and the organiser decide or call the date off."""
    organiser = session.offering.contact or hospital.members["1004"]
    for each in [each for each in made if each.is_confirmed][-item.get("ends", 0) or len(made) :]:
        cancel(each, each.member, knows_it_is_late=True)
    requests = [each for each in made if each.state == SignUp.State.REQUESTED]
    admitted = item.get("admitted", 0)
    for each in requests[:admitted]:
        admit(each, organiser)
    for each in requests[admitted : admitted + 1]:
        refuse(each, organiser, reason=item["refused"])
    if "cancelled" in item:
        call_off(session, organiser, reason=item["cancelled"])


def _settle_notices() -> None:
    """Leave open only what asks for something: a place to be confirmed, a date that was cancelled.

    Everything else, bookings among it, has been mailed and read as it were, so that no flood of mail follows.
    """
    now = timezone.now()
    told = Notice.objects.filter(kind__startswith="signups.").exclude(kind__in=[TO_CONFIRM.code, CALLED_OFF.code])
    told.update(read_at=now)
    count_as_mailed(told, now)
