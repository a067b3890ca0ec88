from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..querysets import SecondFactorRemovalQuerySet


class SecondFactorRemoval(models.Model):
    """That somebody took a member's second factor off, such as after the loss of a phone: who, when and why."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="second_factor_removals", verbose_name=_("member")
    )
    # Nobody: at the server itself, by its command.
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("taken off by")
    )
    removed_at = models.DateTimeField(_("taken off at"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=200)

    wagtail_reference_index_ignore = True

    objects = SecondFactorRemovalQuerySet.as_manager()

    class Meta:
        ordering = ["-removed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(removed_by=None) | ~models.Q(removed_by=models.F("member")),
                name="people_secondfactorremoval_not_ones_own",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="people_secondfactorremoval_has_a_reason"),
        ]
        verbose_name = _("removal of a second factor")
        verbose_name_plural = _("removals of second factors")

    def __str__(self):
        return f"{self.member} {timezone.localtime(self.removed_at):%Y-%m-%d}"
