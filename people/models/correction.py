from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Correction(models.Model):
    """What a member has changed in their own data, for the office to see: which field, from what to what."""

    class Field(models.TextChoices):
        MOBILE = "mobile", _("mobile number")
        EMAIL = "email", _("e-mail address")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="corrections", verbose_name=_("member")
    )
    field = models.CharField(_("what was corrected"), max_length=10, choices=Field)
    old = models.CharField(_("before"), max_length=254, blank=True)
    new = models.CharField(_("after"), max_length=254, blank=True)
    at = models.DateTimeField(_("corrected at"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(old=models.F("new")), name="people_correction_changes_something")
        ]
        verbose_name = _("correction by a member")
        verbose_name_plural = _("corrections by members")

    def __str__(self):
        return f"{self.member}: {self.get_field_display()}"
