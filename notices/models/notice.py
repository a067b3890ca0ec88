from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..kinds import kind_of, name_of_kind
from ..querysets import NoticeQuerySet


class Notice(models.Model):
    """One message to one member. The key names the event, so that an event tells a member once, not twice."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("addressee")
    )
    kind = models.CharField(_("kind"), max_length=40)
    dedupe_key = models.CharField(max_length=120)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    link = models.CharField(_("link"), max_length=300, blank=True)
    event = models.ForeignKey(
        "notices.Event", models.CASCADE, null=True, blank=True, related_name="notices", verbose_name=_("event told")
    )
    created_at = models.DateTimeField(_("sent at"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    received_at = models.DateTimeField(_("receipt given at"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    # A record, not content: the index of references would be written with every act and never asked.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "dedupe_key"], name="notices_notice_once_per_event")
        ]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notices_notice_inbox"),
            models.Index(fields=["dedupe_key"], name="notices_notice_event"),
        ]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self):
        return self.subject

    @property
    def is_unread(self):
        return self.read_at is None

    @property
    def asks_receipt(self) -> bool:
        return self.event is not None and self.event.asks_receipt

    @property
    def waits_for_receipt(self) -> bool:
        return self.asks_receipt and self.received_at is None

    @property
    def is_personal(self) -> bool:
        return kind_of(self.kind).personal

    @property
    def template(self) -> str:
        """What shows it in full instead of its text, or nothing."""
        return kind_of(self.kind).template

    @property
    def is_over(self) -> bool:
        """True when it was for a day that has passed."""
        return kind_of(self.kind).for_its_day and timezone.localdate(self.created_at) != timezone.localdate()

    def about(self) -> str:
        return name_of_kind(self.kind)

    about.short_description = _("kind")
    about.admin_order_field = "kind"

    def ways(self) -> str:
        """By which ways beside the inbox it went, and what became of each."""
        return "；".join(str(delivery) for delivery in self.deliveries.all()) or _("inbox alone")

    ways.short_description = _("deliveries")
