from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("home page")

    def ready(self):
        from notices.kinds import register_kinds

        from .greetings import checks  # noqa: F401 (registers them)
        from .greetings.kinds import KINDS

        register_kinds(KINDS)
