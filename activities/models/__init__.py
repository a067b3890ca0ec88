from .activity import RecurringActivity
from .budget import Budget, BudgetProposal
from .club import ClubIndexPage, ClubLeader, ClubMembership, ClubPage
from .club_rating import ClubRating, ClubStar, CommitteeMark, FrozenFigure, RatingEvidence, SelfMark
from .entry import Entry
from .expense import Expense, ExpenseStep
from .rating import RatingCriterion, RatingRound, RatingStep
from .receipt import Receipt
from .single_date import SingleDate

__all__ = [
    "Budget",
    "BudgetProposal",
    "ClubIndexPage",
    "ClubLeader",
    "ClubMembership",
    "ClubPage",
    "ClubRating",
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
    "RecurringActivity",
    "SelfMark",
    "SingleDate",
]
