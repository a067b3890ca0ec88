from datetime import timedelta

from django.utils import timezone

from .models import Event, Notice, Preferences, WorkAccount

KEPT_FOR = timedelta(days=365)


def forget_expired() -> int:
    """Delete notices older than a year, read or not, and what the owners of closed accounts had chosen.

    Returns how many notices that were.
    """
    long_ago = timezone.now() - KEPT_FOR
    _deleted, by_model = Notice.objects.filter(created_at__lt=long_ago).delete()
    # Somebody may have been told of it later, by the same key.
    Event.objects.filter(created_at__lt=long_ago, notices=None).delete()
    Preferences.objects.filter(member__is_active=False).delete()
    WorkAccount.objects.filter(member__is_active=False).delete()
    return by_model.get(Notice._meta.label, 0)
