"""What the clock does, and what is done later."""

import logging

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from .models import Contest, VoteRound
from .planning import plan_contest
from .works.counting import count
from .works.telling import tell_of_openings

logger = logging.getLogger(__name__)


class NotCounted(Exception):
    """Some rounds could not be counted; the job is shown so, with their numbers."""


@app.task(name="contests.plan", retry=RetryStrategy(max_attempts=10, wait=30), pass_context=False)
def plan_later(contest_id: int) -> None:
    """Open the entries of a contest that was too busy when it was published, unless it has been taken down since."""
    contest = Contest.objects.live().filter(pk=contest_id).first()
    if contest:
        plan_contest(contest)


@app.periodic(cron="* * * * *")
@app.task(name="contests.count_votes", queueing_lock="contests.count_votes", pass_context=False)
def count_votes(timestamp: int) -> None:
    """Every minute: count the rounds that have closed. One that fails keeps no other from it.

    Raises:
        NotCounted: after the others.
    """
    failed = []
    for vote_round in VoteRound.objects.to_be_counted():
        try:
            count(vote_round)
        except Exception:
            logger.exception("the votes of round %s were not counted", vote_round.pk)
            failed.append(str(vote_round.pk))
    if failed:
        raise NotCounted(", ".join(failed))


@app.periodic(cron="* * * * *")
@app.task(name="contests.tell_of_openings", queueing_lock="contests.tell_of_openings", pass_context=False)
def tell_what_has_opened(timestamp: int) -> None:
    """Every minute: tell of calls and votes that have just opened."""
    tell_of_openings()
