"""Once a contest is live its entries are open."""

from signups.publishing import follow_publishing

from .jobs import plan_later
from .models import Contest
from .planning import plan_contest


def connect() -> None:
    follow_publishing(Contest, plan_contest, later=lambda pk: plan_later.defer(contest_id=pk))
