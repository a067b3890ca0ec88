from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("activities")

    def ready(self):
        from approval.schedule import register_changes
        from notices.kinds import register_kinds
        from people.registry import on_leaving, opens_editor
        from signups.registry import Thing, register_thing

        from . import signal_handlers
        from .budget.leaving import name_unfinished_expenses
        from .budget.notice_kinds import KINDS as BUDGET_KINDS
        from .budget.own_section import register as register_own_budgets
        from .budget.personal_data import register as register_expenses
        from .changes import next_change
        from .leaving import MEMBERS_LEFT, end_club_memberships
        from .notice_kinds import KINDS
        from .own_section import register as register_own_section
        from .personal_data import register
        from .planning import dates_of
        from .rating import figures, own_section, publishing
        from .rating import personal_data as rating_data
        from .rating.notice_kinds import KINDS as RATING_KINDS
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
        register_expenses()
        register_own_section()
        register_own_budgets()
        on_leaving(end_club_memberships)
        on_leaving(name_unfinished_expenses)
        register_changes(next_change)
        figures.register()
        publishing.register()
        rating_data.register()
        own_section.register()
        register_kinds(
            [MEMBERS_LEFT, *KINDS, *RATING_KINDS],
            club=_("club"),
            names=_("names"),
            venue=_("venue"),
            dates=_("dates"),
            points=pgettext_lazy("of a rating", "points"),
            until=_("last day"),
        )
        register_kinds(BUDGET_KINDS, amount=_("amount"), year=_("year"))
