from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignUpsConfig(AppConfig):
    name = "signups"
    verbose_name = _("sign-ups")

    def ready(self):
        from notices.kinds import register_kinds
        from people.registry import on_leaving

        from .leaving import end_sign_ups
        from .notice_kinds import KINDS, PLACES
        from .own.own_section import register as register_own_section
        from .personal_data import register as register_personal_data

        register_kinds(KINDS, **PLACES)
        register_own_section()
        register_personal_data()
        on_leaving(end_sign_ups)
