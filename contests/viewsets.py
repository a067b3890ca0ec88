from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn

from approval.viewsets import ApprovedSnippetViewSet

from .models import Contest


class ContestViewSet(ApprovedSnippetViewSet):
    model = Contest
    icon = "group"
    menu_label = _("Contests")
    menu_order = 215
    add_to_admin_menu = True
    list_display = ["title", "sport", "plan", "starts_on", UpdatedAtColumn()]
    list_filter = ["plan", "entered_by"]
