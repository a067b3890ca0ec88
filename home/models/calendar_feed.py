from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CalendarFeed(models.Model):
    """That a member has a calendar at a secret address. The address is worked out from `key` and SECRET_KEY
    (`home.feed.addresses`): a copy of the database opens no calendar.
    """

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed", verbose_name=_("member")
    )
    key = models.CharField(max_length=22, unique=True)
    made_at = models.DateTimeField(pgettext_lazy("of what was set up", "since"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self):
        return str(self.member)
