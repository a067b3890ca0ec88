import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProofRound(models.IntegerChoices):
    FIRST = 1, pgettext_lazy("proof-reading", "first proof")
    SECOND = 2, pgettext_lazy("proof-reading", "second proof")
    THIRD = 3, pgettext_lazy("proof-reading", "third proof")


class ProofReadingQuerySet(models.QuerySet):
    def about(self, thing):
        """The ticks on a page or snippet, whatever its revision."""
        return self.filter(content_type=thing.get_base_content_type(), object_id=str(thing.pk))


class ProofReading(models.Model):
    """Somebody has read a proof (一校, 二校, 三校) of the version that is being made, and ticked it.

    `content_hash` is that of the text that was read, as `proofs.text` reads it. Of one round there is one tick; when
    the text is read once more the new tick takes the old one's place. The rows go with the approval, whose record keeps
    them, and with the thing.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    round = models.PositiveSmallIntegerField(_("round"), choices=ProofRound)
    content_hash = models.CharField(max_length=64)
    # The number stays when the revision is gone.
    revision = models.BigIntegerField(_("version"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("read by")
    )
    by_name = models.CharField(max_length=60)
    by_number = models.CharField(max_length=20)
    at = models.DateTimeField(_("read at"))

    objects = ProofReadingQuerySet.as_manager()

    class Meta:
        ordering = ["round"]
        verbose_name = _("proof-reading")
        verbose_name_plural = _("proof-readings")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "round"], name="approval_proofreading_one_per_round"
            ),
            models.CheckConstraint(
                condition=models.Q(round__in=ProofRound.values), name="approval_proofreading_is_one_of_three"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="in_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NEW.round > 1 AND NOT EXISTS (
                        SELECT 1 FROM approval_proofreading
                        WHERE content_type_id = NEW.content_type_id AND object_id = NEW.object_id
                            AND round = NEW.round - 1
                    )
                    THEN
                        RAISE EXCEPTION 'Proof-readings are ticked in their order';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.get_round_display()}: {self.by_name}"
