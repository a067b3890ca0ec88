"""What the clock does, and what is done elsewhere after a place was given back."""

import logging

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from .actions.upkeep import catch_up, due_sessions, give_free_places
from .attendance.closing import close, sessions_to_close
from .attendance.reminding import remind_of_dates, remind_of_offers
from .draws.committing import commit_to_seeds
from .draws.drawing import draw, due_draws
from .errors import AlreadyDrawn, Busy, SignUpRefused
from .models import Session

logger = logging.getLogger(__name__)


# No `lock`: a job that a dead worker has left behind would keep every later one waiting for it. Two at once do no harm:
# they meet at the lock of each session.
@app.periodic(cron="* * * * *")
@app.task(name="signups.keep_up", queueing_lock="signups.keep_up", pass_context=False)
def keep_up(timestamp: int) -> None:
    """Every minute: give away what has become free by the clock. What is busy waits for the next minute."""
    for session_id in due_sessions():
        try:
            catch_up(session_id)
        except Busy:
            logger.warning("session %s was busy; the next minute catches up", session_id)


@app.periodic(cron="* * * * *")
@app.task(name="signups.draw", queueing_lock="signups.draw", pass_context=False)
def hold_draws(timestamp: int) -> None:
    """Every minute: promise seeds for the draws to come, and hold those that are due. A draw that did not come to its
    end is found again by its rows.
    """
    commit_to_seeds()
    for session in Session.objects.filter(pk__in=due_draws()):
        try:
            draw(session)
        except AlreadyDrawn:
            continue
        except SignUpRefused as refusal:
            logger.warning("session %s was not drawn: %s", session.pk, refusal)


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
    """Every hour: close the attendance that was taken and that nobody has closed. One that fails keeps no other."""
    for session in sessions_to_close():
        try:
            close(session, None)
        except SignUpRefused as refusal:
            logger.warning("the attendance of session %s stays open: %s", session.pk, refusal)
