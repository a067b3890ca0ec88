from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("notices")

    def ready(self):
        from people.registry import on_application

        from .kinds import Kind, Wording, register_kinds
        from .membership import APPLIED, DECIDED, tell_of_application
        from .personal_data import register

        reminder = Wording(
            _("Please say that it has arrived: %(title)s"),
            _("%(by)s would like to know whether it has reached you. One tap on “Received” is enough."),
        )
        register_kinds([Kind("notices.reminder", _("reminder of a receipt"), {"": reminder}, digestible=False)])
        register_kinds([APPLIED, DECIDED])
        on_application(tell_of_application)
        register()
