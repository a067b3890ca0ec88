"""A club assesses itself: its leaders write a draft, hand it in by the day, and take it back as long as that lasts."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from people.models import Member

from ..models import ClubRating, RatingCriterion, SelfMark
from ..rules import leads
from .errors import (
    AboveTheMaximum,
    HandedInBefore,
    NotAssessedWhole,
    NotItsLeader,
    ReopenedTooLate,
    TooLate,
    WrongPhase,
)
from .locking import lock_entry
from .telling import tell_leaders_it_is_open_again

# By criterion: the mark, if any yet, and words.
Assessment = Mapping[RatingCriterion, tuple[Decimal | None, str]]


@transaction.atomic
def save_draft(entry: ClubRating, by: Member, assessment: Assessment, summary: str) -> ClubRating:
    """Keep what a leader has written so far. Nobody else reads it before it is handed in.

    Raises:
        NotItsLeader, WrongPhase, TooLate, HandedInBefore, AboveTheMaximum: see their sentences.
    """
    entry = lock_entry(entry.pk)
    check_may_write(entry, by)
    entry.summary = summary
    entry.save(update_fields=["summary"])
    for criterion, (mark, words) in assessment.items():
        if mark is not None and not 0 <= mark <= criterion.points:
            raise AboveTheMaximum(criterion)
        SelfMark.objects.update_or_create(entry=entry, criterion=criterion, defaults={"mark": mark, "words": words})
    return entry


@transaction.atomic
def hand_in(entry: ClubRating, by: Member) -> ClubRating:
    """Hand in what is written; from then on the committee and the office read it.

    Raises:
        NotItsLeader, WrongPhase, TooLate, HandedInBefore, NotAssessedWhole: see their sentences.
    """
    entry = lock_entry(entry.pk)
    check_may_write(entry, by)
    marked = set(entry.self_marks.exclude(mark=None).values_list("criterion", flat=True))
    missing = [criterion.title for criterion in entry.round.criteria.all() if criterion.pk not in marked]
    if missing:
        raise NotAssessedWhole(missing)
    entry.handed_in_at, entry.handed_in_by = timezone.now(), by
    entry.save(update_fields=["handed_in_at", "handed_in_by"])
    return entry


@transaction.atomic
def take_back(entry: ClubRating, by: Member) -> ClubRating:
    """Make what was handed in a draft again, as long as the days last.

    Raises NotItsLeader, WrongPhase, TooLate.
    """
    entry = lock_entry(entry.pk)
    check_is_open(entry, by)
    entry.handed_in_at = entry.handed_in_by = None
    entry.save(update_fields=["handed_in_at", "handed_in_by"])
    return entry


@transaction.atomic
def reopen(entry: ClubRating, until: date, by: Member) -> ClubRating:
    """The office lets one club write until another day, though the days are over or it has handed in. What it wrote is
    a draft again; its leaders are told.

    Raises:
        WrongPhase: nobody assesses or marks any more. ReopenedTooLate: the day has passed, or comes after the marks.
    """
    entry = lock_entry(entry.pk)
    if not entry.round.is_running:
        raise WrongPhase
    if not timezone.localdate() <= until <= max(entry.round.committee_until, timezone.localdate()):
        raise ReopenedTooLate
    entry.reopened_until = until
    entry.handed_in_at = entry.handed_in_by = None
    entry.save(update_fields=["reopened_until", "handed_in_at", "handed_in_by"])
    tell_leaders_it_is_open_again(entry, by)
    return entry


def check_may_write(entry: ClubRating, by: Member) -> None:
    """Raises NotItsLeader, WrongPhase, TooLate, HandedInBefore."""
    check_is_open(entry, by)
    if entry.is_handed_in:
        raise HandedInBefore


def check_is_open(entry: ClubRating, by: Member) -> None:
    """Raises NotItsLeader, WrongPhase, TooLate."""
    if not leads(entry.club_id, by):
        raise NotItsLeader
    if not entry.round.is_running:
        raise WrongPhase
    if not entry.takes_self_assessment:
        raise TooLate(entry.last_day)
