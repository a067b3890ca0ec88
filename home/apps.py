from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("home page")

    def ready(self):
        from notices.kinds import register_kinds

        from .found_pages import register as register_found_pages
        from .greetings import checks  # noqa: F401 (registers them)
        from .greetings.kinds import KINDS
        from .own_section import register as register_own_section
        from .personal_data import register as register_personal_data

        register_found_pages()
        register_kinds(KINDS)
        register_own_section()
        register_personal_data()
