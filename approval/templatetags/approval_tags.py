from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@register.filter
def waited(since: datetime) -> str:
    """Return how long something has waited, in its largest unit alone: what came in this minute has not waited."""
    seconds = int((timezone.now() - since).total_seconds())
    if seconds < MINUTE:
        return _("just submitted")
    if seconds < HOUR:
        count = seconds // MINUTE
        return ngettext("waiting for %(count)s minute", "waiting for %(count)s minutes", count) % {"count": count}
    if seconds < DAY:
        count = seconds // HOUR
        return ngettext("waiting for %(count)s hour", "waiting for %(count)s hours", count) % {"count": count}
    count = seconds // DAY
    return ngettext("waiting for %(count)s day", "waiting for %(count)s days", count) % {"count": count}
