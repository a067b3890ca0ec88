from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("activities")

    def ready(self):
        from approval.schedule import register_changes
        from notices.kinds import register_kinds
        from people.registry import on_leaving, opens_editor
        from signups.registry import Thing, register_thing

        from . import signal_handlers
        from .changes import next_change
        from .file.panels import register as register_file_panel
        from .file.parts.registering import register as register_file_parts
        from .file.personal_data import register as register_file_data
        from .leaving import MEMBERS_LEFT, end_club_memberships
        from .notice_kinds import KINDS
        from .own_section import register as register_own_section
        from .personal_data import register
        from .planning import dates_of
        from .rules import (
            about,
            activities_led_by,
            activities_of_own_clubs,
            belongs_to_its_club,
            leaders_of_its_club,
            leads_a_club,
            leads_its_club,
        )

        signal_handlers.connect()
        opens_editor(leads_a_club)
        register_thing(
            "activities.recurringactivity",
            Thing(
                keeps_list=leads_its_club,
                belongs=belongs_to_its_club,
                about=about,
                kept_by=activities_led_by,
                keepers=leaders_of_its_club,
                belonged_to=activities_of_own_clubs,
                dates=dates_of,
            ),
        )
        register()
        register_own_section()
        register_file_parts()
        register_file_panel()
        register_file_data()
        on_leaving(end_club_memberships)
        register_changes(next_change)
        register_kinds([MEMBERS_LEFT, *KINDS], club=_("club"), names=_("names"), venue=_("venue"), dates=_("dates"))
