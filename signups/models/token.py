from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..attendance.querysets import TokenQuerySet


class Token(models.Model):
    """A code that a member carries, and that somebody else uses up, once. What is kept is its digest: nobody reads the
    code from it, and a copy of the database lets nobody in.
    """

    class Purpose(models.TextChoices):
        CHECK_IN = "check_in", _("check-in")

    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    session = models.ForeignKey(
        "signups.Session", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("session")
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_up_tokens", verbose_name=_("member")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True, editable=False)

    objects = TokenQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "session", "member"],
                condition=models.Q(used_at=None),
                name="signups_token_one_open",
            ),
            models.CheckConstraint(
                condition=~models.Q(purpose="check_in") | models.Q(session__isnull=False),
                name="signups_token_check_in_has_session",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="signups_token_expires_after_making"
            ),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()}: {self.member}"

    @property
    def is_used(self) -> bool:
        return self.used_at is not None
