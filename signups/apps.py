from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignUpsConfig(AppConfig):
    name = "signups"
    verbose_name = _("sign-ups")

    def ready(self):
        from notices.kinds import register_kinds

        from .answers.panels import register as register_answers_panels
        from .answers.personal_data import register_answers
        from .notice_kinds import KINDS, PLACES

        register_kinds(KINDS, **PLACES)
        register_answers()
        register_answers_panels()
