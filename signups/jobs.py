"""What the clock does, and what is done elsewhere after a place was given back."""

import logging
from collections.abc import Callable, Iterable

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from .actions.upkeep import catch_up, due_sessions, give_free_places
from .attendance.closing import close, sessions_to_close
from .attendance.reminding import remind_of_dates, remind_of_offers
from .draws.committing import commit_to_seeds
from .draws.drawing import draw, due_draws
from .errors import SignUpRefused
from .models import Session

logger = logging.getLogger(__name__)


class NotDone(Exception):
    """Some sessions have failed; the job is shown so, with their numbers."""


# No `lock`: a job that a dead worker has left behind would keep every later one waiting for it. Two at once do no harm:
# they meet at the lock of each session.
@app.periodic(cron="* * * * *")
@app.task(name="signups.keep_up", queueing_lock="signups.keep_up", pass_context=False)
def keep_up(timestamp: int) -> None:
    """Every minute: give away what has become free by the clock. What is busy waits for the next minute."""
    _one_by_one(due_sessions(), catch_up)


@app.periodic(cron="* * * * *")
@app.task(name="signups.draw", queueing_lock="signups.draw", pass_context=False)
def hold_draws(timestamp: int) -> None:
    """Every minute: promise seeds for the draws to come, and hold those that are due. A draw that did not come to its
    end is found again by its rows.
    """
    commit_to_seeds()
    _one_by_one(due_draws(), lambda pk: draw(Session.objects.get(pk=pk)))


@app.task(name="signups.give_places", retry=RetryStrategy(max_attempts=5, wait=5), pass_context=False)
def give_places(session_id: int) -> None:
    """Give the free places of one session to those who wait and are able to take one since a moment ago."""
    give_free_places(session_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="signups.remind", queueing_lock="signups.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Every five minutes: remind of dates a day and an hour before, and of places that wait to be confirmed."""
    remind_of_dates()
    remind_of_offers()


@app.periodic(cron="40 * * * *")
@app.task(name="signups.close_attendance", queueing_lock="signups.close_attendance", pass_context=False)
def close_attendance(timestamp: int) -> None:
    """Every hour: close the attendance that was taken and that nobody has closed."""
    sessions = {session.pk: session for session in sessions_to_close()}
    _one_by_one(sessions, lambda pk: close(sessions[pk], None))


def _one_by_one(session_ids: Iterable[int], act: Callable[[int], object]) -> None:
    """Do something with each session. One that fails keeps no other from it, not this time nor the next.

    Raises:
        NotDone: after the others.
    """
    failed = []
    for pk in session_ids:
        try:
            act(pk)
        except SignUpRefused as refusal:
            logger.warning("session %s: %s", pk, refusal)
        except Exception:
            logger.exception("session %s has failed", pk)
            failed.append(str(pk))
    if failed:
        raise NotDone(", ".join(failed))
