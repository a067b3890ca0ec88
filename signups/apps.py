from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignUpsConfig(AppConfig):
    name = "signups"
    verbose_name = _("sign-ups")

    def ready(self):
        from notices.kinds import register_kinds
        from people.registry import on_leaving

        from .answers.panels import register as register_answers_panels
        from .answers.personal_data import register_answers
        from .attendance import own_section as attendance_own_section
        from .attendance import panels as attendance_panels
        from .attendance.personal_data import register_attendance
        from .draws import panels as draws
        from .draws.personal_data import register_draws
        from .leaving import end_sign_ups
        from .notice_kinds import KINDS, PLACES
        from .organising.own_section import register as register_kept_dates
        from .organising.panels import register as register_way_to_the_list
        from .own.own_section import register as register_own_section
        from .personal_data import register as register_personal_data
        from .quotas import own_section as own_quotas
        from .quotas import panels as quotas
        from .swaps import panels as swaps
        from .swaps.personal_data import register_swaps

        register_kinds(KINDS, **PLACES)
        register_own_section()
        register_kept_dates()
        register_way_to_the_list()
        register_answers_panels()
        for part in (attendance_panels, attendance_own_section, draws, quotas, own_quotas, swaps):
            part.register()
        register_personal_data()
        register_attendance()
        register_answers()
        register_draws()
        register_swaps()
        on_leaving(end_sign_ups)
