from django.core.paginator import Paginator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from cms.blocks import TEXT_FEATURES, table_block
from cms.pages import UnionPage
from cms.search.finding import things_matching

from .book import Book

PAGE_LENGTH = 24
NEW_ARRIVALS = 12


class ReadingRoomPage(UnionPage):
    introduction = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)
    opening_hours = StreamField([("table", table_block())], verbose_name=_("opening hours"), blank=True, max_num=1)
    rules = RichTextField(_("rules"), blank=True, features=TEXT_FEATURES)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("introduction"),
        FieldPanel("opening_hours"),
        InlinePanel("featured", label=_("featured book"), heading=_("Featured books"), max_num=12),
        FieldPanel("rules"),
    ]
    reading_fields = ["introduction", "rules"]
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count = 1

    class Meta(UnionPage.Meta):
        verbose_name = _("reading room page")

    @cached_property
    def featured_books(self):
        """The chosen books that are live, in the chosen order, with what a shelf shows."""
        chosen = [row.book_id for row in self.featured.all()]
        books = {book.pk: book for book in Book.objects.live().filter(pk__in=chosen).with_card_data()}
        return [books[pk] for pk in chosen if pk in books]

    def get_context(self, request, *args, **kwargs):
        """Add the catalogue: `books` (a page of a paginator), `subjects`, `new_books`, and the choices made."""
        context = super().get_context(request, *args, **kwargs)
        subject = request.GET.get("subject", "")
        subject = subject if subject in Book.Subject.values else ""
        words = request.GET.get("q", "").strip()[:100]
        books = things_matching(Book.objects.live(), "books", words, request.user) if words else Book.objects.live()
        if subject:
            books = books.filter(subject=subject)
        context.update(
            books=Paginator(books.with_card_data().order_by("title", "pk"), PAGE_LENGTH).get_page(
                request.GET.get("page")
            ),
            subjects=Book.Subject.choices,
            subject=subject,
            words=words,
            new_books=Book.objects.live()
            .exclude(arrived_on=None)
            .order_by("-arrived_on", "-pk")
            .with_card_data()[:NEW_ARRIVALS],
        )
        return context


class FeaturedBook(Orderable):
    page = ParentalKey(ReadingRoomPage, on_delete=models.CASCADE, related_name="featured")
    book = models.ForeignKey(Book, models.CASCADE, related_name="+", verbose_name=_("book"))

    panels = [FieldPanel("book")]

    class Meta(Orderable.Meta):
        verbose_name = _("featured book")
