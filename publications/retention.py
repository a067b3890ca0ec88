"""How long what people objected to is kept."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from people.models import Member

from .models import Objection, PublicationLine

# As long as somebody may ask how an objection was dealt with.
KEPT_FOR = timedelta(days=2 * 365)


def forget_expired() -> int:
    """Empty objections that were answered or withdrawn long enough ago: their numbers and what came of them stay, for
    the result of the list. Returns how many were emptied.
    """
    since = timezone.now() - KEPT_FOR
    over = Q(answered_at__lt=since) | Q(withdrawn_at__lt=since)
    return _empty(Objection.objects.filter(over, emptied_at=None))


def empty(member: Member) -> None:
    """Somebody's personal fields are blanked: a list is shown as it was published, by name alone; what they objected to
    goes, save what still waits for its answer.
    """
    PublicationLine.objects.filter(member=member).update(member=None)
    closed = Objection.objects.exclude(state__in=Objection.OPEN_STATES)
    _empty(closed.filter(Q(member=member) | Q(about=member), emptied_at=None))


def _empty(objections) -> int:
    # An answer speaks of what was written; who gave it is on record.
    return objections.update(
        member=None, about=None, about_name="", sealed_text="", sealed_answer="", emptied_at=timezone.now()
    )
