from .activity import RecurringActivity
from .announcement import ClubAnnouncement
from .budget import Budget, BudgetProposal
from .club import ClubIndexPage, ClubLeader, ClubPage
from .club_rating import ClubRating, ClubStar, CommitteeMark, FrozenFigure, RatingEvidence, SelfMark
from .entry import Entry
from .expense import Expense, ExpenseStep
from .membership import ClubMembership, ClubRole, Recruitment
from .rating import RatingCriterion, RatingRound, RatingStep
from .receipt import Receipt
from .renewal import ClubRenewal, RenewalAnswer
from .single_date import SingleDate

__all__ = [
    "Budget",
    "BudgetProposal",
    "ClubAnnouncement",
    "ClubIndexPage",
    "ClubLeader",
    "ClubMembership",
    "ClubPage",
    "ClubRating",
    "ClubRenewal",
    "ClubRole",
    "ClubStar",
    "CommitteeMark",
    "Entry",
    "Expense",
    "ExpenseStep",
    "FrozenFigure",
    "RatingCriterion",
    "RatingEvidence",
    "RatingRound",
    "RatingStep",
    "Receipt",
    "Recruitment",
    "RecurringActivity",
    "RenewalAnswer",
    "SelfMark",
    "SingleDate",
]
