from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..attendance.querysets import StrikeQuerySet


class Strike(models.Model):
    """A note that somebody held a place and failed to come, or gave it back too late. It ends by itself; somebody may
    waive it before, with a reason.
    """

    class Cause(models.TextChoices):
        NO_SHOW = "no_show", _("did not come")
        LATE_CANCEL = "late_cancel", _("cancelled too late")

    sign_up = models.OneToOneField("signups.SignUp", models.PROTECT, related_name="strike", verbose_name=_("sign-up"))
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="strikes", verbose_name=_("member")
    )
    cause = models.CharField(_("cause"), max_length=12, choices=Cause)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    made_at = models.DateTimeField(_("noted at"), default=timezone.now)
    expires_on = models.DateField(_("counts until"))
    waived_at = models.DateTimeField(_("waived at"), null=True, editable=False)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("waived by")
    )
    waiver_reason = models.CharField(_("why it was waived"), max_length=200, blank=True)

    objects = StrikeQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("missed sign-up")
        verbose_name_plural = _("missed sign-ups")
        indexes = [models.Index(fields=["member", "expires_on"], name="signups_strike_of_member")]

    def __str__(self):
        return f"{self.member}: {self.get_cause_display()}"
