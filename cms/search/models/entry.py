"""What a reader's search looks through: one row for each live thing, and for each further part of a long text."""

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ...restriction import pages_closed_to
from ..kinds import all_kinds


class SearchEntryQuerySet(models.QuerySet):
    def open_to(self, reader):
        """Narrow to what `reader`, a member or an anonymous visitor, may read."""
        entries = self
        for closed in pages_closed_to(reader):
            entries = entries.exclude(page__in=closed)
        for kind in all_kinds():
            if kind.open_to:
                things = Exists(kind.open_to(reader, OuterRef("object_id")))
                entries = entries.filter(~Q(kind=kind.key) | things)
        return entries


class SearchEntry(models.Model):
    """What is kept of one live thing for those who search: the words of its last approved version, and whose page it
    belongs to, by which readers are admitted. It is made anew from the thing at any time (`entries`).
    """

    kind = models.CharField(max_length=16)
    base_content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    part = models.PositiveSmallIntegerField(default=0)
    # Itself, of a page; of what belongs to a page, that page. Who may read the page may read it.
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, null=True, related_name="+")
    title = models.CharField(max_length=255)
    # The title as titles are compared.
    title_key = models.CharField(max_length=255)
    # Of people and departments, as they are published with it, one on each line.
    names = models.TextField(blank=True)
    date = models.DateField(null=True)
    department = models.ForeignKey("people.Department", models.SET_NULL, null=True, related_name="+")
    title_vector = SearchVectorField()
    vector = SearchVectorField()

    objects = SearchEntryQuerySet.as_manager()

    # It follows from content.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(
                fields=["base_content_type", "object_id", "part"], name="cms_searchentry_one_of_each_part"
            )
        ]
        indexes = [
            models.Index(fields=["kind", "object_id"], name="cms_searchentry_thing"),
            GinIndex(fields=["vector"], name="cms_searchentry_words", fastupdate=False),
            GinIndex(fields=["title_vector"], name="cms_searchentry_titles", fastupdate=False),
        ]

    def __str__(self):
        return self.title
