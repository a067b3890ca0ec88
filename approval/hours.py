"""The hours that stand in a revision: when it goes public, when it expires."""

from django.utils import timezone
from django.utils.translation import gettext as _

from days.working_days import day_of

from .errors import ExpiredBeforePublication


def in_words(moment) -> str:
    """Return a moment by the clock on the wall."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def check_hours(revision) -> None:
    """Raise ExpiredBeforePublication when the revision's hour of expiry comes before the public could see it.

    Wagtail asks the form only, at the moment when the draft is saved; a submission may wait for longer.
    """
    thing = revision.as_object()
    public_from = max(thing.go_live_at or timezone.now(), timezone.now())
    if thing.expire_at and thing.expire_at <= public_from:
        raise ExpiredBeforePublication


def warning_of_a_day_off(thing) -> str:
    """Return in a sentence that the hour of publication falls on a day off, or on one of which nobody knows yet."""
    hour = getattr(thing, "go_live_at", None)
    if hour is None or hour <= timezone.now():
        return ""
    day = day_of(timezone.localdate(hour))
    if day.is_off and day.name:
        said = _("It is to go public on %(date)s, a day off (%(name)s).")
    elif day.is_off:
        said = _("It is to go public on %(date)s, a day off.")
    elif day.is_working is None:
        said = _("It is to go public on %(date)s. Which days of that year are off is not yet announced.")
    else:
        return ""
    return said % {"date": day.date.isoformat(), "name": day.name}
