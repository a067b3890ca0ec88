"""Which live or submitted thing uses which picture or document. Such a file is superseded by a new one: it is neither
replaced nor deleted.
"""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .errors import FileInUse
from .visibility import Visibility

NAMED_THINGS = 3
LIBRARIES = {"image": "wagtailimages:index", "document": "wagtaildocs:index"}


def refuse_while_used(collector, field, uses, using) -> None:
    """What deleting a used file meets (an `on_delete`). Raises FileInUse."""
    file = getattr(uses[0], field.name)
    sentence = _(
        "“%(file)s” cannot be deleted: %(things)s, public or waiting for approval, uses it. "
        "Take it out there first; once that is approved, it can be deleted."
    )
    things = _titles([use for use in uses if _file_id(use) == file.pk])
    raise FileInUse(sentence % {"file": file, "things": things}, leads_to=LIBRARIES[field.name])


def refuse_replacement(file) -> None:
    """Raise FileInUse when something live or submitted uses the image or document `file`."""
    uses = list(file.uses.select_related("base_content_type").order_by("pk"))
    if not uses:
        return
    sentence = _(
        "The file of “%(file)s” cannot be replaced: %(things)s, public or waiting for approval, uses it, and stays as "
        "it was approved. Upload the new version as a new file and choose that one there."
    )
    raise FileInUse(sentence % {"file": file, "things": _titles(uses)})


def _file_id(use: "FileUse") -> int:
    return use.image_id or use.document_id


def _titles(uses: Sequence["FileUse"]) -> str:
    named = "、".join(_("“%(title)s”") % {"title": use.thing} for use in uses[:NAMED_THINGS])
    if len(uses) > NAMED_THINGS:
        return _("%(titles)s and %(count)s more") % {"titles": named, "count": len(uses) - NAMED_THINGS}
    return named


class FileUse(models.Model):
    """One file in one thing. `visibility` is what the use lends to the file: public, staff or audience while the thing
    is live, private where it waits for a review or for its hour. `until` is the hour at which the live thing expires.

    The rows follow from live content and submitted revisions, and can be made again from them at any time
    (`file_visibility.recompute_everything`).
    """

    image = models.ForeignKey("cms.UnionImage", refuse_while_used, null=True, related_name="uses")
    document = models.ForeignKey("cms.UnionDocument", refuse_while_used, null=True, related_name="uses")
    base_content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    # The same thing, where it is a page: who may read that, the pages above it say as well. The rows of a page that is
    # deleted go with what follows from it (`file_visibility.refresh_uses`), so that its files are found.
    page = models.ForeignKey(
        "wagtailcore.Page", models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    visibility = models.CharField(max_length=8, choices=Visibility)
    until = models.DateTimeField(null=True)

    # The index of references lists content; this table is made from content.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = gettext_lazy("use of a file")
        verbose_name_plural = gettext_lazy("uses of files")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(image__isnull=False, document__isnull=True)
                | models.Q(image__isnull=True, document__isnull=False),
                name="cms_fileuse_exactly_one_file",
            ),
            models.UniqueConstraint(
                fields=["base_content_type", "object_id", "image"], name="cms_fileuse_image_once_per_thing"
            ),
            models.UniqueConstraint(
                fields=["base_content_type", "object_id", "document"], name="cms_fileuse_document_once_per_thing"
            ),
        ]

    def __str__(self):
        return f"{self.base_content_type_id}.{self.object_id}: {_file_id(self)}"

    @property
    def thing(self) -> models.Model | None:
        """The page or snippet; None when it is gone."""
        model = self.base_content_type.model_class()
        return model and model._base_manager.filter(pk=self.object_id).first()
