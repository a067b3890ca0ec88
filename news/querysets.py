from datetime import timedelta

from django.db import models
from django.utils import timezone

# How long manuscripts wait to be saved as drafts; after that they are removed, saved or not.
IMPORT_KEPT_FOR = timedelta(hours=24)


class ManuscriptImportQuerySet(models.QuerySet):
    def of(self, member):
        """What this member uploaded and may still see; nobody sees another's."""
        return self.filter(owner=member, created_at__gte=timezone.now() - IMPORT_KEPT_FOR)

    def waiting(self):
        """Imports whose manuscripts have not been saved yet."""
        return self.filter(saved_at=None)

    def expired(self):
        return self.filter(created_at__lt=timezone.now() - IMPORT_KEPT_FOR)

    def with_manuscript_count(self):
        """Add `manuscript_count`, how many manuscripts were found in its files."""
        return self.annotate(manuscript_count=models.Count("manuscripts"))
