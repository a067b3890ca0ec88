"""The hours that stand in a revision: when it goes public, when it expires."""

from django.utils import timezone

from .errors import ExpiredBeforePublication


def check_hours(revision) -> None:
    """Raise ExpiredBeforePublication when the revision's hour of expiry comes before the public could see it.

    Wagtail asks the form only, at the moment when the draft is saved; a submission may wait for longer.
    """
    thing = revision.as_object()
    public_from = max(thing.go_live_at or timezone.now(), timezone.now())
    if thing.expire_at and thing.expire_at <= public_from:
        raise ExpiredBeforePublication
