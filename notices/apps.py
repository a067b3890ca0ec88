from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("notices")

    def ready(self):
        from people.registry import on_application, on_second_factor_removal, texters

        from .channels.short_texts import GatewayTexter
        from .kinds import Kind, Wording, register_kinds
        from .membership import APPLIED, DECIDED, tell_of_application
        from .own_section import register as register_own_section
        from .personal_data import register
        from .security import tell_of_removal

        reminder = Wording(
            _("Please say that it has arrived: %(title)s"),
            _("%(by)s would like to know whether it has reached you. One tap on “Received” is enough."),
        )
        taken_off = Wording(
            _("Your second factor was taken off"),
            _(
                "%(by)s has taken it off: %(reason)s. You are signed out everywhere. If you did not ask for this, "
                "change your password at once and tell the union office."
            ),
        )
        register_kinds(
            [
                Kind("notices.reminder", _("reminder of a receipt"), {"": reminder}, digestible=False),
                Kind("people.second_factor", _("second factor taken off"), {"": taken_off}, urgent=True, personal=True),
                APPLIED,
                DECIDED,
            ]
        )
        on_second_factor_removal(tell_of_removal)
        on_application(tell_of_application)
        register()
        texters.append(GatewayTexter())
        register_own_section()
