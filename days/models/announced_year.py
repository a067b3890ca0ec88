from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class AnnouncedYear(models.Model):
    """A year whose days off and make-up days the office has entered itself, before the installed calendar knows it."""

    year = models.PositiveSmallIntegerField(
        _("year"),
        unique=True,
        validators=[MinValueValidator(2000)],
        help_text=_("Enter the year once all its days off and make-up working days stand among the calendar days."),
    )

    class Meta:
        ordering = ["year"]
        verbose_name = _("announced year")
        verbose_name_plural = _("announced years")

    def __str__(self):
        return str(self.year)
