"""Once an activity or a club is live its offering and its dates follow."""

from signups.publishing import follow_publishing

from .jobs import follow_club_later, plan_later
from .membership.offering import follow_page
from .models import ClubPage, RecurringActivity
from .planning import plan_activity


def connect() -> None:
    follow_publishing(RecurringActivity, plan_activity, later=lambda pk: plan_later.defer(activity_id=pk))
    follow_publishing(ClubPage, follow_page, later=lambda pk: follow_club_later.defer(club_id=pk))
