from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


class Severity(models.TextChoices):
    BLOCK = "block", _("stops the submission")
    WARN = "warn", _("warns")
    OFF = "off", _("is not checked")


def _severity(label, default=Severity.WARN):
    return models.CharField(label, max_length=5, choices=Severity, default=default)


@register_setting(icon="circle-check")
class CheckSettings(BaseGenericSetting):
    """How strictly each check before a submission is taken. A field is named as its check in `approval.checks`."""

    resident_id = _severity(_("resident ID numbers"), Severity.BLOCK)
    bank_card = _severity(_("bank card numbers"), Severity.BLOCK)
    medical_number = _severity(_("medical-record and bed numbers"), Severity.BLOCK)
    mobile_number = _severity(_("mobile numbers"))
    patient_word = _severity(_("words about patients"))
    sensitive_word = _severity(_("sensitive words"))
    slip = _severity(_("words often mistaken"))
    alternative_text = _severity(_("pictures without a description"))
    consent = _severity(_("pictures without consent"))
    children = _severity(_("pictures of children without the guardian's consent"))
    broken_link = _severity(_("links that lead nowhere"))
    empty_summary = _severity(_("no summary"))
    long_title = _severity(_("long titles"))
    title_length = models.PositiveSmallIntegerField(
        _("longest title"), default=40, help_text=_("In characters. A longer one is cut off in lists and on phones.")
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel(name) for name in ("resident_id", "bank_card", "medical_number", "mobile_number")],
            heading=_("Personal numbers"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("patient_word", "sensitive_word", "slip")], heading=_("The office's words")
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("alternative_text", "consent", "children", "broken_link")],
            heading=_("Pictures and links"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("empty_summary", "long_title", "title_length")],
            heading=_("Title and summary"),
        ),
    ]

    class Meta:
        verbose_name = _("checks before a submission")

    @classmethod
    def current(cls) -> "CheckSettings":
        """Return what the office has set, or the defaults; unlike `load` it never writes."""
        return cls.objects.first() or cls()
