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
from .venue import OpeningHours, Venue

__all__ = [
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
    "Venue",
]
