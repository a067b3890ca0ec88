import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .signup import SignUp


class AttendanceMark(models.Model):
    """That somebody noted who came: one tap on the list, one code that was shown. Never changed.

    The browser draws `id` with the tap, so that a tap that is sent twice is one. `at` is when it was tapped, which may
    be long before it arrived: of two marks the later one holds.
    """

    class Way(models.TextChoices):
        LIST = "list", _("ticked on the list")
        CODE = "code", _("the member's code")
        DOOR = "door", _("the code at the door")
        CLOSING = "closing", _("closing the list")

    class Excuse(models.TextChoices):
        EMERGENCY = "emergency", _("emergency at work")
        SHIFT = "shift", _("the shift was changed")
        DUTY = "duty", _("another duty")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sign_up = models.ForeignKey(SignUp, models.CASCADE, related_name="marks", verbose_name=_("sign-up"))
    # Empty: a mark was taken back.
    attendance = models.CharField(_("attendance"), max_length=8, choices=SignUp.Attendance, blank=True)
    excuse = models.CharField(pgettext_lazy("attendance", "excuse"), max_length=10, choices=Excuse, blank=True)
    way = models.CharField(_("how"), max_length=8, choices=Way)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("noted by")
    )
    at = models.DateTimeField(_("noted at"))
    arrived_at = models.DateTimeField(_("arrived at"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["at", "arrived_at"]
        verbose_name = _("attendance mark")
        verbose_name_plural = _("attendance marks")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(excuse="") | models.Q(attendance="excused"), name="signups_mark_excuse_excuses"
            ),
        ]

    def __str__(self):
        return f"{self.sign_up}: {self.get_attendance_display()}"
