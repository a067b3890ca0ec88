from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn

from approval.viewsets import ApprovedSnippetViewSet

from .models import Publication


class PublicationViewSet(ApprovedSnippetViewSet):
    model = Publication
    icon = "clipboard-list"
    menu_label = _("Publication for objection")
    menu_order = 225
    add_to_admin_menu = True
    list_display = ["title", "working_days", UpdatedAtColumn()]
