from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "publications"
    verbose_name = _("publications for objection")

    def ready(self):
        from notices.kinds import register_kinds

        from . import checks, signal_handlers  # noqa: F401
        from .notice_kinds import KINDS, PLACES

        signal_handlers.connect()
        register_kinds(KINDS, **PLACES)
