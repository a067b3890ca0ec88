"""What the clock does: lists take effect, and who has to answer an objection is reminded."""

import logging
from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from .actions.concluding import conclude, stop_if_outdated
from .models import Objection, Standing
from .telling import tell_who_answers

logger = logging.getLogger(__name__)


class NotDone(Exception):
    """Some lists have failed; the job is shown so, with their numbers."""


# No `lock`: two at once do no harm, they meet at the lock of each standing.
@app.periodic(cron="*/10 * * * *")
@app.task(name="publications.conclude", queueing_lock="publications.conclude", pass_context=False)
def conclude_what_is_over(timestamp: int) -> None:
    """Every ten minutes: stop the lists whose things have changed, and let those take effect whose days are over. One
    that fails keeps no other from it, and is tried again.

    Raises:
        NotDone: after the others.
    """
    failed = []
    for standing in Standing.objects.standing().select_related("publication").order_by("ends_on", "pk"):
        try:
            if not stop_if_outdated(standing):
                conclude(standing)
        except Exception:
            logger.exception("the list of standing %s has failed", standing.pk)
            failed.append(str(standing.pk))
    if failed:
        raise NotDone(", ".join(failed))


@app.periodic(cron="20 8 * * *")
@app.task(name="publications.remind", queueing_lock="publications.remind", pass_context=False)
def remind_who_answers(timestamp: int) -> None:
    """Every morning: remind of objections that are to be answered by tomorrow, and of those that are overdue."""
    today = timezone.localdate()
    due = Objection.objects.open().filter(due_on__lte=today + timedelta(days=1)).select_related("standing__publication")
    for objection in due:
        tell_who_answers(objection, "overdue" if objection.due_on < today else "due")
