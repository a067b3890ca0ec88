from django.utils.translation import gettext_lazy as _

from people.records import RecordAdmin

from .models import Notice


class NoticeAdmin(RecordAdmin):
    """What was sent to whom, and whether it arrived. The text itself is the recipient's."""

    model = Notice
    menu_label = _("Notices sent")
    menu_icon = "mail"
    menu_order = 320
    list_display = ["kind", "recipient", "created_at", "mailed_at", "read_at"]
    list_filter = ["kind", "created_at"]
    list_select_related = ["recipient"]
    search_fields = ["recipient__name", "recipient__employee_number"]
    inspect_view_fields = ["kind", "recipient", "created_at", "mailed_at", "read_at"]
