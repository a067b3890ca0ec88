from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Look(models.Model):
    """Who looked at personal data of many people, at what, on which day: one row for a day, however often."""

    class Subject(models.TextChoices):
        ROSTER_IMPORT = "roster_import", _("rows of a roster import")
        ROSTER_EXPORT = "roster_export", _("the whole roster")

    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    subject = models.CharField(_("what"), max_length=20, choices=Subject)
    subject_id = models.BigIntegerField(default=0)
    on = models.DateField(_("day"), default=timezone.localdate)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["viewer", "subject", "subject_id", "on"], name="people_look_once_a_day")
        ]
        verbose_name = _("look at personal data")
        verbose_name_plural = _("looks at personal data")

    def __str__(self):
        return f"{self.on} {self.viewer} {self.get_subject_display()}"
