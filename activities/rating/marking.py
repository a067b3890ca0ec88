"""The committee marks: each member for themselves, club by club, never their own."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from people.models import Member

from ..models import ClubRating, CommitteeMark, FrozenFigure, RatingCriterion, RatingRound
from ..rules import leads
from .errors import (
    AboveTheMaximum,
    FromAFigure,
    MarksStand,
    NotBeingMarked,
    NotOnTheCommittee,
    OwnClub,
    WrongPhase,
)
from .figures import HUNDREDTH, figure_of, mark_for
from .locking import lock_entry, lock_round
from .rules import may_mark
from .telling import tell_committee_it_begins

# By criterion: the mark, None where there is none (any more), and words.
Marks = Mapping[RatingCriterion, tuple[Decimal | None, str]]


@transaction.atomic
def begin_marking(round: RatingRound) -> RatingRound:
    """End the self-assessment, take the figures of every club as they are now, and let the committee begin. The clock
    calls it on the day after the last one; the office may do so before.

    Raises WrongPhase.
    """
    round = lock_round(round.pk)
    if not round.is_in_self_assessment:
        raise WrongPhase
    now = timezone.now()
    criteria = list(round.criteria.exclude(figure=""))
    for entry in round.entries.select_related("club"):
        FrozenFigure.objects.bulk_create(_taken(entry, criterion, round.year, now) for criterion in criteria)
    round.phase, round.figures_taken_at = RatingRound.Phase.MARKING, now
    round.save(update_fields=["phase", "figures_taken_at"])
    tell_committee_it_begins(round)
    return round


def _taken(entry: ClubRating, criterion: RatingCriterion, year: int, now) -> FrozenFigure:
    figure = figure_of(criterion.figure)
    value = Decimal(figure.of(entry.club, year)).quantize(HUNDREDTH) if figure else Decimal(0)
    return FrozenFigure(
        entry=entry,
        criterion=criterion,
        value=value,
        mark=mark_for(value, criterion.target, criterion.points),
        counted=[[each.title, each.link] for each in figure.counted(entry.club, year)] if figure else [],
        taken_at=now,
    )


@transaction.atomic
def give_marks(entry: ClubRating, by: Member, marks: Marks) -> list[CommitteeMark]:
    """Keep the marks that `by` gives a club, and take back those that are None; returns those that stand. The marks of
    others are not touched: nobody can name them here.

    Raises:
        NotOnTheCommittee, OwnClub, MarksStand, NotBeingMarked, FromAFigure, AboveTheMaximum: see their sentences.
    """
    entry = lock_entry(entry.pk)
    check_may_mark(entry, by)
    for criterion, (mark, words) in marks.items():
        if criterion.figure:
            raise FromAFigure
        if mark is None:
            CommitteeMark.objects.filter(entry=entry, criterion=criterion, by=by).delete()
            continue
        if not 0 <= mark <= criterion.points:
            raise AboveTheMaximum(criterion)
        CommitteeMark.objects.update_or_create(
            entry=entry, criterion=criterion, by=by, defaults={"mark": mark, "words": words, "given_at": timezone.now()}
        )
    return list(CommitteeMark.objects.filter(entry=entry, by=by))


def check_may_mark(entry: ClubRating, by: Member) -> None:
    """Raises NotOnTheCommittee, OwnClub, MarksStand, NotBeingMarked."""
    if not may_mark(by):
        raise NotOnTheCommittee
    if leads(entry.club_id, by):
        raise OwnClub
    if entry.round.is_decided:
        raise MarksStand
    if not entry.round.is_being_marked:
        raise NotBeingMarked


def still_to_mark(round: RatingRound, member: Member) -> list[ClubRating]:
    """Return the clubs of a round to which `member` has not given all marks yet, in the order of the round. Whoever
    leads one is not asked for it.
    """
    asked = round.criteria.filter(figure="").count()
    given: dict[int, int] = {}
    for entry in CommitteeMark.objects.filter(entry__round=round, by=member).values_list("entry", flat=True):
        given[entry] = given.get(entry, 0) + 1
    entries = round.entries.not_led_by(member).select_related("club").order_by("club__title", "pk")
    return [entry for entry in entries if given.get(entry.pk, 0) < asked]
