"""An expense of a club, from being asked for to being booked, with its course."""

from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..budget.money import MOST
from ..budget.querysets import ExpenseQuerySet
from .budget import AmountField, Budget
from .guards import append_only, never_emptied


class Expense(models.Model):
    """One expense. It is asked for beforehand; what is approved of it is reserved in the budget until it is booked.

    One that was approved and cost more is asked for again: its state is `asked`, and what was approved before stays
    reserved meanwhile.
    """

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("expense", "waits for approval")
        APPROVED = "approved", pgettext_lazy("expense", "approved, receipt to come")
        PRESENTED = "presented", pgettext_lazy("expense", "receipt handed in, to be booked")
        BOOKED = "booked", pgettext_lazy("expense", "booked")
        REFUSED = "refused", pgettext_lazy("expense", "not approved")
        WITHDRAWN = "withdrawn", pgettext_lazy("expense", "withdrawn")
        REVERSED = "reversed", pgettext_lazy("expense", "reversed")

    OPEN_STATES = [State.ASKED, State.APPROVED, State.PRESENTED]
    ENDED_WITHOUT_COST = [State.REFUSED, State.WITHDRAWN, State.REVERSED]

    class Category(models.TextChoices):
        EQUIPMENT = "equipment", pgettext_lazy("expense", "equipment and clothing")
        VENUE = "venue", pgettext_lazy("expense", "venue")
        TEACHING = "teaching", pgettext_lazy("expense", "coach or teacher")
        PRIZES = "prizes", pgettext_lazy("expense", "prizes and souvenirs")
        REFRESHMENTS = "refreshments", pgettext_lazy("expense", "drinks and meals")
        TRANSPORT = "transport", pgettext_lazy("expense", "transport")
        PRINTING = "printing", pgettext_lazy("expense", "printing and publicity")
        INSURANCE = "insurance", pgettext_lazy("expense", "insurance")
        OTHER = "other", pgettext_lazy("expense", "other")

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="expenses", verbose_name=_("budget"))
    number = models.PositiveIntegerField(_("number"), help_text=_("Of the year, over all clubs."))
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    purpose = models.CharField(_("what for"), max_length=120)
    category = models.CharField(_("kind of expense"), max_length=12, choices=Category)
    payee = models.CharField(_("paid to"), max_length=80)
    amount_asked = AmountField(_("amount asked for"))
    amount_approved = AmountField(_("amount approved"), null=True)
    amount_spent = AmountField(_("amount spent"), null=True)
    activity = models.ForeignKey(
        "activities.RecurringActivity",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="expenses",
        verbose_name=_("activity"),
    )
    session = models.ForeignKey(
        "signups.Session", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("session")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="expenses_asked", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    # Drawn with the form: sent twice, it is one expense.
    attempt = models.UUIDField(default=uuid4, unique=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("approved by")
    )
    presented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("handed in by")
    )
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("booked by")
    )

    objects = ExpenseQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-year", "-number"]
        verbose_name = _("expense")
        verbose_name_plural = _("expenses")
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="activities_expense_number_once"),
            models.CheckConstraint(
                condition=Q(amount_asked__gt=0, amount_asked__lte=MOST)
                & (Q(amount_approved=None) | Q(amount_approved__gt=0, amount_approved__lte=MOST))
                & (Q(amount_spent=None) | Q(amount_spent__gt=0)),
                name="activities_expense_amounts_are_something",
                violation_error_message=_("An amount is more than nothing."),
            ),
            models.CheckConstraint(
                condition=Q(amount_spent=None) | Q(amount_spent__lte=F("amount_approved")),
                name="activities_expense_within_what_was_approved",
                violation_error_message=_("That is more than was approved."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "presented", "booked", "reversed"])
                | Q(amount_approved__isnull=False, approved_by__isnull=False),
                name="activities_expense_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["presented", "booked", "reversed"])
                | Q(amount_spent__isnull=False, presented_by__isnull=False),
                name="activities_expense_presented_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["booked", "reversed"]) | Q(booked_by__isnull=False),
                name="activities_expense_booked_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(approved_by=None) | ~Q(approved_by=F("asked_by")))
                & (Q(booked_by=None) | ~Q(booked_by=F("asked_by")) & ~Q(booked_by=F("presented_by"))),
                name="activities_expense_four_eyes",
                violation_error_message=_("Nobody approves or books what they asked for themselves."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="stays_as_it_was_asked",
                operation=pgtrigger.UpdateOf(
                    *["budget_id", "number", "year", "purpose", "category", "payee", "asked_by_id", "asked_at"]
                ),
            ),
            pgtrigger.FSM(
                name="takes_its_course",
                field="state",
                transitions=[
                    ("asked", "approved"),
                    ("asked", "refused"),
                    ("asked", "withdrawn"),
                    ("approved", "asked"),
                    ("approved", "presented"),
                    ("approved", "withdrawn"),
                    ("presented", "approved"),
                    ("presented", "booked"),
                    ("booked", "reversed"),
                ],
            ),
            pgtrigger.Trigger(
                name="begins_as_asked",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NEW.state <> 'asked' OR NEW.amount_approved IS NOT NULL OR NEW.amount_spent IS NOT NULL
                            OR EXISTS (
                                SELECT FROM activities_budget
                                WHERE id = NEW.budget_id AND (closed_at IS NOT NULL OR year <> NEW.year)
                            ) THEN
                        RAISE EXCEPTION 'an expense is asked for beforehand, in a budget that is open'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'activities_expense_begins_as_asked';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="reserves_what_was_approved",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("state", "amount_approved"),
                declare=[("before", "numeric"), ("now", "numeric")],
                func="""
                    before := CASE WHEN OLD.state IN ('asked', 'approved', 'presented')
                        THEN coalesce(OLD.amount_approved, 0) ELSE 0 END;
                    now := CASE WHEN NEW.state IN ('asked', 'approved', 'presented')
                        THEN coalesce(NEW.amount_approved, 0) ELSE 0 END;
                    IF now <> before THEN
                        UPDATE activities_budget SET reserved = reserved + now - before WHERE id = NEW.budget_id;
                    END IF;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Protect(
                name="stays_as_it_ended",
                operation=pgtrigger.UpdateOf(
                    *["amount_asked", "amount_approved", "amount_spent"],
                    *["approved_by_id", "presented_by_id", "booked_by_id"],
                ),
                condition=pgtrigger.Q(old__state__in=["booked", "refused", "withdrawn", "reversed"]),
            ),
            pgtrigger.Protect(name="is_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self):
        return f"{self.reference} {self.purpose}"

    @property
    def reference(self) -> str:
        """The number as papers quote it."""
        return f"{self.year}-{self.number:03}"

    @property
    def amount(self):
        """What it comes to as far as is known: spent, else approved, else asked for."""
        return self.amount_spent or (None if self.is_asked_again else self.amount_approved) or self.amount_asked

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN_STATES

    @property
    def is_asked_again(self) -> bool:
        return self.state == self.State.ASKED and self.amount_approved is not None

    @property
    def takes_receipts(self) -> bool:
        return self.state == self.State.APPROVED


class ExpenseStep(models.Model):
    """One step of an expense's course: who did what and when. `by` is empty where the clock did it."""

    class Act(models.TextChoices):
        ASKED = "asked", pgettext_lazy("step of an expense", "asked for")
        ASKED_AGAIN = "asked_again", pgettext_lazy("step of an expense", "asked for more")
        APPROVED = "approved", pgettext_lazy("step of an expense", "approved")
        REFUSED = "refused", pgettext_lazy("step of an expense", "not approved")
        WITHDRAWN = "withdrawn", pgettext_lazy("step of an expense", "withdrawn")
        PRESENTED = "presented", pgettext_lazy("step of an expense", "receipt handed in")
        SENT_BACK = "sent_back", pgettext_lazy("step of an expense", "receipt sent back")
        BOOKED = "booked", pgettext_lazy("step of an expense", "booked")
        REVERSED = "reversed", pgettext_lazy("step of an expense", "reversed")
        VOIDED = "voided", pgettext_lazy("step of an expense", "receipt taken off")

    expense = models.ForeignKey(Expense, models.PROTECT, related_name="steps", verbose_name=_("expense"))
    act = models.CharField(_("act"), max_length=12, choices=Act)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("time"), default=timezone.now)
    amount = AmountField(_("amount"), null=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("step of an expense")
        verbose_name_plural = _("steps of expenses")
        triggers = [append_only(), never_emptied()]

    def __str__(self):
        return f"{self.expense_id}: {self.act}"
