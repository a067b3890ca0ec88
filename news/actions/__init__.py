"""What is done with manuscripts: files are received, become drafts, or are let go."""

from .drafting import ChosenManuscript, import_manuscripts
from .receiving import MAX_FILES, begin_import, discard_import, receive_file, refuse_unsent

__all__ = [
    "MAX_FILES",
    "ChosenManuscript",
    "begin_import",
    "discard_import",
    "import_manuscripts",
    "receive_file",
    "refuse_unsent",
]
