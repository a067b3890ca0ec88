"""What was chosen for the file of a date among the things that a part offers, such as articles."""

from collections.abc import Iterable

from django.db import transaction

from signups.models import Session

from ..models import SessionChoice
from .registry import Part
from .subject import Subject


def chosen_in(subject: Subject, part: str) -> list[str]:
    """Return the keys that were chosen for the dates of a file, each once, as they were chosen. One query."""
    found = SessionChoice.objects.filter(session__in=subject.sessions, part=part).order_by("pk")
    return list(dict.fromkeys(found.values_list("key", flat=True)))


@transaction.atomic
def choose(session: Session, part: Part, keys: Iterable[str], offered: Iterable[str]) -> None:
    """Let `keys` be what is chosen for a date among what is offered; what is offered no more stays chosen."""
    chosen = [key for key in offered if key in set(keys)]
    rows = SessionChoice.objects.filter(session=session, part=part.key)
    rows.filter(key__in=set(offered) - set(chosen)).delete()
    SessionChoice.objects.bulk_create(
        [SessionChoice(session=session, part=part.key, key=key) for key in chosen], ignore_conflicts=True
    )
