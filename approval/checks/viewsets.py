from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from approval.models.checked_word import CheckedWord


def severity_in_words(word: CheckedWord) -> str:
    return word.get_severity_display() or _("as its kind")


class CheckedWordIndexView(IndexView):
    """The list, with the ways out to Excel and, for those who keep it, in from it."""

    @property
    def header_more_buttons(self):
        buttons = [
            *super().header_more_buttons,
            HeaderButton(_("Export to Excel"), reverse("approval_export_words"), icon_name="download"),
        ]
        if self.user_has_permission("add"):
            buttons.append(HeaderButton(_("Import from Excel"), reverse("approval_import_words"), icon_name="upload"))
        return buttons


class CheckedWordViewSet(ModelViewSet):
    model = CheckedWord
    icon = "warning"
    index_view_class = CheckedWordIndexView
    form_fields = ["word", "kind", "advice", "severity"]
    list_display = [
        "word",
        Column("get_kind_display", label=_("kind")),
        "advice",
        Column("severity", label=_("how strict"), accessor=severity_in_words),
    ]
    list_filter = ["kind", "severity"]
    search_fields = ["word", "advice"]
    search_backend_name = None
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["word", "kind", "advice", "severity"]
    menu_label = _("Words to look at")
    menu_order = 310
    add_to_admin_menu = True
