from .activity import RecurringActivity
from .club import ClubIndexPage, ClubLeader, ClubMembership, ClubPage
from .club_rating import ClubRating, ClubStar, CommitteeMark, FrozenFigure, RatingEvidence, SelfMark
from .rating import RatingCriterion, RatingRound, RatingStep
from .single_date import SingleDate

__all__ = [
    "ClubIndexPage",
    "ClubLeader",
    "ClubMembership",
    "ClubPage",
    "ClubRating",
    "ClubStar",
    "CommitteeMark",
    "FrozenFigure",
    "RatingCriterion",
    "RatingEvidence",
    "RatingRound",
    "RatingStep",
    "RecurringActivity",
    "SelfMark",
    "SingleDate",
]
