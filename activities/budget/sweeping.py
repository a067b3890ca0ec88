"""Files that no receipt knows: their process was killed between the file and its row."""

from datetime import timedelta

from django.utils import timezone

from ..models import Receipt
from .storage import ReceiptsStorage

# A request that still stores a file is over long before.
STRAY_AFTER = timedelta(hours=1)


def sweep() -> int:
    """Delete stray files; returns how many. What a receipt names is never deleted."""
    storage = ReceiptsStorage()
    old = storage.older_than(timezone.now() - STRAY_AFTER)
    known = set(Receipt.objects.filter(file__in=old).values_list("file", flat=True))
    strays = [name for name in old if name not in known]
    for name in strays:
        storage.delete(name)
    return len(strays)
