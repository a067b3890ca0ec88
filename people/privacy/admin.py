"""What the office sees of privacy: what members have corrected, and who looked at what."""

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from ..models import Correction, Look
from ..records import RecordAdmin, WrittenByItself


class CorrectionAdmin(RecordAdmin):
    """What members have corrected in their own data."""

    model = Correction
    about_people = "member"
    permission_helper_class = WrittenByItself
    menu_label = _("Corrections by members")
    menu_icon = "edit"
    list_display = ["member", "get_field_display", "old", "new", "at"]
    list_filter = ["field"]
    list_select_related = ["member"]
    search_fields = ["member__name", "member__employee_number"]
    inspect_view_fields = ["member", "get_field_display", "old", "new", "at"]

    def get_field_display(self, row):
        return row.get_field_display()

    get_field_display.short_description = _("what was corrected")


class LookAdmin(RecordAdmin):
    """Who looked at personal data of others. It says whose and what, not what stood there."""

    model = Look
    permission_helper_class = WrittenByItself
    menu_label = _("Looks at personal data")
    menu_icon = "view"
    list_display = ["hour", "viewer", "subject_name", "whose", "people", "narrowed_by"]
    list_select_related = ["viewer", "member"]
    search_fields = ["viewer__name", "viewer__employee_number", "member__name", "member__employee_number"]
    inspect_view_fields = ["hour", "viewer", "subject_name", "whose", "people", "narrowed_by"]
    ordering = ["-hour", "-pk"]


class PrivacyGroup(ModelAdminGroup):
    menu_label = _("Personal data")
    menu_icon = "lock"
    menu_order = 312
    items = (CorrectionAdmin, LookAdmin)
