from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone


class AnswersQuerySet(models.QuerySet):
    def expired(self, days: int):
        """Those whose date was more than so many days ago, or whose sign-up has ended as long ago."""
        before = timezone.now() - timedelta(days=days)
        return self.filter(Q(sign_up__session__ends_at__lt=before) | Q(sign_up__ended_at__lt=before))

    def of_session(self, session):
        return self.filter(sign_up__session=session)

    def of_live(self):
        """Those of people who hold a place, wait for one, or are to be decided on."""
        return self.filter(sign_up__state__in=self.model._meta.get_field("sign_up").related_model.LIVE_STATES)

    def with_everything(self):
        """Fetch whose they are and all that belongs to them, in a constant number of queries."""
        return self.select_related("sign_up__member__department", "sign_up__dependant").prefetch_related(
            "attachments", "consents__agreed_by"
        )
