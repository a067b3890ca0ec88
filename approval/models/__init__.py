from .approval_settings import ApprovalSettings
from .approved_snippet import ApprovedSnippet
from .deputyship import Deputyship
from .finder import Finder
from .record import Act, ApprovalRecord, ChainHead, RecordWords
from .review_task import ReviewTask

__all__ = [
    "Act",
    "ApprovalRecord",
    "ApprovalSettings",
    "ApprovedSnippet",
    "ChainHead",
    "Deputyship",
    "Finder",
    "RecordWords",
    "ReviewTask",
]
