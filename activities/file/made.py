"""The files that were made of a date, as its page shows them."""

from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone

from people.models import Member
from signups.models import Session

from ..models import ActivityFile
from .querysets import READY_FOR

SHOWN = 10


def made_about(session: Session, member: Member) -> dict:
    """Return one's own files of a date and of its activity, the newest first, and who made others. Two queries."""
    about = ActivityFile.objects.about(session).select_related("asked_by")
    shown = [ActivityFile.State.WAITING, ActivityFile.State.MAKING, ActivityFile.State.READY, ActivityFile.State.FAILED]
    own = list(about.of_asker(member).filter(state__in=shown)[:SHOWN])
    others = about.exclude(asked_by=member).exclude(made_at=None).exclude(state=ActivityFile.State.DISCARDED)
    return {
        "files": own,
        "is_making": any(file.is_open for file in own),
        "others": list(others[:SHOWN]),
        "kept_days": READY_FOR.days,
    }


def take(file: ActivityFile) -> bool:
    """Note the first download: from then on it is known to lie somewhere. False for a file that is not ready any more,
    as when it was discarded a moment ago.
    """
    ready = ActivityFile.objects.filter(pk=file.pk, state=ActivityFile.State.READY)
    return bool(ready.update(downloaded_at=Coalesce("downloaded_at", timezone.now())))


def years_of(session: Session) -> list[int]:
    """Return the years in which dates of the same offering took place, the newest first. One query."""
    begun = Session.objects.planned().filter(offering=session.offering_id, starts_at__lte=timezone.now(), is_slot=False)
    years = begun.order_by().annotate(year=ExtractYear("starts_at")).values_list("year", flat=True).distinct()
    return sorted(years, reverse=True)
