from .activity import RecurringActivity
from .announcement import ClubAnnouncement
from .club import ClubIndexPage, ClubLeader, ClubPage
from .membership import ClubMembership, ClubRole, Recruitment
from .renewal import ClubRenewal, RenewalAnswer
from .single_date import SingleDate

__all__ = [
    "ClubAnnouncement",
    "ClubIndexPage",
    "ClubLeader",
    "ClubMembership",
    "ClubPage",
    "ClubRenewal",
    "ClubRole",
    "Recruitment",
    "RecurringActivity",
    "RenewalAnswer",
    "SingleDate",
]
