"""How the days of a list begin, and how they are stopped before its time."""

from django.db import transaction
from django.utils import timezone

from ..counting import stretch_after
from ..errors import ChangeAfterEffect
from ..locking import lock_standing
from ..models import Publication, Standing
from ..telling import tell_of_stop, tell_those_listed

Ending = Standing.Ending


@transaction.atomic
def begin(publication: Publication) -> Standing:
    """Let the days of what was just published begin; called in the transaction that publishes it.

    Where the list itself says what stands already, its days go on. A changed list ends the days of the one before, and
    has its own. What an objection has stopped begins only once it was changed.

    Raises:
        ChangeAfterEffect: an earlier wording has taken effect, and this one is another.
    """
    last = _last_of(publication)
    if last:
        says_the_same = last.list_hash == publication.list_hash
        if last.is_in_effect and not says_the_same:
            raise ChangeAfterEffect
        if says_the_same and (last.is_in_effect or last.ending == Ending.UPHELD):
            return last
        if last.is_standing:
            if says_the_same and last.working_days == publication.working_days:
                return last
            end(last, Ending.CHANGED)
    standing = _new(publication, last)
    tell_those_listed.defer(standing_id=standing.pk)
    return standing


def _last_of(publication: Publication) -> Standing | None:
    last = publication.standings.first()
    return lock_standing(last.pk) if last else None


def _new(publication: Publication, last: Standing | None) -> Standing:
    now = timezone.now()
    days = stretch_after(timezone.localdate(now), publication.working_days)
    return Standing.objects.create(
        publication=publication,
        revision=publication.live_revision_id or 0,
        list_hash=publication.list_hash,
        follows=last,
        published_at=now,
        starts_on=days.starts_on,
        ends_on=days.ends_on,
        by_weekdays=days.by_weekdays,
        working_days=publication.working_days,
    )


def end(standing: Standing, ending: str, reason: str = "") -> None:
    """Write down how a standing that is locked ended without taking effect."""
    standing.ended_at = timezone.now()
    standing.ending = ending
    standing.reason = reason[:300]
    standing.save(update_fields=["ended_at", "ending", "reason"])


@transaction.atomic
def stop(standing: Standing, ending: str, reason: str = "") -> bool:
    """Stop what stands, and tell its keepers; returns whether it still stood."""
    standing = lock_standing(standing.pk)
    if standing is None or not standing.is_standing:
        return False
    end(standing, ending, reason)
    if ending != Ending.TAKEN_DOWN:
        # Of a taking down approval tells.
        tell_of_stop(standing)
    return True
