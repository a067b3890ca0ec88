"""The yearly renewal of a club: who stays says so."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .membership import ClubMembership


class RenewalQuerySet(models.QuerySet):
    def open(self):
        """Those in which members can still say that they stay."""
        return self.filter(closed_at=None, last_day__gte=timezone.localdate())

    def due(self):
        """Those whose last day is over, and whose members who have not answered are still there."""
        return self.filter(closed_at=None, last_day__lt=timezone.localdate())


class ClubRenewal(models.Model):
    """One renewal of one club, with the last day to answer. Who belonged to the club when it was opened is asked."""

    club = models.ForeignKey("activities.ClubPage", models.PROTECT, related_name="renewals", verbose_name=_("club"))
    last_day = models.DateField(_("last day"))
    opened_at = models.DateTimeField(_("opened at"), auto_now_add=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    reminded_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)

    objects = RenewalQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = _("renewal")
        verbose_name_plural = _("renewals")
        constraints = [
            models.UniqueConstraint(
                fields=["club"], condition=Q(closed_at=None), name="activities_clubrenewal_one_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.club}: {self.last_day}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.last_day >= timezone.localdate()

    def asked(self):
        """Return the present memberships that it asks, with `has_answered`; leaders stay without being asked."""
        answers = RenewalAnswer.objects.filter(renewal=self, membership=OuterRef("pk"))
        leaders = self.club.leaders.model.objects.filter(club=self.club_id).values("member")
        asked = ClubMembership.objects.present().filter(club=self.club_id, joined_on__lte=self.opened_on)
        return asked.exclude(member__in=leaders).annotate(has_answered=Exists(answers))

    @property
    def opened_on(self):
        return timezone.localdate(self.opened_at)


class RenewalAnswer(models.Model):
    """A club member who stays."""

    renewal = models.ForeignKey(ClubRenewal, models.CASCADE, related_name="answers")
    membership = models.ForeignKey(ClubMembership, models.CASCADE, related_name="renewals")
    answered_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer to a renewal")
        verbose_name_plural = _("answers to renewals")
        constraints = [models.UniqueConstraint(fields=["renewal", "membership"], name="activities_renewalanswer_once")]

    def __str__(self):
        return f"{self.renewal}: {self.membership_id}"
