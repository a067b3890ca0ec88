from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.viewsets.model import ModelViewSet

from .models import WorkAccount


class WorkAccountViewSet(ModelViewSet):
    """Who is known at WeCom or DingTalk by another name than the employee number."""

    model = WorkAccount
    icon = "user"
    exclude_form_fields = []
    list_display = ["member", "channel", "account"]
    list_filter = ["channel"]
    search_fields = ["account", "member__name", "member__employee_number"]
    inspect_view_enabled = False
    copy_view_enabled = False
    menu_order = 330
    add_to_settings_menu = True

    def formfield_for_dbfield(self, db_field, **kwargs):
        # With the choosers that are registered, such as that of members.
        return formfield_for_dbfield(db_field, **kwargs)
