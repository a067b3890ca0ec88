from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContestsConfig(AppConfig):
    name = "contests"
    verbose_name = _("contests and festivals")

    def ready(self):
        from cms.act_addresses import register_acts
        from notices.kinds import register_kinds
        from people.registry import on_leaving
        from signups.registry import Thing, register_thing

        from . import act_addresses, search, signal_handlers
        from .leaving import take_leavers_off
        from .notice_kinds import KINDS
        from .own_section import register as register_own_section
        from .personal_data import register
        from .rules import (
            about,
            about_match,
            contests_kept_by,
            contests_open_to,
            keeps_contest,
            keeps_programme,
            leaders_of_its_club,
            may_captain,
            programmes_kept_by,
        )
        from .teams.entering import follow_sign_ups

        signal_handlers.connect()
        search.register()
        register_thing(
            "contests.contest",
            Thing(
                keeps_list=keeps_contest,
                belongs=may_captain,
                about=about,
                kept_by=contests_kept_by,
                keepers=leaders_of_its_club,
                belonged_to=contests_open_to,
                follow=follow_sign_ups,
            ),
        )
        register_thing(
            "contests.programme",
            Thing(keeps_list=keeps_programme, about=about_match, kept_by=programmes_kept_by),
        )
        register_acts(act_addresses.PAGES)
        register()
        register_own_section()
        on_leaving(take_leavers_off)
        register_kinds(
            KINDS,
            team=_("team"),
            fixture=_("fixture"),
            result=_("result"),
            when=_("date and hours"),
            where=_("where"),
            act=_("what was done"),
        )
        from .works import apps_ready as works

        works.register()
