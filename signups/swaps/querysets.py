from django.db import models
from django.db.models import Q
from django.utils import timezone


class SwapOfferQuerySet(models.QuerySet):
    def open(self):
        """Offers that can be accepted now: somebody holds the place still, and could give it back freely; nobody has
        noted that they came.
        """
        now = timezone.now()
        fits = Q(wanted=None) | (_free_until("wanted", now) & Q(wanted__state="planned"))
        found = self.filter(
            _free_until("sign_up__session", now),
            state=self.model.State.OPEN,
            sign_up__state="confirmed",
            sign_up__session__state="planned",
        )
        return found.exclude(sign_up__attendance="present").filter(fits)

    def with_sessions(self):
        """Fetch the dates that each is about."""
        return self.select_related(
            "sign_up__session__offering", "sign_up__session__venue", "sign_up__member", "wanted__offering"
        )


def _free_until(session: str, now) -> Q:
    """Until when a place is given back freely; without such an hour, until it begins."""
    begins = Q(**{f"{session}__starts_at": None}) | Q(**{f"{session}__starts_at__gt": now})
    return begins & (Q(**{f"{session}__cancel_until": None}) | Q(**{f"{session}__cancel_until__gte": now}))
