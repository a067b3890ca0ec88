from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]


class Venue(ClusterableModel):
    """A room or a court of which somebody keeps the hours. It is not used twice at once."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    campus = models.ForeignKey(
        "people.Campus", models.PROTECT, null=True, blank=True, related_name="venues", verbose_name=_("campus")
    )
    directions = models.CharField(_("how to get there"), max_length=160, blank=True)
    is_open = models.BooleanField(_("in use"), default=True)

    # The office keeps it without approval: its name stands in calendars as a place, as a department's does.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["name"]
        verbose_name = _("venue")
        verbose_name_plural = _("venues")

    def __str__(self):
        return self.name


class OpeningHours(models.Model):
    """From when until when a venue is open on one weekday; one row for each stretch."""

    venue = ParentalKey(Venue, on_delete=models.CASCADE, related_name="hours", verbose_name=_("venue"))
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=WEEKDAYS)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")),
                name="signups_openinghours_close_after_opening",
                violation_error_message=_("A venue closes after it has opened."),
            ),
            models.UniqueConstraint(
                fields=["venue", "weekday", "opens"],
                name="signups_openinghours_once",
                violation_error_message=_("These hours are there already."),
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"
