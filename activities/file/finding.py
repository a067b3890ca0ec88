"""What the views of this part begin with."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from people.models import Member
from signups.keeping import for_whoever, keeps_date
from signups.models import Session
from signups.rules import may_take_names_away

from .registry import Part, part_of


def has_a_file(session: Session) -> bool:
    """Whether it is a date of something, and not a membership nor the hour that somebody has booked."""
    return session.starts_at is not None and not session.is_slot


def _makes_files(session: Session, member: Member) -> bool:
    return has_a_file(session) and keeps_date(session, member)


def _collects(session: Session, member: Member) -> bool:
    return has_a_file(session) and may_take_names_away(session, member)


# Whoever keeps the list, and the office; of what is confidential they get the parts without names.
for_whoever_makes_files = for_whoever(_makes_files)
# Photographs and lists of things given out show who was there.
for_whoever_collects = for_whoever(_collects)


def part_or_404(session: Session, member: Member, key: str) -> Part:
    part = part_of(key)
    if part is None or (part.names_people and not may_take_names_away(session, member)):
        raise Http404
    return part


def of_date_or_404(model, session: Session, pk: int, **lookups):
    return get_object_or_404(model, pk=pk, session=session, **lookups)
