from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import EditView, IndexView

from approval.viewsets import ApprovedSnippetViewSet, FoundByPeople

from .models import Honour


class HonourEditView(EditView):
    """The editor, with the way to the publication of the recipients for objection."""

    @property
    def header_buttons(self):
        address = reverse("put_honour_forward", args=[self.object.pk])
        return [
            *super().header_buttons,
            HeaderButton(_("Publish the recipients for objection"), address, icon_name="clipboard-list"),
        ]


class HonourIndexView(FoundByPeople, IndexView):
    people = "recipients__member"


class HonourViewSet(ApprovedSnippetViewSet):
    model = Honour
    icon = "pick"
    index_view_class = HonourIndexView
    edit_view_class = HonourEditView
    menu_label = _("Honours")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["title", "level", "rank", "date", UpdatedAtColumn()]
    list_filter = ["level", "kind", "date"]
