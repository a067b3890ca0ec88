"""The office prepares a round, and opens it: from then on criteria and steps are fixed."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import Member

from ..models import ClubPage, ClubRating, RatingCriterion, RatingRound, RatingStep
from ..models.rating import FULL_MARKS, MOST_STARS
from .errors import CriteriaFixed, DatesPassed, NoClubs, NotAHundred, StepsNotInOrder, UnknownFigure, WrongPhase
from .figures import figure_of
from .locking import lock_round
from .telling import tell_leaders_it_began, tell_office_of_clubs_without_leaders


@transaction.atomic
def prepare_round(
    *,
    year: int,
    title: str,
    self_assessment_until: date,
    committee_until: date,
    by: Member,
    budget_otherwise: Decimal = Decimal(0),
) -> RatingRound:
    """Make the round of a year. Criteria and steps are those of the round before, or what is usual; nobody sees it yet.

    Raises:
        IntegrityError: there is one of this year, or the days are not in order; forms ask before.
    """
    round = RatingRound.objects.create(
        year=year,
        title=title,
        self_assessment_until=self_assessment_until,
        committee_until=committee_until,
        budget_otherwise=budget_otherwise,
        made_by=by,
    )
    before = RatingRound.objects.filter(year__lt=year).order_by("-year").first()
    criteria = list(before.criteria.all()) if before else usual_criteria()
    steps = list(before.steps.all()) if before else usual_steps()
    for row in [*criteria, *steps]:
        row.pk, row.round = None, round
        row._state.adding = True
    RatingCriterion.objects.bulk_create(criteria)
    RatingStep.objects.bulk_create(steps)
    return round


def usual_criteria() -> list[RatingCriterion]:
    """What a first round begins with. The office changes it before it opens the round."""
    return [
        RatingCriterion(position=position, title=title, points=points, figure=figure, target=target, explanation=why)
        for position, (title, points, figure, target, why) in enumerate(
            [
                (_("Activities held"), 25, "activities.sessions", 24, _("Two a month bring full marks.")),
                (_("Taking part"), 15, "activities.attendances", 240, _("Ten people each time bring full marks.")),
                (_("Club members"), 10, "activities.members", 30, ""),
                (
                    _("Accounts in order"),
                    20,
                    "",
                    None,
                    _("Asked for beforehand, receipts whole."),
                ),
                (_("What its members say"), 15, "", None, _("From the survey of its members.")),
                (_("Help for the whole hospital"), 15, "", None, _("Coaching, judging, taking pictures, setting up.")),
            ],
            start=1,
        )
    ]


def usual_steps() -> list[RatingStep]:
    return [
        RatingStep(stars=stars, from_points=40 + 10 * stars, budget=1000 * stars) for stars in range(MOST_STARS, 0, -1)
    ]


@transaction.atomic
def set_criteria(
    round: RatingRound, criteria: Iterable[RatingCriterion], steps: Iterable[RatingStep], **fields
) -> RatingRound:
    """Let a round that is being prepared have exactly these criteria and steps, in this order, and these days and
    words. The points need not come to a hundred before it is opened.

    Raises:
        CriteriaFixed: it has begun. StepsNotInOrder: a number of stars stands there twice.
    """
    round, steps = lock_round(round.pk), list(steps)
    if not round.is_being_prepared:
        raise CriteriaFixed
    if len({step.stars for step in steps}) < len(steps):
        raise StepsNotInOrder
    for name, value in fields.items():
        setattr(round, name, value)
    round.save()
    round.criteria.all().delete()
    round.steps.all().delete()
    for position, criterion in enumerate(criteria, start=1):
        # What was there keeps its number, so that a form that was opened before still names it.
        criterion.round, criterion.position = round, position
        criterion.save(force_insert=True)
    for step in steps:
        step.round = round
        step.save(force_insert=True)
    return round


@transaction.atomic
def open_round(round: RatingRound, by: Member) -> RatingRound:
    """Begin the self-assessment of every live club. Their leaders are told, and the office of clubs without any.

    Raises:
        WrongPhase, DatesPassed, NotAHundred, StepsNotInOrder, UnknownFigure, NoClubs: see their sentences.
    """
    round = lock_round(round.pk)
    if not round.is_being_prepared:
        raise WrongPhase
    if round.self_assessment_until < timezone.localdate():
        raise DatesPassed
    check_is_whole(round)
    clubs = list(ClubPage.objects.live().order_by("title"))
    if not clubs:
        raise NoClubs
    entries = ClubRating.objects.bulk_create(ClubRating(round=round, club=club) for club in clubs)
    round.phase, round.opened_at = RatingRound.Phase.SELF_ASSESSMENT, timezone.now()
    round.save(update_fields=["phase", "opened_at"])
    tell_leaders_it_began(round, entries)
    tell_office_of_clubs_without_leaders(round, entries, by)
    return round


def check_is_whole(round: RatingRound) -> None:
    """Raises NotAHundred, UnknownFigure, StepsNotInOrder."""
    if round.total_points != FULL_MARKS:
        raise NotAHundred(round.total_points)
    for criterion in round.criteria.exclude(figure=""):
        if figure_of(criterion.figure) is None:
            raise UnknownFigure(criterion.title)
    needed = [step.from_points for step in round.steps.order_by("stars")]
    if any(lower >= higher for lower, higher in zip(needed, needed[1:], strict=False)):
        raise StepsNotInOrder
