from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class ContestEvent(Orderable):
    """One event of a sports meeting, in which all teams are ranked: a relay by its time, skipping by the number."""

    class Better(models.TextChoices):
        LESS = "less", _("the smaller number wins, such as a time")
        MORE = "more", _("the larger number wins, such as points")

    contest = ParentalKey(
        "contests.Contest", on_delete=models.CASCADE, related_name="events", verbose_name=_("contest")
    )
    name = models.CharField(_("name"), max_length=40)
    better = models.CharField(_("who wins"), max_length=4, choices=Better, default=Better.LESS)
    unit = models.CharField(_("unit"), max_length=10, blank=True, help_text=_("For example: seconds, points."))

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("better"), FieldPanel("unit")])]

    class Meta(Orderable.Meta):
        verbose_name = _("event of a contest")
        verbose_name_plural = _("events of a contest")
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "name"],
                name="contests_contestevent_once",
                violation_error_message=_("This event stands here twice."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def less_is_better(self) -> bool:
        return self.better == self.Better.LESS
