from django.utils.translation import gettext_lazy as _

from people.records import RecordAdmin

from .models import Copy


class CopyAdmin(RecordAdmin):
    model = Copy
    menu_icon = "list-ul"
    menu_label = _("Copies")
    menu_order = 231
    list_display = ["barcode", "book", "shelf", "acquired_on"]
    list_select_related = ["book"]
    search_fields = ["barcode", "book__title"]
