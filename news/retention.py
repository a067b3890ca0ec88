from django.utils import timezone

from .actions import discard_import
from .models import ManuscriptImport
from .querysets import IMPORT_KEPT_FOR
from .storage import ImportStorage


def forget_expired() -> int:
    """Remove imports older than a day, saved or not, and folders that old; returns how many imports."""
    expired = list(ManuscriptImport.objects.expired())
    for batch in expired:
        discard_import(batch)
    storage = ImportStorage()
    # A process that was killed between its commit and the removal of the files leaves a folder without an import.
    for folder in storage.folders_older_than(timezone.now() - IMPORT_KEPT_FOR):
        storage.remove_folder(folder)
    return len(expired)
