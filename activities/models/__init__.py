from .activity import RecurringActivity
from .club import ClubIndexPage, ClubLeader, ClubMembership, ClubPage
from .single_date import SingleDate

__all__ = ["ClubIndexPage", "ClubLeader", "ClubMembership", "ClubPage", "RecurringActivity", "SingleDate"]
