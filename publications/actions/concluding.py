"""The end of the days: what a list decides takes effect, once, unless an objection waits for its answer."""

from django.db import transaction
from django.utils import timezone

from ..counting import last_day_now_known
from ..locking import lock_all_of
from ..models import Standing
from ..registry import answers_of
from ..telling import tell_of_delay, tell_of_effect
from .standing import stop

Ending = Standing.Ending


def stop_if_outdated(standing: Standing) -> bool:
    """Stop a list whose thing no longer says what was published; returns whether it was stopped."""
    publication = standing.publication
    if answers_of(publication).is_unchanged(publication):
        return False
    return stop(standing, Ending.OUTDATED)


@transaction.atomic
def conclude(standing: Standing) -> bool:
    """Let a list take effect whose days are over; returns whether it did.

    What it means to the thing that it decides about happens in the same transaction: either both, or neither. Of two
    who come at once the second finds it done. As long as an objection waits for an answer nothing happens, but that
    its keepers hear of it once.
    """
    standing = lock_all_of(standing)
    if standing is None or not standing.is_standing or not _is_over(standing):
        return False
    publication = standing.publication
    if stop_if_outdated(standing):
        return False
    if standing.open_objections:
        tell_of_delay(standing)
        return False
    standing.ended_at = standing.effective_at = timezone.now()
    standing.ending = Ending.IN_EFFECT
    standing.save(update_fields=["ended_at", "effective_at", "ending"])
    answers_of(publication).takes_effect(publication)
    tell_of_effect(standing)
    return True


def _is_over(standing: Standing) -> bool:
    """Count again where holidays were not announced yet: the days grow longer by them, never shorter."""
    if standing.by_weekdays and standing.is_over:
        known = last_day_now_known(timezone.localdate(standing.published_at), standing.working_days)
        if known and known > standing.ends_on:
            standing.ends_on, standing.by_weekdays = known, False
            standing.save(update_fields=["ends_on", "by_weekdays"])
    return standing.is_over
