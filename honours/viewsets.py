from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn

from approval.viewsets import ApprovedSnippetViewSet

from .models import Honour


class HonourViewSet(ApprovedSnippetViewSet):
    model = Honour
    icon = "pick"
    menu_label = _("Honours")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["title", "level", "rank", "date", UpdatedAtColumn()]
    list_filter = ["level", "kind", "date"]
    search_fields = ["title", "awarding_body"]
