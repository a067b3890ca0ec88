from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelsearch.backends import get_search_backend

from people.records import PeopleSearchHandler, RecordAdmin

from .models import Book, Copy

# Whose words meet more books than this is looking for something else.
MOST_BOOKS = 500


class CopySearchHandler(PeopleSearchHandler):
    """A copy is found as its book is: by pinyin and in traditional characters too."""

    def search_queryset(self, queryset, search_term, **kwargs):
        found = super().search_queryset(queryset, search_term, **kwargs)
        if not search_term:
            return found
        books = [book.pk for book in get_search_backend().autocomplete(search_term, Book)[:MOST_BOOKS]]
        return queryset.filter(Q(pk__in=found.order_by().values("pk")) | Q(book__in=books))


class CopyAdmin(RecordAdmin):
    model = Copy
    menu_icon = "list-ul"
    menu_label = _("Copies")
    menu_order = 231
    list_display = ["barcode", "book", "shelf", "acquired_on"]
    list_select_related = ["book"]
    search_fields = ["barcode", "book__title"]
    search_handler_class = CopySearchHandler
