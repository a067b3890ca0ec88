"""What the union allocates to a club for a year, and how much of it is left. The club itself holds no money."""

from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..budget.money import MOST
from ..budget.querysets import BudgetQuerySet
from .guards import never_emptied

FIRST_YEAR, LAST_YEAR = 2000, 2200


class AmountField(models.DecimalField):
    """Yuan, exact to the fen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_digits": 12, "decimal_places": 2, **kwargs})


class Budget(models.Model):
    """One club's budget of one year. Its totals follow the book and the approvals, by triggers of theirs: nobody
    writes them. `closed_at`: the year's account is closed, and `lapsed` of it was not used.
    """

    club = models.ForeignKey("activities.ClubPage", models.PROTECT, related_name="budgets", verbose_name=_("club"))
    year = models.PositiveSmallIntegerField(_("year"))
    allocated = AmountField(_("allocated"), default=Decimal(0), editable=False)
    reserved = AmountField(_("reserved"), default=Decimal(0), editable=False)
    spent = AmountField(_("spent"), default=Decimal(0), editable=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("closed by"),
        help_text=_("Empty: by the clock."),
    )
    lapsed = AmountField(_("lapsed"), null=True, editable=False)

    objects = BudgetQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-year", "club"]
        verbose_name = _("budget")
        verbose_name_plural = _("budgets")
        constraints = [
            models.UniqueConstraint(fields=["club", "year"], name="activities_budget_one_per_club_and_year"),
            models.CheckConstraint(
                condition=Q(reserved__gte=0, spent__gte=0) & Q(allocated__gte=F("reserved") + F("spent")),
                name="activities_budget_never_overspent",
                violation_error_message=_("That is more than remains of the budget."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="activities_budget_year_is_one"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, lapsed=None)
                | Q(closed_at__isnull=False, reserved=0, lapsed=F("allocated") - F("spent")),
                name="activities_budget_closed_reserves_nothing",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="totals_follow_the_book",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                # Those of the book and of the expenses call this one from within; whoever writes by hand does not.
                func="""
                    IF TG_OP = 'INSERT' THEN
                        IF NEW.allocated <> 0 OR NEW.reserved <> 0 OR NEW.spent <> 0 THEN
                            RAISE EXCEPTION 'a budget begins with nothing'
                                USING ERRCODE = 'check_violation', CONSTRAINT = 'activities_budget_totals';
                        END IF;
                    ELSIF pg_trigger_depth() < 2 AND (NEW.allocated, NEW.reserved, NEW.spent)
                            IS DISTINCT FROM (OLD.allocated, OLD.reserved, OLD.spent) THEN
                        RAISE EXCEPTION 'the totals of a budget follow its book'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'activities_budget_totals';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(
                name="stays_closed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
            pgtrigger.Protect(name="stays_its_own", operation=pgtrigger.UpdateOf("club_id", "year", "made_at")),
            pgtrigger.Protect(name="is_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self):
        return f"{self.club} {self.year}"

    @property
    def remaining(self) -> Decimal:
        """What can still be approved. Of a closed year nothing: it has lapsed."""
        return Decimal(0) if self.is_closed else self.allocated - self.reserved - self.spent

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def is_over(self) -> bool:
        """Whether its year is: nothing new is asked for, what was approved is still booked until it is closed."""
        return self.year < timezone.localdate().year

    @property
    def takes_requests(self) -> bool:
        return not self.is_closed and self.year == timezone.localdate().year

    def _part(self, amount: Decimal) -> int:
        return int(amount * 100 / self.allocated) if self.allocated else 0

    @property
    def spent_percent(self) -> int:
        return self._part(self.spent)

    @property
    def used_percent(self) -> int:
        return self._part(self.spent + self.reserved)


class BudgetProposal(models.Model):
    """An amount that somebody proposes for a club's year; the approvers allocate it, another amount, or nothing."""

    class State(models.TextChoices):
        OPEN = "open", _("waits to be allocated")
        ALLOCATED = "allocated", _("allocated")
        DECLINED = "declined", _("not allocated")
        REPLACED = "replaced", _("replaced by a later proposal")

    club = models.ForeignKey(
        "activities.ClubPage", models.PROTECT, related_name="budget_proposals", verbose_name=_("club")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    amount = AmountField(_("amount"))
    reason = models.CharField(_("reason"), max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-year", "-proposed_at", "-pk"]
        verbose_name = _("proposed budget")
        verbose_name_plural = _("proposed budgets")
        constraints = [
            models.UniqueConstraint(
                fields=["club", "year"], condition=Q(state="open"), name="activities_budgetproposal_one_open"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount__lte=MOST), name="activities_budgetproposal_is_something"
            ),
            models.CheckConstraint(
                condition=Q(proposed_by=None) | Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="activities_budgetproposal_four_eyes",
                violation_error_message=_("Somebody else decides on what you proposed yourself."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="stays_as_it_was_proposed",
                operation=pgtrigger.UpdateOf("club_id", "year", "amount", "reason", "proposed_by_id", "proposed_at"),
            ),
            pgtrigger.FSM(
                name="is_decided_once",
                field="state",
                transitions=[("open", "allocated"), ("open", "declined"), ("open", "replaced")],
            ),
            pgtrigger.Protect(name="is_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self):
        return f"{self.club} {self.year}: {self.amount}"
