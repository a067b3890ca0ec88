from .approval_settings import ApprovalSettings
from .approved_snippet import ApprovedSnippet
from .deputyship import Deputyship
from .finder import Finder
from .review_task import ReviewTask

__all__ = ["ApprovalSettings", "ApprovedSnippet", "Deputyship", "Finder", "ReviewTask"]
