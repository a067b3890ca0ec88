"""The dates of the activities, and who has signed up for them: by the verbs that the pages call."""

from datetime import timedelta

from django.utils import timezone

from activities.planning import plan_activity
from notices.models import Notice
from people.models import Member
from signups.actions.deciding import admit, refuse
from signups.actions.giving_back import cancel
from signups.actions.offering import Slot, plan
from signups.actions.sessions import call_off
from signups.actions.signing_up import sign_up
from signups.errors import SignUpRefused
from signups.models import Offering, Session, SignUp
from signups.notice_kinds import CALLED_OFF, TO_CONFIRM

from .content import read
from .draws import close_and_draw, open_again
from .family import sign_up_child
from .hospital import Hospital
from .past_dates import drawn, plan_the_past
from .reviews import count_as_mailed

ROOM_TO_ACT = timedelta(days=1)


def load_sign_ups(hospital: Hospital) -> str:
    """Put the dates of live activities into the calendar, with those of the last weeks, and sign people up."""
    for slug, activity in hospital.activities.items():
        if activity.live:
            plan_activity(activity)
            plan_the_past(slug, activity)
    for item in read("sign_ups")["date"]:
        _fill(hospital, item)
    _settle_notices()
    places, waiting = SignUp.objects.granted().count(), SignUp.objects.waiting().count()
    return f"{Session.objects.count()} dates, for which {places} places are given and {waiting} people wait"


def _fill(hospital: Hospital, item: dict) -> None:
    activity = hospital.activities[item["activity"]]
    coming = Session.objects.filter(
        offering__in=Offering.objects.of(activity), starts_at__gt=timezone.now() + ROOM_TO_ACT
    )
    sessions = list(coming.order_by("starts_at")[item["date"] : item["date"] + 1])
    named = [hospital.members[number] for number in item.get("first", []) + item.get("last", [])]
    first, last = named[: len(item.get("first", []))], named[len(item.get("first", [])) :]
    places = item.get("places", 0)
    others = [member for member in drawn(item["activity"], places + len(named)) if member not in named]
    for session in sessions:
        if "minutes_before" in item:
            _plan_earlier(session, timedelta(minutes=item["minutes_before"]))
        if "drawn" in item:
            open_again(session)
        made = []
        for member in [*first, *others[:places], *last]:
            made += _asked(member, session)
        for child in item.get("children", []):
            made += sign_up_child(hospital.members[child["member"]], session, child)
        _go_on(hospital, session, made, item)
    if "minutes_before" in item:
        plan_activity(activity)


def _plan_earlier(session: Session, ahead: timedelta) -> None:
    """Let a date be what an earlier version of its series said."""
    slot = Slot(session.key, session.starts_at - ahead, session.ends_at - ahead)
    just_this = {"begin": session.key, "end": session.key + timedelta(seconds=1)}
    plan(session.offering, [slot], **just_this, venue=session.venue, place=session.place)


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
    if "drawn" in item:
        close_and_draw(session)
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
