from django.db import models
from django.utils.translation import gettext_lazy as _


class Drive(models.Model):
    """What several offerings belong to, of which each person gets one place: this summer's retreats, one route each."""

    title = models.CharField(_("title"), max_length=80, unique=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("drive")
        verbose_name_plural = _("drives")

    def __str__(self):
        return self.title
