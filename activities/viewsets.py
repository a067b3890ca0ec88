from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import RecurringActivity


class RecurringActivityViewSet(SnippetViewSet):
    model = RecurringActivity
    icon = "calendar-alt"
    menu_label = _("Activities")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["title", "kind", "club", "venue", UpdatedAtColumn()]
    list_filter = ["kind", "club"]
    search_fields = ["title", "venue"]
    search_backend_name = None
