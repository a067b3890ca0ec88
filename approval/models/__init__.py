from .acknowledgement import Acknowledgement
from .approved_snippet import ApprovedSnippet
from .check_settings import CheckSettings, Severity
from .checked_word import CheckedWord
from .review_task import ReviewTask

__all__ = ["Acknowledgement", "ApprovedSnippet", "CheckSettings", "CheckedWord", "ReviewTask", "Severity"]
