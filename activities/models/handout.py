"""Things given out on a date (物品发放): what, how much of it, and to whom of those who came."""

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MOST_EACH = 999


class Handout(models.Model):
    """One kind of thing. Everybody who came gets `each` of it, unless a share says otherwise.

    Once a file was made of it the list is settled: the shares of all are written down, and nothing of it changes.
    """

    session = models.ForeignKey("signups.Session", models.PROTECT, related_name="handouts", verbose_name=_("session"))
    item = models.CharField(_("what was given out"), max_length=60)
    unit = models.CharField(pgettext_lazy("of a thing", "unit"), max_length=10, help_text=_("Such as 份, 盒, 件."))
    each = models.PositiveSmallIntegerField(
        _("for each person"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_EACH)]
    )
    remark = models.CharField(_("remark"), max_length=80, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="handouts", verbose_name=_("entered by")
    )
    made_at = models.DateTimeField(_("entered at"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled at"), null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("thing given out")
        verbose_name_plural = _("things given out")
        constraints = [
            models.UniqueConstraint(fields=["session", "item"], name="activities_handout_one_list_of_a_thing"),
            models.CheckConstraint(condition=Q(each__range=(1, MOST_EACH)), name="activities_handout_each"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="stays_as_it_was_settled",
                operation=pgtrigger.UpdateOf("session_id", "item", "unit", "each", "remark"),
                condition=pgtrigger.Q(old__settled_at__isnull=False, new__settled_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="stays_once_settled",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__settled_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.item

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None


class HandoutShare(models.Model):
    """How much of it one of those who came got; none of it is 0."""

    handout = models.ForeignKey(Handout, models.CASCADE, related_name="shares", verbose_name=_("thing given out"))
    # It goes with the sign-up, which says who it was.
    sign_up = models.ForeignKey("signups.SignUp", models.CASCADE, related_name="+", verbose_name=_("sign-up"))
    quantity = models.PositiveSmallIntegerField(_("quantity"), validators=[MaxValueValidator(MOST_EACH)])

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("share in what was given out")
        verbose_name_plural = _("shares in what was given out")
        constraints = [
            models.UniqueConstraint(fields=["handout", "sign_up"], name="activities_handoutshare_once"),
            models.CheckConstraint(condition=Q(quantity__lte=MOST_EACH), name="activities_handoutshare_quantity"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="of_a_list_that_is_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF EXISTS (
                        SELECT FROM activities_handout WHERE id = NEW.handout_id AND settled_at IS NOT NULL
                    ) THEN
                        RAISE EXCEPTION 'this list of things given out is settled'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'activities_handoutshare_settled';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.handout}: {self.quantity}"
