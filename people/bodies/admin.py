from django.utils.translation import gettext_lazy as _

from ..models import PostHeld
from ..records import RecordAdmin, WrittenByItself


class PostHeldAdmin(RecordAdmin):
    """Who held which post when. Posts are given and ended on the pages of their bodies."""

    model = PostHeld
    about_people = "member"
    permission_helper_class = WrittenByItself
    menu_label = _("Record of posts")
    menu_icon = "list-ul"
    menu_order = 313
    list_display = ["member", "body", "post_name", "starts_on", "ends_on", "ending_name", "entered_by"]
    list_filter = ["post", "ending"]
    list_select_related = ["member", "entered_by", "body__branch", "body__union_group", "body__department"]
    search_fields = [
        "member__name",
        "member__employee_number",
        "body__branch__name",
        "body__union_group__name",
        "body__department__name",
    ]
    inspect_view_fields = [
        "member",
        "body",
        "term",
        "post",
        "starts_on",
        "entered_by",
        "entered_at",
        "ends_on",
        "ending",
        "remark",
        "ended_by",
        "ended_at",
    ]

    def post_name(self, held):
        return held.get_post_display()

    post_name.short_description = _("post held")

    def ending_name(self, held):
        return held.get_ending_display() or "—"

    ending_name.short_description = _("how it ended")
