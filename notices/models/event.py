from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..querysets import EventQuerySet


class Event(models.Model):
    """What one member told others, as one thing: its sender sees who has said that it has arrived."""

    key = models.CharField(max_length=120, unique=True)
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="events_sent", verbose_name=_("sender")
    )
    asks_receipt = models.BooleanField(_("asks for a receipt"), default=False)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    link = models.CharField(_("link"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("sent at"), auto_now_add=True)

    objects = EventQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("event told")
        verbose_name_plural = _("events told")

    def __str__(self):
        return self.subject

    @property
    def address(self) -> str:
        """Where each recipient finds the own notice of it: the same for all, so that it can be passed on."""
        return reverse("notice_of_event", args=[self.pk])
