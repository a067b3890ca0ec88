from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignUpsConfig(AppConfig):
    name = "signups"
    verbose_name = _("sign-ups")

    def ready(self):
        from notices.kinds import register_kinds

        from .attendance import own_section as attendance_own_section
        from .attendance import panels as attendance_panels
        from .attendance.personal_data import register_attendance
        from .notice_kinds import KINDS, PLACES

        register_kinds(KINDS, **PLACES)
        attendance_panels.register()
        attendance_own_section.register()
        register_attendance()
