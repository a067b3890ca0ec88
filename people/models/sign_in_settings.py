from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

LONGEST_DAYS = 90


@register_setting(icon="key")
class SignInSettings(BaseGenericSetting):
    """What the administrator decides about signing in."""

    code_days = models.PositiveSmallIntegerField(
        _("days that a sign-in code is valid"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_DAYS)],
        help_text=_("From the printing of the slip. Codes that are printed already keep their date."),
    )

    panels = [FieldPanel("code_days")]

    class Meta:
        verbose_name = _("sign-in")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code_days__range=(1, LONGEST_DAYS)), name="people_signinsettings_code_days"
            )
        ]

    @classmethod
    def current(cls) -> "SignInSettings":
        """Return what the administrator has set, or the defaults; unlike `load` it never writes."""
        return cls.objects.first() or cls()
