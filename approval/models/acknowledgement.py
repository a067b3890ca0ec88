from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

REASON_LENGTH = 200


class AcknowledgementQuerySet(models.QuerySet):
    def about(self, thing):
        """What was acknowledged on a page or snippet, whatever its revision."""
        return self.filter(content_type=thing.get_base_content_type(), object_id=str(thing.pk))


class Acknowledgement(models.Model):
    """Somebody looked at a finding on a page or snippet and said why it may stay.

    It holds as long as the words stay the same: `fingerprint` is that of the finding. The words are kept for the
    record and can be erased with the row.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    check_code = models.CharField(_("check"), max_length=30)
    place = models.CharField(_("place"), max_length=300)
    excerpt = models.TextField(_("words found"))
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("acknowledged by")
    )
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField(_("acknowledged at"), auto_now_add=True)

    objects = AcknowledgementQuerySet.as_manager()

    # A record, not content: the index of references would be written with every act and never asked.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["at"]
        verbose_name = _("acknowledged finding")
        verbose_name_plural = _("acknowledged findings")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "fingerprint"], name="approval_acknowledgement_once"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="approval_acknowledgement_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.place}: {self.reason}"
