from .activity import RecurringActivity
from .announcement import ClubAnnouncement
from .budget import Budget, BudgetProposal
from .club import ClubIndexPage, ClubLeader, ClubPage
from .club_rating import ClubRating, ClubStar, CommitteeMark, FrozenFigure, RatingEvidence, SelfMark
from .entry import Entry
from .expense import Expense, ExpenseStep
from .file import ActivityFile
from .file_contents import SessionChoice, SessionDocument, SessionPhoto
from .handout import Handout, HandoutShare
from .membership import ClubMembership, ClubRole, Recruitment
from .rating import RatingCriterion, RatingRound, RatingStep
from .receipt import Receipt
from .renewal import ClubRenewal, RenewalAnswer
from .single_date import SingleDate

__all__ = [
    "ActivityFile",
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
    "Handout",
    "HandoutShare",
    "RatingCriterion",
    "RatingEvidence",
    "RatingRound",
    "RatingStep",
    "Receipt",
    "Recruitment",
    "RecurringActivity",
    "RenewalAnswer",
    "SelfMark",
    "SessionChoice",
    "SessionDocument",
    "SessionPhoto",
    "SingleDate",
]
