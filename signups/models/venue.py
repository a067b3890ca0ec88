from datetime import date, datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from ..querysets import VenueQuerySet

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
    is_bookable = models.BooleanField(_("members book it"), default=False)
    slot_minutes = models.PositiveSmallIntegerField(
        _("minutes of a slot"), default=60, validators=[MinValueValidator(15), MaxValueValidator(480)]
    )
    slot_places = models.PositiveSmallIntegerField(
        _("places of a slot"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("1: whoever books it has the room to themselves. More: so many use it at once, as in a gym."),
    )
    book_days_ahead = models.PositiveSmallIntegerField(
        _("booked at most days ahead"), default=14, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    book_limit = models.PositiveSmallIntegerField(
        _("bookings per member"),
        default=3,
        validators=[MinValueValidator(1)],
        help_text=_("How many coming slots one member may hold at once."),
    )
    audience = models.ForeignKey(
        "people.Audience",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for whom"),
        help_text=_("Empty: all staff."),
    )

    objects = VenueQuerySet.as_manager()

    # The office keeps it without approval: its name stands in calendars as a place, as a department's does.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["name"]
        verbose_name = pgettext_lazy("to be reserved", "venue")
        verbose_name_plural = _("venues")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("venue", args=[self.pk])

    def slots_of(self, day: date) -> list[tuple[datetime, datetime]]:
        """Return when the slots of a day begin and end, by its opening hours; none on a day on which it is closed."""
        if any(closure.starts_on <= day <= closure.ends_on for closure in self.closures.all()):
            return []
        length, found = timedelta(minutes=self.slot_minutes), []
        for stretch in self.hours.all():
            if stretch.weekday != day.weekday():
                continue
            begins = timezone.make_aware(datetime.combine(day, stretch.opens))
            closes = timezone.make_aware(datetime.combine(day, stretch.closes))
            while begins + length <= closes:
                found.append((begins, begins + length))
                begins += length
        return found


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


class Closure(models.Model):
    """Days on which a venue is closed: it is renovated, or its keeper is away."""

    venue = ParentalKey(Venue, on_delete=models.CASCADE, related_name="closures", verbose_name=_("venue"))
    starts_on = models.DateField(_("closed from"))
    ends_on = models.DateField(_("closed until"))
    reason = models.CharField(_("reason"), max_length=100)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["starts_on"]
        verbose_name = _("closed days")
        verbose_name_plural = _("closed days")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="signups_closure_ends_after_it_starts",
                violation_error_message=_("The last day cannot be before the first."),
            )
        ]

    def __str__(self):
        return f"{self.starts_on} – {self.ends_on}: {self.reason}"
