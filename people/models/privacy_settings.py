from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="lock")
class PrivacySettings(BaseGenericSetting):
    """What members correct themselves, how long the data of leavers is kept, and whom to ask."""

    corrects_mobile = models.BooleanField(
        _("members correct their mobile number"),
        default=True,
        help_text=_("On the page “My data”. Every correction is listed for the office."),
    )
    corrects_email = models.BooleanField(_("members correct their e-mail address"), default=True)
    leavers_kept_for = models.PositiveSmallIntegerField(
        _("years that the data of leavers is kept"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("After that everything personal of who left or died is emptied. The retired stay."),
    )
    contact = models.CharField(
        _("whom to ask about personal data"),
        max_length=120,
        blank=True,
        help_text=_("Shown on the public page about privacy. Empty: the union's telephone and address."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("corrects_mobile"), FieldPanel("corrects_email")], heading=_("Corrections")),
        FieldPanel("leavers_kept_for"),
        FieldPanel("contact"),
    ]

    class Meta:
        verbose_name = _("privacy settings")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(leavers_kept_for__gte=1), name="people_privacysettings_kept_for_a_year_at_least"
            )
        ]

    @classmethod
    def current(cls) -> "PrivacySettings":
        """Return what the office has set, or the defaults; unlike `load` it never writes."""
        return cls.objects.first() or cls()

    @property
    def correctable(self) -> list[str]:
        """The fields of a member that members correct themselves."""
        return [name for name, may in (("mobile", self.corrects_mobile), ("email", self.corrects_email)) if may]
