from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..swaps.querysets import SwapOfferQuerySet


class SwapOffer(models.Model):
    """A place that its holder would exchange for one of another date, or gives to one person of their ward.

    Without `wanted` any other date of the offering, or of its drive, will do. `taken_over_by` is the row by which the
    other one has got the place. It goes with the sign-ups, and with a date that the series no longer has.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    sign_up = models.ForeignKey("signups.SignUp", models.CASCADE, related_name="swap_offers", verbose_name=_("sign-up"))
    wanted = models.ForeignKey(
        "signups.Session", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("date wanted")
    )
    to_member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("given to")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)
    taken_over_by = models.OneToOneField(
        "signups.SignUp", models.CASCADE, null=True, editable=False, related_name="+", verbose_name=_("taken over by")
    )

    objects = SwapOfferQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("offer to swap")
        verbose_name_plural = _("offers to swap")
        constraints = [
            models.UniqueConstraint(
                fields=["sign_up"], condition=Q(state="open"), name="signups_swapoffer_one_open_per_place"
            ),
            models.CheckConstraint(
                condition=Q(wanted=None) | Q(to_member=None), name="signups_swapoffer_exchanged_or_given"
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", taken_over_by__isnull=False)
                | (~Q(state="accepted") & Q(taken_over_by=None)),
                name="signups_swapoffer_accepted_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.sign_up}: {self.get_state_display()}"

    @property
    def is_gift(self) -> bool:
        return self.to_member_id is not None

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
