from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import MembershipChange
from ..records import RecordAdmin, WrittenByItself


class MembershipChangeAdmin(RecordAdmin):
    """Every change of a membership, whoever or whatever made it."""

    model = MembershipChange
    about_people = "member"
    permission_helper_class = WrittenByItself
    menu_label = _("Record of memberships")
    menu_icon = "list-ul"
    menu_order = 314
    list_display = ["member", "act_name", "before_name", "after_name", "on", "union", "by", "at"]
    list_filter = ["act", "after"]
    list_select_related = ["member", "by"]
    search_fields = ["member__name", "member__employee_number"]
    inspect_view_fields = ["member", "act", "before", "after", "on", "union", "remark", "by", "at"]

    def act_name(self, row):
        return row.get_act_display()

    act_name.short_description = _("what happened")

    def before_name(self, row):
        return row.get_before_display()

    before_name.short_description = pgettext_lazy("of a membership", "before")

    def after_name(self, row):
        return row.get_after_display()

    after_name.short_description = pgettext_lazy("of a membership", "after")
