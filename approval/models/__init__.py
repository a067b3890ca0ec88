from .approved_snippet import ApprovedSnippet
from .confirmation import Confirmation
from .missed_hour import MissedHour
from .review_task import ReviewTask

__all__ = ["ApprovedSnippet", "Confirmation", "MissedHour", "ReviewTask"]
