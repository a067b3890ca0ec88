from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("site")

    def ready(self):
        from approval.registry import register_policies

        from .signal_handlers import connect

        register_policies()
        connect()
