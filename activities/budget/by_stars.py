"""The budget that a club's stars give it, proposed for the next year; the chair allocates it or not."""

from ..rating.effects import Awarded, on_stars_awarded
from .actions.allocating import propose
from .errors import AllocatedAlready, YearOutOfReach


def propose_by_stars(awarded: Awarded) -> None:
    """Propose it. Stars without money, a club that has its budget already, or a year that is over, are no reason to
    award nothing.
    """
    if awarded.budget <= 0:
        return
    try:
        propose(awarded.club, awarded.budget_year, awarded.budget, awarded.reason, awarded.by)
    except (AllocatedAlready, YearOutOfReach):
        return


def register() -> None:
    on_stars_awarded(propose_by_stars)
