"""The dates of activities, put into the calendar as sessions some weeks ahead."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from notices.actions import notify
from people.models import Member, Role
from signups.actions.offering import Planned, Slot, follow, plan, whole_days
from signups.models import Offering, SignUpSettings
from signups.registry import Said

from .models import RecurringActivity
from .notice_kinds import OUT_OF_STEP, VENUE_TAKEN
from .rules import leaders_of_its_club

logger = logging.getLogger(__name__)

DATES_NAMED = 5


class NotPlanned(Exception):
    """Some activities have not got their next dates; the job is shown as failed, with their titles."""


@transaction.atomic
def plan_activity(activity: RecurringActivity) -> Planned:
    """Let the offering and the sessions of a live activity follow what it says, from now to some weeks ahead.

    What `signups.actions.offering.plan` says holds: nobody who has signed up is moved. Whoever keeps the list hears of
    dates that wait for a decision, and of those whose venue was taken.
    """
    offering = follow(activity, activity, title=activity.title, link=activity.url, page=activity.club)
    begin = timezone.now()
    end = begin + timedelta(weeks=SignUpSettings.load().weeks_ahead)
    slots = slots_of(activity, begin, end)
    planned = plan(offering, slots, begin=begin, end=end, venue=activity.reserved_venue, place=activity.venue)
    _tell(activity, offering, planned)
    return planned


def slots_of(activity: RecurringActivity, begin: datetime, end: datetime) -> list[Slot]:
    """Return the dates of an activity on all days between two moments, as `signups` plans them."""
    return [Slot(each.key, each.starts_at, each.ends_at) for each in activity.occurrence_slots(*whole_days(begin, end))]


def plan_ahead() -> int:
    """Plan every live activity anew, for the weeks that have come into sight; returns how many sessions were added.

    Raises:
        NotPlanned: after the others have been planned.
    """
    added, failed = 0, []
    for activity in RecurringActivity.objects.live().with_dates():
        try:
            added += plan_activity(activity).added
        except Exception:
            # What is wrong with one activity is nothing to the others.
            logger.exception("%s is not planned ahead", activity)
            failed.append(activity.title)
    if failed:
        raise NotPlanned("、".join(failed))
    return added


def _tell(activity: RecurringActivity, offering: Offering, planned: Planned) -> None:
    if planned.unplaced:
        places = {"title": activity.title, "venue": activity.reserved_venue, "dates": _in_words(planned.unplaced)}
        key = f"{VENUE_TAKEN.code}.{offering.pk}.{max(planned.unplaced):%Y%m%d%H%M}"
        notify(keepers_of(activity), kind=VENUE_TAKEN.code, key=key, places=places, link=reverse("kept_sessions"))
    if planned.out_of_step:
        # The same dates may differ again after another change of the series.
        last = f"{max(planned.out_of_step):%Y%m%d%H%M}"
        key = f"{OUT_OF_STEP.code}.{offering.pk}.{activity.live_revision_id}.{last}"
        places = {"title": activity.title, "count": len(planned.out_of_step)}
        notify(keepers_of(activity), kind=OUT_OF_STEP.code, key=key, places=places, link=reverse("differing_sessions"))


def keepers_of(activity: RecurringActivity) -> Iterable[Member]:
    """Return whom the activity concerns: its contact person and the leaders of its club, else the office."""
    keepers = leaders_of_its_club(activity)
    if activity.contact and activity.contact.is_active:
        keepers.append(activity.contact)
    return keepers or Member.objects.holding(Role.PUBLICITY_OFFICER)


def _in_words(moments: Iterable[datetime]) -> str:
    """Return the first of these dates, such as “3/11、3/18 …”."""
    days = [f"{timezone.localtime(moment):%-m/%-d}" for moment in sorted(moments)]
    return "、".join(days[:DATES_NAMED]) + (" …" if len(days) > DATES_NAMED else "")


def dates_of(activity: RecurringActivity, begin: datetime, end: datetime) -> dict[datetime, Said]:
    """Return what an activity says of its dates between two moments, by the key of their sessions."""
    slots = activity.occurrence_slots(begin, end)
    return {slot.key: Said(slot.starts_at, slot.ends_at, activity.reserved_venue, activity.venue) for slot in slots}
