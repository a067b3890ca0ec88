from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn

from approval.viewsets import ApprovedSnippetViewSet

from .models import RecurringActivity


class RecurringActivityViewSet(ApprovedSnippetViewSet):
    model = RecurringActivity
    icon = "calendar-alt"
    menu_label = _("Activities")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["title", "kind", "club", "venue", UpdatedAtColumn()]
    list_filter = ["kind", "club"]
