from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from approval.models import ApprovedSnippet
from approval.models.approved_snippet import ApprovedSnippetQuerySet

from ..isbn import normalise_isbn
from .copy import Copy


class BookQuerySet(ApprovedSnippetQuerySet):
    def with_card_data(self):
        """Fetch what a shelf of books shows, in a constant number of queries."""
        # Counted beside the rows: grouping them would lose their order.
        present = Copy.objects.filter(book=models.OuterRef("pk"), withdrawn_on=None).order_by().values("book")
        count = models.Subquery(present.annotate(number=models.Count("pk")).values("number"))
        return (
            self.select_related("cover").prefetch_related("cover__renditions").annotate(copies_count=Coalesce(count, 0))
        )


class Book(index.Indexed, ApprovedSnippet):
    """What is said of a title: its public entry. What stands on the shelf is a `Copy`."""

    class Subject(models.TextChoices):
        TCM = "tcm", _("Chinese medicine")
        MEDICINE = "medicine", _("medicine and nursing")
        LITERATURE = "literature", _("literature")
        HISTORY = "history", _("history")
        PHILOSOPHY = "philosophy", _("philosophy")
        PSYCHOLOGY = "psychology", _("psychology")
        SCIENCE = "science", _("science")
        ART = "art", _("art")
        LIFE = "life", _("life and health")
        CHILDREN = "children", _("for children")

    title = models.CharField(pgettext_lazy("of a book", "title"), max_length=120)
    author = models.CharField(_("author"), max_length=120)
    publisher = models.CharField(_("publisher"), max_length=80, blank=True)
    year = models.PositiveSmallIntegerField(_("year of publication"), null=True, blank=True)
    isbn = models.CharField(
        "ISBN", max_length=17, blank=True, help_text=_("With or without hyphens; the check digit is verified.")
    )
    call_number = models.CharField(_("call number"), max_length=40, blank=True)
    subject = models.CharField(_("subject"), max_length=12, choices=Subject, default=Subject.LITERATURE)
    cover = models.ForeignKey(
        "cms.UnionImage", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cover")
    )
    description = models.TextField(_("description"), max_length=1000, blank=True)
    arrived_on = models.DateField(_("arrived on"), null=True, blank=True, help_text=_("New arrivals are listed by it."))
    donor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("given by")
    )

    objects = BookQuerySet.as_manager()

    # The title stands beside it, so that a cover needs no description.
    decorative_pictures = ("cover",)

    panels = [
        FieldPanel("title"),
        FieldPanel("author"),
        FieldRowPanel([FieldPanel("publisher"), FieldPanel("year")]),
        FieldRowPanel([FieldPanel("isbn"), FieldPanel("call_number")]),
        FieldPanel("subject"),
        FieldPanel("cover"),
        FieldPanel("description"),
        MultiFieldPanel([FieldPanel("arrived_on"), FieldPanel("donor")], heading=_("Arrival")),
    ]
    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("author"),
        index.AutocompleteField("title"),
        index.AutocompleteField("author"),
        index.SearchField("description"),
        index.AutocompleteField("isbn"),
        index.AutocompleteField("call_number"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("book")
        verbose_name_plural = _("books")

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.isbn:
            try:
                self.isbn = normalise_isbn(self.isbn)
            except ValidationError as error:
                raise ValidationError({"isbn": error}) from error

    def with_content_json(self, content):
        """As it was written, without a donor whose data was emptied since: an edit does not name them anew."""
        book = super().with_content_json(content)
        if book.donor and book.donor.emptied_at:
            book.donor = None
        return book

    def get_absolute_url(self):
        return reverse("book", args=[self.pk])

    def get_preview_template(self, request, mode_name):
        return "reading/book.html"

    def get_preview_context(self, request, mode_name):
        return {"book": self, "request": request}
