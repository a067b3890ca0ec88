"""Questions about many rows of the star rating."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone


class RatingRoundQuerySet(models.QuerySet):
    def in_self_assessment(self):
        return self.filter(phase=self.model.Phase.SELF_ASSESSMENT)

    def being_marked(self):
        return self.filter(phase=self.model.Phase.MARKING)

    def to_be_marked_now(self):
        """Rounds whose days of self-assessment are over, and whose committee has not begun."""
        return self.in_self_assessment().filter(self_assessment_until__lt=timezone.localdate())

    def with_progress(self):
        """Annotate each with `clubs`, how many take part, and `handed_in`, how many of them have handed in."""
        return self.annotate(
            clubs=Count("entries"), handed_in=Count("entries", filter=Q(entries__handed_in_at__isnull=False))
        ).order_by("-year")


class ClubRatingQuerySet(models.QuerySet):
    def with_club(self):
        return self.select_related("round", "club")

    def led_by(self, member):
        """Those of live clubs whose pages name `member` as one of their leaders."""
        return self.filter(club__live=True, club__leaders__member=member)

    def running(self):
        return self.filter(round__phase__in=self.model.round.field.related_model.RUNNING_PHASES)

    def not_led_by(self, member):
        """Those of clubs that `member` does not lead, and so may mark."""
        leaders = self.model.club.field.related_model.leaders.rel.related_model.objects
        return self.exclude(Exists(leaders.filter(club=OuterRef("club"), member=member)))
