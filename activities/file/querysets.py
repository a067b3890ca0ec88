from datetime import timedelta

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

# How long the archive lies ready for whoever asked for it.
READY_FOR = timedelta(days=7)
# A job gives a sign of life with every file that it adds; the longest single step is the PDF of many pages.
SILENT_FOR = timedelta(minutes=5)


class ActivityFileQuerySet(models.QuerySet):
    def of_asker(self, member):
        return self.filter(asked_by=member)

    def about(self, session):
        """Those of this date, and those of periods of its offering."""
        return self.filter(models.Q(session=session) | models.Q(session=None, offering=session.offering_id))

    def covering(self, session):
        """Those in which this date stands."""
        day = timezone.localdate(session.starts_at)
        return self.about(session).filter(
            models.Q(session=session) | models.Q(begins_on__lte=day, ends_on__gte=day),
            state__in=self.model.STANDING_STATES,
        )

    def silent(self):
        """Those whose worker has died, as far as one can tell."""
        since = Coalesce("seen_at", "asked_at")
        return (
            self.filter(state__in=self.model.OPEN_STATES)
            .alias(since=since)
            .filter(since__lt=timezone.now() - SILENT_FOR)
        )

    def expired(self):
        """Those whose archive has lain ready for long enough."""
        return self.filter(state=self.model.State.READY, made_at__lt=timezone.now() - READY_FOR)
