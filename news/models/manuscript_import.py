import uuid

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..importing import Manuscript
from ..manuscript_json import from_json
from ..querysets import IMPORT_KEPT_FOR, ManuscriptImportQuerySet
from ..storage import ImportStorage


class ManuscriptImport(models.Model):
    """Files that one officer uploaded together, between reading them and saving drafts. README.md says how long."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="manuscript_imports", verbose_name=_("owner")
    )
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    saved_at = models.DateTimeField(_("saved at"), null=True, blank=True)
    file_count = models.PositiveSmallIntegerField(_("number of files"), default=0)
    # Sentences, in the language of who uploaded the files.
    left_out = models.JSONField(_("left out"), default=list, blank=True)
    # Of its pictures in ImportStorage. Unique beyond this database: a clone's databases share one VAR_DIR.
    folder = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    wagtail_reference_index_ignore = True

    objects = ManuscriptImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("import of manuscripts")
        verbose_name_plural = _("imports of manuscripts")

    def __str__(self):
        return f"{self.owner}, {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def expires_at(self):
        return self.created_at + IMPORT_KEPT_FOR


class KeptManuscript(models.Model):
    """One article that was found in the files. Once it is saved or refused, its text goes and its title stays."""

    batch = models.ForeignKey(ManuscriptImport, models.CASCADE, related_name="manuscripts")
    position = models.PositiveSmallIntegerField()
    # See manuscript_json.py.
    content = models.JSONField()
    draft = models.ForeignKey("news.NewsPage", models.SET_NULL, null=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="news_keptmanuscript_one_per_position")
        ]
        verbose_name = _("manuscript")
        verbose_name_plural = _("manuscripts")

    def __str__(self):
        return self.content["title"]

    @cached_property
    def outline(self) -> Manuscript:
        """The manuscript with pictures that are empty, for everything that only shows it."""
        return from_json(self.content, lambda name: b"")

    def in_full(self) -> Manuscript:
        """Return the manuscript with its pictures. Raises FileNotFoundError when one has been removed."""
        return from_json(self.content, lambda name: self.open_picture(name).read())

    def open_picture(self, name: str):
        """Open a picture by the name under which `content` knows it."""
        return ImportStorage().open(f"{self.batch.folder}/{name}")

    @property
    def picture_names(self) -> list[str]:
        """The names of its pictures in the folder of the import, in order; a repeated picture stands repeatedly."""
        return [block["file"] for block in self.content["blocks"] if block["kind"] == "Picture"]

    @property
    def undescribed_pictures(self) -> int:
        """How many pictures of the draft have no alternative text."""
        pictures = [block["value"]["image"] for block in self.draft.body.raw_data if block["type"] == "picture"]
        return sum(not picture["alt_text"] for picture in pictures)
