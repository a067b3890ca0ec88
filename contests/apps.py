from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContestsConfig(AppConfig):
    name = "contests"
    verbose_name = _("contests and festivals")

    def ready(self):
        from .works import apps_ready as works

        works.register()
