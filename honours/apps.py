from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HonoursConfig(AppConfig):
    name = "honours"
    verbose_name = _("honours")

    def ready(self):
        from . import checks  # noqa: F401 - registers what it checks
        from .facts import register as register_facts
        from .own_section import register as register_own_section
        from .personal_data import register
        from .publishing import register as register_publishing
        from .search import register as register_search

        register_search()
        register()
        register_own_section()
        register_facts()
        register_publishing()
