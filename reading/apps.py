from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingConfig(AppConfig):
    name = "reading"
    verbose_name = _("reading room")

    def ready(self):
        from .personal_data import register
        from .search import register as register_search

        register_search()
        register()
