from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("activities")

    def ready(self):
        from approval.schedule import register_changes
        from notices.kinds import register_kinds
        from people.registry import on_leaving, opens_editor

        from .changes import next_change
        from .leaving import MEMBERS_LEFT, end_club_memberships
        from .own_section import register as register_own_section
        from .personal_data import register
        from .rules import leads_a_club

        opens_editor(leads_a_club)
        register()
        register_own_section()
        on_leaving(end_club_memberships)
        register_changes(next_change)
        register_kinds([MEMBERS_LEFT], club=_("club"), names=_("names"))
