from .acknowledgement import Acknowledgement
from .approval_settings import ApprovalSettings
from .approved_snippet import ApprovedSnippet
from .check_settings import CheckSettings, Severity
from .checked_word import CheckedWord
from .confirmation import Confirmation
from .deputyship import Deputyship
from .finder import Finder
from .joint_submission import JointItem, JointSubmission
from .missed_hour import MissedHour
from .proof_reading import ProofReading, ProofRound
from .record import Act, ApprovalRecord, ChainHead, RecordWords
from .review_task import ReviewTask

__all__ = [
    "Acknowledgement",
    "Act",
    "ApprovalRecord",
    "ApprovalSettings",
    "ApprovedSnippet",
    "ChainHead",
    "CheckSettings",
    "CheckedWord",
    "Confirmation",
    "Deputyship",
    "Finder",
    "JointItem",
    "JointSubmission",
    "MissedHour",
    "ProofReading",
    "ProofRound",
    "RecordWords",
    "ReviewTask",
    "Severity",
]
