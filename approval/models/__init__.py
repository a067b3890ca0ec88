from .approved_snippet import ApprovedSnippet
from .review_task import ReviewTask

__all__ = ["ApprovedSnippet", "ReviewTask"]
