from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignUpsConfig(AppConfig):
    name = "signups"
    verbose_name = _("sign-ups")

    def ready(self):
        from cms.act_addresses import register_acts
        from notices.kinds import register_kinds
        from people.registry import on_leaving

        from . import act_addresses, personal_data
        from .answers import panels as answers_panels
        from .answers import personal_data as answers_data
        from .attendance import own_section as missed_sign_ups
        from .attendance import panels as attendance_panels
        from .attendance import personal_data as attendance_data
        from .draws import panels as draws_panels
        from .draws import personal_data as draws_data
        from .drives import panels as drives_panels
        from .leaving import end_sign_ups
        from .notice_kinds import KINDS, PLACES
        from .organising import own_section as kept_dates
        from .organising import panels as way_to_the_list
        from .own import own_section as own_sign_ups
        from .quotas import own_section as group_places
        from .quotas import panels as quotas_panels
        from .selections import notice_kinds as selections_notices
        from .selections import own_facts
        from .selections import own_section as own_selections
        from .selections import personal_data as selections_data
        from .selections import publishing as selections_lists
        from .selections import signal_handlers as selections_signals
        from .selections import thing as selections_thing
        from .swaps import panels as swaps_panels
        from .swaps import personal_data as swaps_data

        register_acts(act_addresses.PAGES)
        register_kinds(KINDS, **PLACES)
        register_kinds(selections_notices.KINDS, **selections_notices.PLACES)
        on_leaving(end_sign_ups)
        for section in (own_sign_ups, kept_dates, missed_sign_ups, group_places, own_selections):
            section.register()
        members = (drives_panels, quotas_panels, draws_panels, attendance_panels, answers_panels, swaps_panels)
        for panels in (*members, way_to_the_list):
            panels.register()
        for kept in (personal_data, attendance_data, answers_data, draws_data, swaps_data, selections_data):
            kept.register()
        for part in (own_facts, selections_lists, selections_thing):
            part.register()
        selections_signals.connect()
