from datetime import timedelta

from django.utils import timezone

from .models import Notice

KEPT_FOR = timedelta(days=365)


def forget_expired() -> int:
    """Delete notices older than a year, read or not; returns how many."""
    deleted, _by_model = Notice.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    return deleted
