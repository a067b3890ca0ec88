from django.contrib.admin import display
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..channels.codes import Code
from ..querysets import DeliveryQuerySet


class Delivery(models.Model):
    """What became of one notice on one channel: where it stands, since when, and why somebody was not reached."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        UNSURE = "unsure", _("perhaps sent")
        FAILED = "failed", _("failed for good")

    SETTLED_STATES = [State.SENT, State.UNSURE, State.FAILED]

    notice = models.ForeignKey("notices.Notice", models.CASCADE, related_name="deliveries", verbose_name=_("notice"))
    channel = models.CharField(_("channel"), max_length=10, choices=Code)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    in_digest = models.BooleanField(_("in the digest of the day"), default=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # Since when the message may have arrived although nobody said so: set before it leaves, cleared by a clear no.
    unsure_since = models.DateTimeField(null=True, blank=True)
    # What the service calls the message, where it says later what became of it.
    reference = models.CharField(max_length=64, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    objects = DeliveryQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="notices_delivery_once_per_channel"),
            models.CheckConstraint(
                condition=~models.Q(state="failed") | ~models.Q(why=""), name="notices_delivery_failed_says_why"
            ),
        ]
        indexes = [
            models.Index(
                fields=["notice"], condition=models.Q(state="waiting", in_digest=True), name="notices_delivery_digest"
            )
        ]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")

    def __str__(self):
        return f"{self.get_channel_display()}：{self.get_state_display()}"

    @property
    @display(description=_("addressee"))
    def recipient(self):
        return self.notice.recipient

    def about(self) -> str:
        return self.notice.about()

    about.short_description = _("kind")

    @property
    def is_settled(self) -> bool:
        return self.state in self.SETTLED_STATES
