from django.db import models
from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils import timezone


class TokenQuerySet(models.QuerySet):
    def open(self):
        """Codes that can still be used."""
        return self.filter(used_at=None, expires_at__gt=timezone.now())


class StrikeQuerySet(models.QuerySet):
    def counting(self, on=None):
        """Those that count on the day `on`, today by default: not waived and not over."""
        return self.filter(waived_at=None, expires_on__gte=on or timezone.localdate())

    def weight(self) -> int:
        return self.aggregate(sum=Coalesce(Sum("weight"), 0))["sum"]
