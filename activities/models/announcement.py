from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ClubAnnouncement(models.Model):
    """What a leader has told the members of a club; for their eyes alone. What is for everybody stands on the club's
    page, which is approved.
    """

    club = models.ForeignKey(
        "activities.ClubPage", models.PROTECT, related_name="announcements", verbose_name=_("club")
    )
    subject = models.CharField(_("subject"), max_length=60)
    text = models.TextField(_("text"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    # What the browser drew for this attempt: pressed twice, it is one.
    attempt = models.UUIDField(unique=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("announcement to a club")
        verbose_name_plural = _("announcements to clubs")

    def __str__(self):
        return self.subject
