"""What the clock does."""

import logging
from collections.abc import Callable, Iterable

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from .budget.actions import close_what_is_over
from .file.retention import delete_expired, look_after_silent
from .membership.offering import follow_page
from .membership.renewing import close_renewal, remind_of_renewals
from .models import ClubPage, ClubRenewal, RecurringActivity
from .planning import plan_activity, plan_ahead

logger = logging.getLogger(__name__)


class ClubsFailed(Exception):
    """Of some clubs what was due was not done; the job is shown as failed, with their names."""


@app.periodic(cron="20 2 * * *")
@app.task(
    name="activities.plan_ahead",
    queueing_lock="activities.plan_ahead",
    retry=RetryStrategy(max_attempts=3, wait=600),
    pass_context=False,
)
def plan_what_comes_into_sight(timestamp: int) -> None:
    """Every night: put the dates of the next day in eight weeks into the calendar."""
    plan_ahead()


@app.task(name="activities.plan", retry=RetryStrategy(max_attempts=10, wait=30), pass_context=False)
def plan_later(activity_id: int) -> None:
    """Plan an activity that was too busy when it was published, unless it has been taken down since."""
    activity = RecurringActivity.objects.live().filter(pk=activity_id).first()
    if activity:
        plan_activity(activity)


@app.periodic(cron="40 2 * * *")
@app.task(
    name="activities.close_budgets",
    queueing_lock="activities.close_budgets",
    retry=RetryStrategy(max_attempts=3, wait=600),
    pass_context=False,
)
def close_budgets_of_past_years(timestamp: int) -> None:
    """Every night: close the accounts whose last day to book is over."""
    close_what_is_over()


@app.task(name="activities.follow_club", retry=RetryStrategy(max_attempts=10, wait=30), pass_context=False)
def follow_club_later(club_id: int) -> None:
    """Let people join a club that was too busy when its page was published, unless it has been taken down since."""
    club = ClubPage.objects.live().filter(pk=club_id).first()
    if club:
        follow_page(club)


@app.periodic(cron="40 0 * * *")
@app.task(
    name="activities.keep_clubs",
    queueing_lock="activities.keep_clubs",
    retry=RetryStrategy(max_attempts=3, wait=600),
    pass_context=False,
)
def keep_clubs(timestamp: int) -> None:
    """Every night: remind of renewals, close those whose last day is over, and let what people join follow the pages.

    What has been done is found by the rows, so that a night that is missed is made up for.
    """
    remind_of_renewals()
    failed = [
        *_each(ClubRenewal.objects.due().select_related("club"), close_renewal),
        *_each(ClubPage.objects.live().order_by("pk"), follow_page),
    ]
    if failed:
        raise ClubsFailed("、".join(failed))


def _each(things: Iterable, act: Callable) -> list[str]:
    """Do something with each; returns those with which it failed: what is wrong with one is nothing to the others."""
    failed = []
    for thing in things:
        try:
            act(thing)
        except Exception:
            logger.exception("%s has failed", thing)
            failed.append(str(thing))
    return failed


@app.periodic(cron="*/2 * * * *")
@app.task(name="activities.look_after_files", queueing_lock="activities.look_after_files", pass_context=False)
def look_after_files(timestamp: int) -> None:
    """Every two minutes: set to work again what a dead worker has left."""
    look_after_silent()


@app.periodic(cron="35 * * * *")
@app.task(name="activities.delete_expired_files", queueing_lock="activities.delete_expired_files", pass_context=False)
def delete_expired_files(timestamp: int) -> None:
    """Every hour: delete the archives that have lain ready for long enough."""
    delete_expired()
