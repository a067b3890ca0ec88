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
        from .leaving import MEMBERS_LEFT, end_club_memberships
        from .membership.following import follow
        from .membership.own_places import address_of_list, address_of_page
        from .membership.personal_data import register as register_memberships
        from .notice_kinds import KINDS, PLACES
        from .own_section import register as register_own_section
        from .personal_data import register
        from .planning import dates_of
        from .rules import (
            about,
            about_club,
            activities_led_by,
            activities_of_own_clubs,
            belongs_to,
            belongs_to_its_club,
            clubs_led_by,
            clubs_of,
            leaders_of,
            leaders_of_its_club,
            leads,
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
        register_thing(
            "activities.clubpage",
            Thing(
                keeps_list=leads,
                belongs=belongs_to,
                about=about_club,
                kept_by=clubs_led_by,
                keepers=leaders_of,
                belonged_to=clubs_of,
                follow=follow,
                own_page=address_of_page,
                own_list=address_of_list,
            ),
        )
        register()
        register_memberships()
        register_own_section()
        on_leaving(end_club_memberships)
        register_changes(next_change)
        register_kinds([MEMBERS_LEFT, *KINDS], **PLACES)
