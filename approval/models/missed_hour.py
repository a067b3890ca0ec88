from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class MissedHour(models.Model):
    """Something that should have become public, or have expired, and could not: it is tried again.

    The row goes when it has succeeded, or when its schedule has changed. It names the thing by its base content type
    and its id as text, as revisions do.
    """

    class Act(models.TextChoices):
        EXPIRE = "expire", _("expire")
        PUBLISH = "publish", _("go public")

    act = models.CharField(_("act"), max_length=7, choices=Act)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    title = models.CharField(_("title"), max_length=255)
    due_at = models.DateTimeField(_("due at"))
    reason = models.CharField(_("reason"), max_length=300)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    try_again_at = models.DateTimeField(_("tried again at"))

    # A record, not content: the index of references would be written with every act and never asked.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "act"], name="approval_missedhour_one_per_thing_and_act"
            )
        ]
        verbose_name = _("missed hour")
        verbose_name_plural = _("missed hours")

    def __str__(self):
        return f"{self.get_act_display()}: {self.title}"
