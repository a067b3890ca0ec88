"""The result goes to publication for objection (公示), and takes effect when that has stood its days."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from people.models import Member
from publications.actions.concluding import stop_if_outdated
from publications.actions.drafting import Line, draft
from publications.models import Publication, Standing
from publications.questions import publication_of, standing_of, standings_of
from publications.registry import Subject, register_subject

from ..models import ClubRating, RatingCriterion, RatingRound
from .awarding import award_stars
from .errors import AwardedAlready, NotAllMarked, NotBeingMarked, WrongPhase
from .locking import lock_round
from .outcome import Outcome, outcomes_of
from .rules import the_office
from .telling import tell_clubs_it_is_put_forward


@transaction.atomic
def put_forward(round: RatingRound, by: Member) -> Publication:
    """Work out what every club has come to, keep it, and draft the list. From now on no mark changes.

    The office completes the draft and submits it; approved, it stands its working days.

    Raises:
        NotBeingMarked, NotAllMarked: see their sentences.
        PublicationRefused: an earlier draft waits for its approval.
    """
    round = lock_round(round.pk)
    if not round.is_being_marked:
        raise NotBeingMarked
    outcomes = outcomes_of(round)
    unmarked = [outcome.entry.club.title for outcome in outcomes if not outcome.is_whole]
    if unmarked:
        raise NotAllMarked(unmarked)
    for outcome in outcomes:
        entry = outcome.entry
        entry.total, entry.rank, entry.stars = outcome.total, outcome.rank, outcome.stars
    ClubRating.objects.bulk_update([outcome.entry for outcome in outcomes], ["total", "rank", "stars"])
    round.phase, round.published_by, round.published_at = RatingRound.Phase.PUBLICATION, by, timezone.now()
    round.save(update_fields=["phase", "published_by", "published_at"])
    drafted = _draft(round, outcomes, by)
    tell_clubs_it_is_put_forward(round)
    return drafted


def withdraw(round: RatingRound, by: Member) -> RatingRound:
    """Let the committee mark again, and stop the list that stands. Put forward again it is approved again, and its days
    begin again.

    Raises:
        AwardedAlready: it has taken effect. WrongPhase: nothing is put forward.
    """
    round = _back_to_marking(round)
    # After the round is let go of: whoever ends the days locks the standing first, and the round after that.
    standing = standing_of(round)
    if standing and standing.is_standing:
        stop_if_outdated(standing)
    return round


@transaction.atomic
def _back_to_marking(round: RatingRound) -> RatingRound:
    round = lock_round(round.pk)
    if round.is_awarded:
        raise AwardedAlready
    if not round.is_published:
        raise WrongPhase
    round.entries.update(total=None, rank=None, stars=None)
    round.phase = RatingRound.Phase.MARKING
    round.save(update_fields=["phase"])
    return round


def address_of_publication(round: RatingRound) -> str:
    """Return where the list is read that is, or was, published; nothing while it is a draft."""
    found = publication_of(round)
    return found.url if found and found.live else ""


def with_phases_in_words(rounds: Iterable[RatingRound]) -> list[RatingRound]:
    """Give each round its `phase_in_words`; one query for all of them.

    A list that is only drafted is not published: who is told of a publication looks for it.
    """
    rounds = list(rounds)
    standings = standings_of([round for round in rounds if round.is_published])
    for round in rounds:
        round.phase_in_words = _phase_in_words(round, standings.get(round.pk))
    return rounds


def _phase_in_words(round: RatingRound, standing: Standing | None) -> str:
    if not round.is_published or (standing and standing.is_standing):
        return round.get_phase_display()
    if standing and standing.ending in (Standing.Ending.UPHELD, Standing.Ending.TAKEN_DOWN):
        return _("publication stopped")
    return _("list waits for approval")


def is_unchanged(publication: Publication) -> bool:
    """Whether the marks still say what was published."""
    round = publication.subject
    if not round.is_published:
        return False
    published = [(line.name, list(line.cells)) for line in publication.lines.all()]
    with translation.override(settings.LANGUAGE_CODE):
        return published == [(line.name, list(line.cells)) for line in lines_of(outcomes_of(round))]


def lines_of(outcomes: Iterable[Outcome]) -> list[Line]:
    """Return a line for each club, the best first: rank, the mark for each criterion, total, stars."""
    return [
        Line(
            name=outcome.entry.club.title,
            cells=[
                str(outcome.rank),
                *(f"{line.mark:f}" for line in outcome.lines),
                f"{outcome.total:f}",
                _stars_in_words(outcome.stars),
            ],
        )
        for outcome in outcomes
    ]


def columns_of(criteria: Sequence[RatingCriterion]) -> list[str]:
    return [
        _("Rank"),
        *(f"{criterion.title}（{criterion.points}）" for criterion in criteria),
        pgettext("of a rating", "Total"),
        _("Stars proposed"),
    ]


def _draft(round: RatingRound, outcomes: list[Outcome], by: Member) -> Publication:
    # A document of the office, so in Chinese whatever language the screens speak.
    with translation.override(settings.LANGUAGE_CODE):
        return draft(
            round,
            by=by,
            title=_("%(title)s: result proposed") % {"title": round.title},
            introduction=_introduction(round, len(outcomes)),
            columns=columns_of(round.criteria.all()),
            lines=lines_of(outcomes),
        )


def _introduction(round: RatingRound, clubs: int) -> str:
    return ngettext(
        "%(count)d club assessed itself; the union committee then marked it, from the figures of %(year)d and what it "
        "handed in. This is the result proposed, out of 100 points. Once it takes effect the stars are awarded, and "
        "next year's budget is proposed from them.",
        "%(count)d clubs assessed themselves; the union committee then marked them, from the figures of %(year)d and "
        "what they handed in. This is the result proposed, out of 100 points. Once it takes effect the stars are "
        "awarded, and next year's budget is proposed from them.",
        clubs,
    ) % {"count": clubs, "year": round.year}


def _stars_in_words(stars: int) -> str:
    if not stars:
        return _("no stars")
    return ngettext("%(count)d star", "%(count)d stars", stars) % {"count": stars}


def _keepers(round: RatingRound) -> list[Member]:
    by = [round.published_by] if round.published_by else []
    return list({member.pk: member for member in [*by, *the_office()]}.values())


def register() -> None:
    register_subject(
        "activities.ratinground",
        Subject(
            takes_effect=lambda publication: award_stars(publication.subject),
            is_unchanged=is_unchanged,
            link=lambda round: reverse("rating_result", args=[round.pk]),
            keepers=_keepers,
        ),
    )
