from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("activities")

    def ready(self):
        from approval.schedule import register_changes
        from people.registry import opens_editor

        from .changes import next_change
        from .rules import leads_a_club

        opens_editor(leads_a_club)
        register_changes(next_change)
