from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from ..rules import keep_what_was_submitted


class ApprovedSnippetQuerySet(models.QuerySet):
    def live(self):
        """Rows that were approved and are public now."""
        return self.filter(live=True)


# WorkflowMixin must stand before LockableMixin: the other way round the lock during a review is silently off.
class ApprovedSnippet(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model):
    """What the public sees beside pages: drafted, reviewed and published like a page.

    Unlike Wagtail's own default, a row made in code is a draft until something publishes it.
    """

    live = models.BooleanField(_("live"), default=False, editable=False)

    objects = ApprovedSnippetQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def url(self) -> str:
        """The address where it is read, under the name that pages have for theirs."""
        return self.get_absolute_url()

    def save_revision(
        self, *args, overwrite_revision=None, previous_revision=None, log_action: bool | str = False, **kwargs
    ):
        keep_what_was_submitted(overwrite_revision)
        return super().save_revision(
            *args,
            overwrite_revision=overwrite_revision,
            previous_revision=previous_revision,
            # The log says whose words were taken up again.
            log_action=log_action or previous_revision is not None,
            **kwargs,
        )
