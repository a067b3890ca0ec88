from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignUpsConfig(AppConfig):
    name = "signups"
    verbose_name = _("sign-ups")

    def ready(self):
        from notices.kinds import register_kinds

        from .draws import panels as draws
        from .draws.personal_data import register_draws
        from .notice_kinds import KINDS, PLACES
        from .own.own_section import register as register_own_section
        from .quotas import own_section as own_quotas
        from .quotas import panels as quotas
        from .swaps import panels as swaps
        from .swaps.personal_data import register_swaps

        register_kinds(KINDS, **PLACES)
        register_own_section()
        for part in (draws, quotas, own_quotas, swaps):
            part.register()
        register_draws()
        register_swaps()
