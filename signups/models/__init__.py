from .answers import Answers, Attachment, Consent
from .attendance import AttendanceMark
from .draw import Draw, DrawEntry, DrawSeed
from .drive import Drive
from .offering import Offering
from .pool import Pool, Release
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
    "Attachment",
    "AttendanceMark",
    "Closure",
    "Consent",
    "Draw",
    "DrawEntry",
    "DrawSeed",
    "Drive",
    "Offering",
    "OpeningHours",
    "Pool",
    "Release",
    "Session",
    "SignUp",
    "SignUpSettings",
    "SignUpTerms",
    "Strike",
    "SwapOffer",
    "Token",
    "Venue",
]
