from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignUpsConfig(AppConfig):
    name = "signups"
    verbose_name = _("sign-ups")

    def ready(self):
        from notices.kinds import register_kinds
        from people.registry import on_leaving

        from .draws import panels as draws
        from .draws.personal_data import register_draws
        from .leaving import end_sign_ups
        from .notice_kinds import KINDS, PLACES
        from .own.own_section import register as register_own_section
        from .personal_data import register as register_personal_data
        from .quotas import own_section as own_quotas
        from .quotas import panels as quotas
        from .swaps import panels as swaps
        from .swaps.personal_data import register_swaps

        register_kinds(KINDS, **PLACES)
        register_own_section()
        register_personal_data()
        on_leaving(end_sign_ups)
        for part in (draws, quotas, own_quotas, swaps):
            part.register()
        register_draws()
        register_swaps()
