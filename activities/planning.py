"""The dates of activities, put into the calendar as sessions some weeks ahead."""

from datetime import datetime, timedelta

from django.utils import timezone

from signups.actions.offering import Planned, Slot, follow, plan
from signups.models import SignUpSettings
from signups.registry import Said

from .models import RecurringActivity


def plan_activity(activity: RecurringActivity) -> Planned:
    """Let the offering and the sessions of a live activity follow what it says, from now to some weeks ahead.

    What `signups.actions.offering.plan` says holds: nobody who has signed up is moved.
    """
    offering = follow(activity, activity, title=activity.title, link=activity.url)
    begin = timezone.now()
    end = begin + timedelta(weeks=SignUpSettings.load().weeks_ahead)
    slots = [Slot(each.key, each.starts_at, each.ends_at) for each in activity.occurrence_slots(begin, end)]
    return plan(offering, slots, begin=begin, end=end, venue=activity.reserved_venue, place=activity.venue)


def plan_ahead() -> int:
    """Plan every live activity anew, for the weeks that have come into sight; returns how many sessions were added."""
    return sum(plan_activity(activity).added for activity in RecurringActivity.objects.live())


def dates_of(activity: RecurringActivity, begin: datetime, end: datetime) -> dict[datetime, Said]:
    """Return what an activity says of its dates between two moments, by the key of their sessions."""
    slots = activity.occurrence_slots(begin, end)
    return {slot.key: Said(slot.starts_at, slot.ends_at, activity.reserved_venue, activity.venue) for slot in slots}
