"""Files that no receipt knows: their process was killed between the file and its row."""

from ..models import Receipt
from .storage import ReceiptsStorage


def sweep() -> int:
    """Delete stray files; returns how many. What a receipt names is never deleted."""
    return ReceiptsStorage().delete_strays(Receipt.objects.all())
