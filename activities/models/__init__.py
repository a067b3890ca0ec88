from .activity import RecurringActivity
from .club import ClubIndexPage, ClubLeader, ClubMembership, ClubPage
from .file import ActivityFile
from .file_contents import SessionChoice, SessionDocument, SessionPhoto
from .handout import Handout, HandoutShare
from .single_date import SingleDate

__all__ = [
    "ActivityFile",
    "ClubIndexPage",
    "ClubLeader",
    "ClubMembership",
    "ClubPage",
    "Handout",
    "HandoutShare",
    "RecurringActivity",
    "SessionChoice",
    "SessionDocument",
    "SessionPhoto",
    "SingleDate",
]
