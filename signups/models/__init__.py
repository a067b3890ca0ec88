from .answers import Answers, Attachment, Consent
from .drive import Drive
from .offering import Offering
from .pool import Pool, Release
from .session import Session
from .settings import SignUpSettings
from .signup import SignUp
from .strike import Strike
from .terms import SignUpTerms
from .venue import OpeningHours, Venue

__all__ = [
    "Answers",
    "Attachment",
    "Consent",
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
    "Venue",
]
