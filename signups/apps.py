from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignUpsConfig(AppConfig):
    name = "signups"
    verbose_name = _("sign-ups")

    def ready(self):
        from notices.kinds import register_kinds

        from .notice_kinds import KINDS, PLACES
        from .organising.own_section import register as register_kept_dates
        from .organising.panels import register as register_way_to_the_list

        register_kinds(KINDS, **PLACES)
        register_kept_dates()
        register_way_to_the_list()
