"""The book: what was allocated and what was spent, added to and never changed. A mistake is reversed (红冲)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..budget.money import MOST
from ..budget.querysets import EntryQuerySet
from .budget import AmountField, Budget
from .expense import Expense
from .guards import append_only, never_emptied


class Entry(models.Model):
    """One line of the book. `amount` is positive whatever the kind; a reversal takes back what it reverses."""

    class Kind(models.TextChoices):
        ALLOCATION = "allocation", pgettext_lazy("line of the book", "allocation")
        SUPPLEMENT = "supplement", pgettext_lazy("line of the book", "supplement")
        EXPENSE = "expense", pgettext_lazy("line of the book", "expense")
        REVERSAL = "reversal", pgettext_lazy("line of the book", "reversal")

    ALLOCATING = [Kind.ALLOCATION, Kind.SUPPLEMENT]

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="entries", verbose_name=_("budget"))
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    number = models.PositiveIntegerField(_("number"), help_text=_("Of the year, over all clubs, without gaps."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    amount = AmountField(_("amount"))
    reason = models.CharField(_("what for"), max_length=300)
    expense = models.ForeignKey(Expense, models.PROTECT, null=True, related_name="entries", verbose_name=_("expense"))
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by", verbose_name=_("reverses")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    objects = EntryQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["year", "number"]
        verbose_name = _("entry in the book")
        verbose_name_plural = _("entries in the book")
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="activities_entry_number_once"),
            models.UniqueConstraint(
                fields=["expense"], condition=Q(kind="expense"), name="activities_entry_expense_booked_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount__lte=MOST),
                name="activities_entry_amount_is_something",
                violation_error_message=_("An amount is more than nothing."),
            ),
            models.CheckConstraint(
                condition=Q(kind="expense", expense__isnull=False) | Q(~Q(kind="expense"), expense=None),
                name="activities_entry_of_an_expense",
            ),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False) | Q(~Q(kind="reversal"), reverses=None),
                name="activities_entry_reverses_something",
            ),
        ]
        triggers = [
            append_only(),
            never_emptied(),
            pgtrigger.Trigger(
                name="belongs_into_its_book",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF EXISTS (SELECT FROM activities_budget WHERE id = NEW.budget_id
                            AND (closed_at IS NOT NULL OR year <> NEW.year)) THEN
                        RAISE EXCEPTION 'the book of this year is closed, or is not of this year'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'activities_entry_into_an_open_book';
                    END IF;
                    IF NEW.kind = 'expense' AND NOT EXISTS (
                            SELECT FROM activities_expense AS e WHERE e.id = NEW.expense_id
                            AND e.budget_id = NEW.budget_id AND e.state = 'booked' AND e.amount_spent = NEW.amount
                            AND EXISTS (SELECT FROM activities_receipt WHERE expense_id = e.id AND NOT is_void)) THEN
                        RAISE EXCEPTION 'an expense is booked as it was spent, with a receipt'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'activities_entry_has_a_receipt';
                    END IF;
                    IF NEW.kind = 'reversal' AND NOT EXISTS (
                            SELECT FROM activities_entry AS e WHERE e.id = NEW.reverses_id
                            AND e.budget_id = NEW.budget_id AND e.amount = NEW.amount AND e.kind <> 'reversal') THEN
                        RAISE EXCEPTION 'a reversal takes back all of an entry of its own book, and no reversal'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'activities_entry_no_reversal_reversed';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="moves_the_totals",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                declare=[("of_kind", "text"), ("signed", "numeric")],
                func="""
                    of_kind := NEW.kind;
                    signed := NEW.amount;
                    IF NEW.kind = 'reversal' THEN
                        SELECT kind INTO of_kind FROM activities_entry WHERE id = NEW.reverses_id;
                        signed := -NEW.amount;
                    END IF;
                    IF of_kind = 'expense' THEN
                        UPDATE activities_budget SET spent = spent + signed WHERE id = NEW.budget_id;
                    ELSE
                        UPDATE activities_budget SET allocated = allocated + signed WHERE id = NEW.budget_id;
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def reference(self) -> str:
        return f"{self.year}-{self.number:04}"

    @property
    def is_reversal(self) -> bool:
        return self.kind == self.Kind.REVERSAL

    @property
    def is_reversed(self) -> bool:
        return hasattr(self, "reversed_by")

    @property
    def effect(self) -> tuple:
        """What it adds to the allocated and to the spent; a reversal takes it off."""
        of = self.reverses if self.is_reversal else self
        signed = -self.amount if self.is_reversal else self.amount
        return (signed, 0) if of.kind in self.ALLOCATING else (0, signed)
