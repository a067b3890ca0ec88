"""The stars are awarded, once, when the publication has stood its days without an open objection."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ..models import ClubStar, RatingRound
from .effects import Awarded, effects
from .errors import WrongPhase
from .locking import lock_round
from .outcome import Outcome, outcomes_of
from .telling import tell_clubs_their_stars


@transaction.atomic
def award_stars(round: RatingRound) -> list[ClubStar]:
    """Award what was published, and let follow what follows: the budget proposed for next year. Done a second time it
    changes nothing.

    Raises WrongPhase: nothing is published.
    """
    round = lock_round(round.pk)
    if round.is_awarded:
        return []
    if not round.is_published:
        raise WrongPhase
    now = timezone.now()
    outcomes = outcomes_of(round)
    stars = ClubStar.objects.bulk_create(
        ClubStar(club=each.entry.club, year=round.year, stars=each.entry.stars, round=round, awarded_at=now)
        for each in outcomes
        if each.entry.stars
    )
    round.phase, round.awarded_at = RatingRound.Phase.AWARDED, now
    round.save(update_fields=["phase", "awarded_at"])
    for outcome in outcomes:
        awarded = _awarded(round, outcome)
        for effect in effects:
            effect(awarded)
    tell_clubs_their_stars(round, outcomes)
    return stars


def _awarded(round: RatingRound, outcome: Outcome) -> Awarded:
    with translation.override(settings.LANGUAGE_CODE):
        said = {"title": round.title, "points": outcome.total, "stars": outcome.stars}
        if outcome.stars:
            reason = _("%(title)s: %(points)s points, %(stars)d stars") % said
        else:
            reason = _("%(title)s: %(points)s points, no stars") % said
    return Awarded(round, outcome.entry.club, outcome.stars, outcome.budget, reason, round.published_by)
