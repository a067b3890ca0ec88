"""What the clock does: the committee begins the day after the self-assessment, and whoever is late is reminded."""

from datetime import timedelta

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from ..models import ClubRating, RatingRound
from .errors import WrongPhase
from .marking import begin_marking, still_to_mark
from .rules import who_marks
from .telling import remind_committee, remind_leaders

REMINDED_DAYS_BEFORE = [3, 0]


@app.periodic(cron="10 8 * * *")
@app.task(
    name="activities.rating_day",
    queueing_lock="activities.rating_day",
    retry=RetryStrategy(max_attempts=3, wait=600),
    pass_context=False,
)
def begin_and_remind(timestamp: int) -> None:
    """Every morning."""
    begin_what_is_due()
    remind_those_who_are_late()


def begin_what_is_due() -> None:
    for round in RatingRound.objects.to_be_marked_now():
        try:
            begin_marking(round)
        except WrongPhase:
            # The office has just done so by hand.
            continue


def remind_those_who_are_late() -> int:
    """Remind clubs and members of the committee three days before the last one and on it; returns how many are told."""
    today, told = timezone.localdate(), 0
    days = [today + timedelta(days=ahead) for ahead in REMINDED_DAYS_BEFORE]
    for entry in ClubRating.objects.running().filter(handed_in_at=None).with_club():
        if entry.takes_self_assessment and entry.last_day in days:
            told += remind_leaders([entry], today)
    for round in RatingRound.objects.being_marked().filter(committee_until__in=days):
        told += remind_committee(round, [each for each in who_marks() if still_to_mark(round, each)], today)
    return told
