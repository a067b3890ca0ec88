from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn

from approval.viewsets import ApprovedSnippetViewSet

from .models import Book


class BookViewSet(ApprovedSnippetViewSet):
    model = Book
    icon = "openquote"
    menu_label = _("Books")
    menu_order = 230
    add_to_admin_menu = True
    list_display = ["title", "author", "call_number", "subject", UpdatedAtColumn()]
    list_filter = ["subject"]
