from datetime import datetime, time

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from ..recurrence import PLANNABLE


class SingleDate(models.Model):
    """One date of an activity that is named by itself: on which it does not take place, or does in addition."""

    class Kind(models.TextChoices):
        OFF = "off", _("does not take place")
        ADDED = "added", _("takes place")

    activity = ParentalKey("activities.RecurringActivity", on_delete=models.CASCADE, related_name="single_dates")
    date = models.DateField(_("date"), validators=PLANNABLE)
    kind = models.CharField(_("what is with it"), max_length=5, choices=Kind, default=Kind.OFF)
    begins = models.TimeField(_("begins at"), null=True, blank=True, help_text=_("Empty: at the same time as always."))

    panels = [FieldRowPanel([FieldPanel("date"), FieldPanel("kind"), FieldPanel("begins")])]

    class Meta:
        ordering = ["date", "begins", "pk"]
        verbose_name = _("single date")
        verbose_name_plural = _("single dates")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "kind", "date", "begins"],
                nulls_distinct=False,
                name="activities_singledate_once",
                violation_error_message=_("This date stands here twice."),
            ),
            models.CheckConstraint(
                condition=Q(kind="added") | Q(begins=None),
                name="activities_singledate_off_has_no_hour",
                violation_error_message=_("A date on which it does not take place has no time."),
            ),
        ]

    def __str__(self):
        hour = f" {self.begins:%H:%M}" if self.begins else ""
        return f"{date_format(self.date, 'DATE_FORMAT')}{hour} {self.get_kind_display()}"

    @property
    def is_off(self) -> bool:
        return self.kind == self.Kind.OFF

    def moment(self, usual: time) -> datetime:
        """Return when it begins on the hospital's wall clock; `usual` is when the activity begins otherwise."""
        return datetime.combine(self.date, self.begins or usual)
