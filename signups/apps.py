from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignUpsConfig(AppConfig):
    name = "signups"
    verbose_name = _("sign-ups")

    def ready(self):
        from notices.kinds import register_kinds

        from .draws.panels import register as register_draws
        from .draws.personal_data import register_draws as register_data_of_draws
        from .notice_kinds import KINDS, PLACES
        from .quotas.own_section import register as register_own_quotas
        from .quotas.panels import register as register_quotas
        from .swaps.panels import register as register_swaps
        from .swaps.personal_data import register_swaps as register_data_of_swaps

        register_kinds(KINDS, **PLACES)
        register_draws()
        register_data_of_draws()
        register_quotas()
        register_own_quotas()
        register_swaps()
        register_data_of_swaps()
