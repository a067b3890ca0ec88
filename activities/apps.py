from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("activities")

    def ready(self):
        from approval.schedule import register_changes
        from cms.act_addresses import register_acts
        from notices.kinds import register_kinds
        from people.registry import on_leaving, opens_editor
        from signups.registry import Thing, register_thing

        from . import act_addresses, own_section, personal_data, search, signal_handlers
        from .budget import part as budget
        from .changes import next_change
        from .file import part as file
        from .leaving import end_club_memberships
        from .membership import part as membership
        from .notice_kinds import KINDS, PLACES
        from .planning import dates_of
        from .rating import part as rating
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
        search.register()
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
        register_acts(act_addresses.PAGES)
        register_kinds(KINDS, **PLACES)
        register_changes(next_change)
        personal_data.register()
        own_section.register()
        on_leaving(end_club_memberships)
        for part in (membership, rating, file, budget):
            part.register()
