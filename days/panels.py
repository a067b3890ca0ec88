"""What the office is reminded of on the admin's first page."""

from django.utils import timezone
from wagtail.admin.ui.components import Component

from .working_days import year_to_announce


class NotAnnouncedPanel(Component):
    """Next year's holidays are due and not entered: deadlines and activities would go by weekdays alone."""

    name = "days_not_announced"
    order = 12
    template_name = "days/panels/not_announced.html"

    def get_context_data(self, parent_context):
        keeps_days = parent_context["request"].user.has_perm("days.add_announcedyear")
        return {"year": year_to_announce(timezone.localdate()) if keeps_days else None}
