from .activity import RecurringActivity
from .club import ClubIndexPage, ClubLeader, ClubMembership, ClubPage

__all__ = ["ClubIndexPage", "ClubLeader", "ClubMembership", "ClubPage", "RecurringActivity"]
