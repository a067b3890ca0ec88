from django.contrib.admin import SimpleListFilter
from django.utils.translation import gettext_lazy as _

from people.records import RecordAdmin, WrittenByItself

from .kinds import kinds
from .models import Delivery, Notice


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
    permission_helper_class = WrittenByItself
    about_people = "recipient"
    menu_label = _("Notices sent")
    menu_icon = "mail"
    menu_order = 320
    list_display = ["about", "recipient", "created_at", "ways", "read_at"]
    list_filter = [KindFilter, "created_at"]
    list_select_related = ["recipient"]
    search_fields = ["recipient__name", "recipient__employee_number"]
    inspect_view_fields = ["about", "recipient", "created_at", "ways", "read_at", "received_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("deliveries")

    def name_of(self, notice):
        # Its subject is text too.
        return notice.about()


class DeliveryAdmin(RecordAdmin):
    """Who was not reached by which way, and why."""

    model = Delivery
    permission_helper_class = WrittenByItself
    about_people = "recipient"
    menu_label = _("Deliveries")
    menu_icon = "resubmit"
    menu_order = 325
    list_display = ["recipient", "about", "channel", "state", "why", "attempts", "changed_at"]
    list_filter = ["state", "channel", "changed_at"]
    list_select_related = ["notice__recipient"]
    search_fields = ["notice__recipient__name", "notice__recipient__employee_number"]
    inspect_view_fields = ["recipient", "about", "channel", "state", "why", "attempts", "changed_at"]
