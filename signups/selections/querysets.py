from django.db import models
from django.db.models import Avg, Count, Exists, F, OuterRef, Q
from django.utils import timezone


class BaseQuerySet(models.QuerySet):
    def with_stars(self):
        """Annotate each with `rated`, how many people have rated it, and `stars`, the mean of all they gave."""
        mean = (F("ratings__food") + F("ratings__lodging") + F("ratings__programme") + F("ratings__care")) / 4.0
        return self.annotate(rated=Count("ratings"), stars=Avg(mean, output_field=models.FloatField()))


class RatingQuerySet(models.QuerySet):
    def let_through(self):
        """Those whose words everybody of the staff may read."""
        return self.exclude(released_at=None)

    def to_be_read(self):
        """Those with words that the office has not let through."""
        return self.filter(released_at=None).exclude(words="")


class ApplicationQuerySet(models.QuerySet):
    def live(self):
        """Those of which at least one wish still stands."""
        sign_ups = self.model._meta.get_field("wishes").related_model._meta.get_field("sign_up").related_model
        standing = sign_ups.objects.live().filter(wish__application=OuterRef("pk"))
        return self.filter(Exists(standing))

    def to_be_consented(self):
        return self.filter(consent=self.model.Consent.ASKED)

    def seen_by(self, member):
        """Those that a member sees beside the office: of the department they head, and of the branch or the group that
        they look after.
        """
        return self.filter(
            Q(member__department__head=member)
            | Q(member__union_group__leader=member)
            | Q(member__union_group__branch__chair=member)
        )

    def with_people(self):
        return self.select_related("member__department", "member__union_group", "applied_by", "consent_by")

    def in_order(self):
        """As they stand on the list: the most points first, those with as many by the draw."""
        return self.order_by(F("total").desc(nulls_last=True), F("draw_position").asc(nulls_last=True), "pk")


class RunQuerySet(models.QuerySet):
    def to_be_closed(self):
        """Those whose window is over and whose points are not computed yet."""
        return self.filter(closed_at=None, selection__live=True, selection__closes_at__lte=timezone.now())
