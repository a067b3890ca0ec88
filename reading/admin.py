from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from .models import Copy


@modeladmin_register
class CopyAdmin(ModelAdmin):
    model = Copy
    menu_icon = "list-ul"
    menu_label = _("Copies")
    menu_order = 231
    list_display = ["barcode", "book", "shelf", "acquired_on"]
    list_select_related = ["book"]
    search_fields = ["barcode", "book__title"]
