from .answers import Answers, Attachment, Consent
from .application import Application, Batch, Mark, Run, Wish
from .attendance import AttendanceMark
from .base import Base, PastTurn, Rating
from .draw import Draw, DrawEntry, DrawSeed
from .drive import Drive
from .offering import Offering
from .pool import Pool, Release
from .selection import Criterion, Option, Selection, SelectionShare
from .session import Session
from .settings import SignUpSettings
from .signup import SignUp
from .strike import Strike
from .swap import SwapOffer
from .terms import SignUpTerms
from .token import Token
from .venue import Closure, OpeningHours, Venue

__all__ = [
    "Answers",
    "Application",
    "Attachment",
    "AttendanceMark",
    "Base",
    "Batch",
    "Closure",
    "Consent",
    "Criterion",
    "Draw",
    "DrawEntry",
    "DrawSeed",
    "Drive",
    "Mark",
    "Offering",
    "OpeningHours",
    "Option",
    "PastTurn",
    "Pool",
    "Rating",
    "Release",
    "Run",
    "Selection",
    "SelectionShare",
    "Session",
    "SignUp",
    "SignUpSettings",
    "SignUpTerms",
    "Strike",
    "SwapOffer",
    "Token",
    "Venue",
    "Wish",
]
