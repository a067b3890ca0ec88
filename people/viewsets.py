from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.users.views.users import IndexView, UserColumn, UserViewSet

from .forms import MemberCreationForm, MemberEditForm


class MemberIndexView(IndexView):
    """Members by name and employee number; what Wagtail lists of superusers and first names is not ours."""

    page_title = _("Members")
    add_item_label = _("Add a member")

    @property
    def columns(self):
        name_column = self._get_title_column_class(UserColumn)
        return [
            name_column("name", label=_("Name"), sort_key="pinyin", get_url=self.get_edit_url, classname="name"),
            Column("employee_number", label=_("employee number"), sort_key="employee_number"),
            Column("department", label=_("department")),
            Column("get_staff_status_display", label=_("staff status"), sort_key="staff_status"),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
        ]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("department")


class MemberViewSet(UserViewSet):
    index_view_class = MemberIndexView
    menu_label = _("Members")

    def get_form_class(self, for_update=False):
        return MemberEditForm if for_update else MemberCreationForm
