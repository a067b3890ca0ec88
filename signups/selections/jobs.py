"""What the clock does for selections: computes points at closing, reminds heads of department, notes turns."""

import logging

from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from ..errors import SignUpRefused
from ..models import Application, Run, Selection
from .closing import close
from .holding import hold
from .telling import REMIND_BEFORE, ask_for_rating, remind_heads
from .turns import note_turns

logger = logging.getLogger(__name__)


@app.task(name="signups.hold_selection", pass_context=False)
def hold_later(selection_id: int) -> None:
    selection = Selection.objects.filter(pk=selection_id, live=True).first()
    if selection:
        hold(selection)


@app.periodic(cron="*/5 * * * *")
@app.task(name="signups.keep_up_selections", queueing_lock="signups.keep_up_selections", pass_context=False)
def keep_up_selections(timestamp: int) -> None:
    """Every five minutes: close what is over, and remind of what is nearly. One that fails keeps no other from it."""
    for run in Run.objects.to_be_closed():
        try:
            close(run)
        except SignUpRefused as refusal:
            logger.warning("%s: %s", run, refusal)
        except Exception:
            logger.exception("the points of %s are not computed", run)
    for run in runs_to_remind_of():
        remind_heads(run)


@app.periodic(cron="20 5 * * *")
@app.task(name="signups.note_turns", queueing_lock="signups.note_turns", pass_context=False)
def note_past_turns(timestamp: int) -> None:
    """Every night: note who had a turn, and ask them how it was."""
    note_turns()
    ask_for_rating()


def runs_to_remind_of():
    """Return the runs whose departments still have some to decide on, and two days or less to do so."""
    now = timezone.now()
    soon = Q(selection__consent_until__gt=now, selection__consent_until__lte=now + REMIND_BEFORE)
    waiting = Application.objects.live().to_be_consented().values("run")
    return Run.objects.filter(soon, pk__in=waiting, selection__live=True).select_related("selection")
