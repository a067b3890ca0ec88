"""What the clock does."""

import logging

from procrastinate.contrib.django import app

from .actions.upkeep import catch_up, due_sessions
from .errors import Busy

logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="signups.keep_up", queueing_lock="signups.keep_up", lock="signups.keep_up", pass_context=False)
def keep_up(timestamp: int) -> None:
    """Every minute: give away what has become free by the clock. What is busy waits for the next minute."""
    for session_id in due_sessions():
        try:
            catch_up(session_id)
        except Busy:
            logger.warning("session %s was busy; the next minute catches up", session_id)
