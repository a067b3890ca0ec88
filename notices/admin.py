from django.contrib.admin import SimpleListFilter
from django.utils.translation import gettext_lazy as _

from people.records import RecordAdmin

from .kinds import kinds
from .models import Notice


class KindFilter(SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return kinds()

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class NoticeAdmin(RecordAdmin):
    """What was sent to whom, and whether it arrived. The text itself is the recipient's."""

    model = Notice
    menu_label = _("Notices sent")
    menu_icon = "mail"
    menu_order = 320
    list_display = ["about", "recipient", "created_at", "mailed_at", "read_at"]
    list_filter = [KindFilter, "created_at"]
    list_select_related = ["recipient"]
    search_fields = ["recipient__name", "recipient__employee_number"]
    inspect_view_fields = ["about", "recipient", "created_at", "mailed_at", "read_at"]
