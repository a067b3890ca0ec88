from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "publications"
    verbose_name = _("publications for objection")

    def ready(self):
        from cms.act_addresses import register_acts
        from notices.kinds import register_kinds

        from . import act_addresses, checks, signal_handlers  # noqa: F401
        from .notice_kinds import KINDS, PLACES
        from .own_section import register as register_own_section
        from .personal_data import register as register_personal_data

        signal_handlers.connect()
        register_acts(act_addresses.PAGES)
        register_own_section()
        register_personal_data()
        register_kinds(KINDS, **PLACES)
