from .approved_snippet import ApprovedSnippet
from .record import Act, ApprovalRecord, ChainHead, RecordWords
from .review_task import ReviewTask

__all__ = ["Act", "ApprovalRecord", "ApprovedSnippet", "ChainHead", "RecordWords", "ReviewTask"]
