"""What else follows once stars are awarded. Whoever draws something from them registers here in `ready()`.

The next year's budget is one: `on_stars_awarded(lambda awarded: propose(awarded.club, awarded.budget_year, …))`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from people.models import Member

from ..models import ClubPage, RatingRound


@dataclass(frozen=True)
class Awarded:
    """What a club has got: `stars` from 0 to 5, and the `budget` (in yuan) that the steps of the round give it for
    `budget_year`. `reason` is a sentence in the site's language; `by` is who put the result forward.
    """

    round: RatingRound
    club: ClubPage
    stars: int
    budget: Decimal
    reason: str
    by: Member

    @property
    def budget_year(self) -> int:
        return self.round.year + 1


effects: list[Callable[[Awarded], object]] = []


def on_stars_awarded(effect):
    """Register what is done for each club of a round, once, in the transaction that awards the stars."""
    effects.append(effect)
    return effect
