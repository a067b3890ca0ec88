"""What the search keeps of documents."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DocumentText(models.Model):
    """The text of a document, for the search. It goes with the document, and is made again for another file."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be read")
        READ = "read", pgettext_lazy("of a file", "read")
        PART = "part", _("read in part, the beginning of it")
        EMPTY = "empty", _("no text in it, for example only scanned pages")
        ENCRYPTED = "encrypted", _("protected by a password")
        BROKEN = "broken", pgettext_lazy("of a file", "damaged")
        TOO_LARGE = "too_large", _("too large to be read")
        TOO_LONG = "too_long", _("takes too long to be read")
        MISSING = "missing", _("the file is gone")

    # What has words to be found.
    WITH_TEXT = (State.READ, State.PART)
    # What is tried again: a storage may get its files back.
    OPEN_STATES = (State.WAITING, State.MISSING)

    document = models.OneToOneField(
        "cms.UnionDocument",
        models.CASCADE,
        primary_key=True,
        related_name="document_text",
        verbose_name=_("document"),
    )
    text = models.TextField(_("text"), blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    # Of the file that was read, as `UnionDocument.file_hash`.
    file_hash = models.CharField(max_length=40, blank=True)
    read_at = models.DateTimeField(_("read at"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(state__in=["read", "part"]) & ~Q(text="")) | (~Q(state__in=["read", "part"]) & Q(text="")),
                name="cms_documenttext_text_where_read",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", read_at=None) | (~Q(state="waiting") & Q(read_at__isnull=False)),
                name="cms_documenttext_read_at_a_moment",
            ),
        ]
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")

    def __str__(self):
        return f"{self.document}: {self.get_state_display()}"
