from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarDay(models.Model):
    """A day on which the office says otherwise than the announced calendar: a day off, or a working day."""

    class Kind(models.TextChoices):
        DAY_OFF = "off", _("day off")
        WORKING_DAY = "work", _("make-up working day")

    date = models.DateField(_("date"), unique=True)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    name = models.CharField(
        _("name"), max_length=40, help_text=_("For example: National Day, the hospital's anniversary")
    )

    class Meta:
        ordering = ["date"]
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")

    def __str__(self):
        return f"{self.date} {self.name}"
