import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Confirmation(models.Model):
    """Somebody has read what is public and says that it still holds. Nothing of the content changes.

    A record: it is added to and never changed, and it outlives the page and the person.
    """

    content_type = models.ForeignKey(ContentType, models.DO_NOTHING, related_name="+", db_constraint=False)
    object_id = models.CharField(max_length=255)
    title = models.CharField(_("title"), max_length=255)
    # What was public then; the number stays when the revision is gone.
    revision_number = models.BigIntegerField(_("version"), null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed at"))

    # A record, not content: the index of references would be written with every act and never asked.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-confirmed_at", "-pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id", "-confirmed_at"], name="approval_confirmation_last")
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")

    def __str__(self):
        return f"{self.title}, {self.confirmed_at:%Y-%m-%d}"
