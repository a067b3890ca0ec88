from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import employee_number_field


class FormerNumber(models.Model):
    """An employee number that a member had before: one person keeps one history when 临聘 become regular."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="former_numbers", verbose_name=_("member")
    )
    number = employee_number_field(db_index=True)
    until = models.DateTimeField(_("until"), auto_now_add=True)
    roster = models.ForeignKey(
        "people.RosterImport", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("roster import")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-until", "-pk"]
        verbose_name = _("former employee number")
        verbose_name_plural = _("former employee numbers")

    def __str__(self):
        return self.number
