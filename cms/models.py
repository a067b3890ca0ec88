"""Our own image, rendition and document models, and the union's own words about itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from .uploads import check_document_contents


class Visibility(models.TextChoices):
    PRIVATE = "private", _("private: nothing live uses it")
    STAFF = "staff", _("signed-in staff")
    PUBLIC = "public", _("everyone")


class UnionImage(AbstractImage):
    """A picture with what must be known before it is shown: its description, and the consent of who is in it.

    The hash of the file is Wagtail's own `file_hash`.
    """

    class Consent(models.TextChoices):
        NOT_NEEDED = "not_needed", _("nobody can be recognised")
        GIVEN = "given", _("everybody in it has agreed")
        MISSING = "missing", _("not asked yet")

    consent = models.CharField(_("consent"), max_length=10, choices=Consent, default=Consent.MISSING)
    consent_note = models.CharField(
        _("note on consent"),
        max_length=200,
        blank=True,
        help_text=_("Who agreed, when and how; for children, the guardian."),
    )
    visibility = models.CharField(
        _("visibility"), max_length=8, choices=Visibility, default=Visibility.PRIVATE, editable=False
    )

    admin_form_fields = (*Image.admin_form_fields, "consent", "consent_note")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def lacks_consent(self) -> bool:
        """True when it is not known whether those in the picture agree to its being shown."""
        return self.consent == self.Consent.MISSING


class UnionRendition(AbstractRendition):
    image = models.ForeignKey(UnionImage, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class UnionDocument(AbstractDocument):
    """A file to download, or a video. The hash of the file is Wagtail's own `file_hash`."""

    visibility = models.CharField(
        _("visibility"), max_length=8, choices=Visibility, default=Visibility.PRIVATE, editable=False
    )

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self):
        super().clean()
        if self.file and not self.file._committed:
            check_document_contents(self.file)

    @property
    def is_video(self):
        return self.file_extension in ("mp4", "webm")


@register_setting(icon="home")
class UnionSettings(BaseSiteSetting):
    """What every page says of the union: names, how to reach it, the number of the public filing."""

    hospital_name = models.CharField(_("name of the hospital"), max_length=60, blank=True)
    union_name = models.CharField(_("name of the union"), max_length=60, blank=True)
    motto = models.CharField(_("motto"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=120, blank=True)
    icp_number = models.CharField(_("ICP filing number"), max_length=40, blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("hospital_name"), FieldPanel("union_name"), FieldPanel("motto")], heading=_("Names")
        ),
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("address"), FieldPanel("icp_number")], heading=_("Contact")),
    ]

    class Meta:
        verbose_name = _("about the union")
