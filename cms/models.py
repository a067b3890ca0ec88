"""Our own image, rendition and document models, and the union's own words about itself."""

import shutil
import tempfile
from operator import attrgetter

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from .file_use import FileUse
from .picture_metadata import without_metadata
from .restriction import Restriction
from .search import entries
from .search.attachments.reading import expect_text
from .search.models import DocumentText, SearchEntry
from .search.promoted import PromotedResult
from .search.searches import KeptSearch
from .search.synonyms import Synonym, SynonymWord
from .stored_file import StoredFileMixin, file_in_use_stays
from .uploads import check_document_contents, check_picture_contents
from .video_metadata import Span, blank, describing_parts
from .visibility import Visibility

UNREADABLE_VIDEO = _(
    "The video is damaged, or notes where it was filmed in a way that cannot be taken out. Save it again as MP4."
)

__all__ = [
    "DocumentText",
    "FileUse",
    "KeptSearch",
    "PromotedResult",
    "Restriction",
    "SearchEntry",
    "Synonym",
    "SynonymWord",
    "UnionDocument",
    "UnionImage",
    "UnionRendition",
    "UnionSettings",
    "Visibility",
]


class UnionImage(StoredFileMixin, AbstractImage):
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

    shows_children = models.BooleanField(
        _("shows children"),
        default=False,
        help_text=_("Under 14 the guardian agrees: then the note on consent says who, when and how."),
    )

    visibility = models.CharField(
        _("visibility"), max_length=8, choices=Visibility, default=Visibility.PRIVATE, editable=False
    )

    admin_form_fields = (*Image.admin_form_fields, "shows_children", "consent", "consent_note")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        indexes = [models.Index(fields=["file"], name="cms_unionimage_file")]
        triggers = [file_in_use_stays("image")]

    def check_contents(self):
        check_picture_contents(self.file)

    def prepare_file(self):
        """Take out what the camera wrote into the picture, and turn the picture the right way up."""
        is_stored = self.file._committed
        with self.open_file() as file:
            content = file.read()
        try:
            cleaned = without_metadata(content)
        except ValueError as error:
            raise ValidationError({"file": _("The picture is damaged. Save it again as PNG or JPEG.")}) from error
        name = self.file.name
        if is_stored and cleaned != content:
            self.file.storage.delete(name)
            name = self.file.storage.save(name, ContentFile(cleaned))
            self.file = name
        elif not is_stored:
            self.file = ContentFile(cleaned, name=name)
        self._set_image_file_metadata()

    def create_renditions(self, *filters):
        """Return renditions that are stored, also when another reader has them made at the same moment.

        Wagtail ignores rows that somebody else was faster to write, and returns its own, whose file nobody may fetch.
        """
        made = super().create_renditions(*filters)
        rows = {
            (row.filter_spec, row.focal_point_key): row
            for row in self.renditions.filter(filter_spec__in=[each.spec for each in made])
        }
        for each, rendition in made.items():
            row = rows[rendition.filter_spec, rendition.focal_point_key]
            if row.file.name != rendition.file.name:
                rendition.file.delete(save=False)
                made[each] = row
        return made

    @property
    def lacks_consent(self) -> bool:
        """True when it is not known whether those in the picture agree to its being shown."""
        return self.consent == self.Consent.MISSING

    @property
    def lacks_guardians_consent(self) -> bool:
        """True when children can be recognised in it and nothing says which guardian agreed.

        The Personal Information Protection Law (article 31) asks for the guardian's consent below the age of 14.
        """
        return self.shows_children and self.consent == self.Consent.GIVEN and not self.consent_note.strip()


class RenditionQuerySet(models.QuerySet):
    def bulk_create(self, objs, *args, **kwargs):
        """In one order: Wagtail makes several sizes at once, and two readers of a new picture would wait for each
        other's rows for ever.
        """
        return super().bulk_create(sorted(objs, key=attrgetter("filter_spec", "focal_point_key")), *args, **kwargs)


class UnionRendition(AbstractRendition):
    image = models.ForeignKey(UnionImage, models.CASCADE, related_name="renditions")

    objects = RenditionQuerySet.as_manager()

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]
        indexes = [models.Index(fields=["file"], name="cms_unionrendition_file")]


class UnionDocument(StoredFileMixin, AbstractDocument):
    """A file to download, or a video. The hash of the file is Wagtail's own `file_hash`."""

    visibility = models.CharField(
        _("visibility"), max_length=8, choices=Visibility, default=Visibility.PRIVATE, editable=False
    )

    # Goes with it.
    search_entries = GenericRelation(SearchEntry, "object_id", "base_content_type")

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [models.Index(fields=["file"], name="cms_uniondocument_file")]
        triggers = [file_in_use_stays("document")]

    def check_contents(self):
        check_document_contents(self.file)
        self._describing_parts()

    def prepare_file(self):
        """Take out of an MP4 video what the camera wrote into it, such as the place."""
        spans = self._describing_parts()
        if spans:
            self._blank(spans)
        self._set_document_file_metadata()

    def follow_file(self):
        """Have its text taken out for the search."""
        expect_text(self)

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        entries.follow(self)

    def _describing_parts(self) -> list[Span]:
        if self.file_extension != "mp4":
            return []
        with self.open_file() as file:
            try:
                return describing_parts(file)
            except ValueError as error:
                raise ValidationError({"file": UNREADABLE_VIDEO}) from error
            finally:
                file.seek(0)

    def _blank(self, spans: list[Span]) -> None:
        name, is_stored = self.file.name, self.file._committed
        # Films are large, and what came in may be open for reading only.
        copy = tempfile.TemporaryFile()  # noqa: SIM115 - stays open until it has been stored
        with self.open_file() as file:
            shutil.copyfileobj(file, copy)
        blank(copy, spans)
        copy.seek(0)
        if is_stored:
            self.file.storage.delete(name)
            self.file = self.file.storage.save(name, File(copy))
        else:
            self.file = File(copy, name=name)

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
