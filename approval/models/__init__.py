from .approval_settings import ApprovalSettings
from .approved_snippet import ApprovedSnippet
from .confirmation import Confirmation
from .deputyship import Deputyship
from .finder import Finder
from .missed_hour import MissedHour
from .record import Act, ApprovalRecord, ChainHead, RecordWords
from .review_task import ReviewTask

__all__ = [
    "Act",
    "ApprovalRecord",
    "ApprovalSettings",
    "ApprovedSnippet",
    "ChainHead",
    "Confirmation",
    "Deputyship",
    "Finder",
    "MissedHour",
    "RecordWords",
    "ReviewTask",
]
