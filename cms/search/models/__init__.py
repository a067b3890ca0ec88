from .document_text import DocumentText
from .entry import SearchEntry

__all__ = ["DocumentText", "SearchEntry"]
