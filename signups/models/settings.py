from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="calendar-check")
class SignUpSettings(BaseGenericSetting):
    """What the union office sets for all sign-ups."""

    weeks_ahead = models.PositiveSmallIntegerField(
        _("weeks ahead"),
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(26)],
        help_text=_("How far ahead the dates of recurring activities are put into the calendar."),
    )
    strikes_allowed = models.PositiveSmallIntegerField(
        _("missed sign-ups allowed"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("Whoever has as many cannot sign up until the oldest of them no longer counts."),
    )
    strike_days = models.PositiveSmallIntegerField(
        _("a missed sign-up counts for days"), default=90, validators=[MinValueValidator(1), MaxValueValidator(730)]
    )
    late_cancel_weight = models.PositiveSmallIntegerField(
        _("a late cancellation counts as"),
        default=1,
        validators=[MaxValueValidator(5)],
        help_text=_("0: it does not count."),
    )
    attendance_closes_after_hours = models.PositiveSmallIntegerField(
        _("attendance closes after hours"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(168)],
        help_text=_(
            "So long after a date has ended, whoever was not ticked is noted as absent, if somebody was ticked at all."
        ),
    )
    answers_kept_days = models.PositiveSmallIntegerField(
        _("answers are kept for days"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("After the date: what was answered and attached to a sign-up is deleted then."),
    )

    panels = [
        FieldPanel("weeks_ahead"),
        FieldRowPanel([FieldPanel("strikes_allowed"), FieldPanel("strike_days")]),
        FieldRowPanel([FieldPanel("late_cancel_weight"), FieldPanel("attendance_closes_after_hours")]),
        FieldPanel("answers_kept_days"),
    ]

    class Meta:
        verbose_name = _("sign-up settings")
