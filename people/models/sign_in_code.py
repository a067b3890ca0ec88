from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..querysets import SignInCodeQuerySet


class SignInCode(models.Model):
    """A code that opens an account once, so that its owner sets a password: who issued it for whom, and what became
    of it. What the code is stands on the slip of paper and nowhere else.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="sign_in_codes", verbose_name=_("member")
    )
    # Keyed HMAC of the code and the member, see codes/characters.py.
    digest = models.CharField(max_length=64, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("issued by")
    )
    issued_at = models.DateTimeField(_("issued at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    # A newer code, a password that was set in another way, or the member has left.
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    objects = SignInCodeQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(used_at=None, withdrawn_at=None),
                name="people_signincode_one_open_per_member",
            ),
            models.CheckConstraint(
                condition=models.Q(used_at=None) | models.Q(withdrawn_at=None),
                name="people_signincode_used_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("issued_at")), name="people_signincode_expires_after_issue"
            ),
        ]
        verbose_name = _("sign-in code")
        verbose_name_plural = _("sign-in codes")

    def __str__(self):
        return f"{self.member} {timezone.localtime(self.issued_at):%Y-%m-%d}"

    @property
    def is_usable(self) -> bool:
        return self.used_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()

    @property
    def state(self) -> str:
        """What became of it, in words."""
        if self.used_at:
            return _("used")
        if self.withdrawn_at:
            return _("no longer valid")
        return _("open") if self.is_usable else pgettext_lazy("of a code", "expired")
