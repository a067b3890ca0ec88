"""Questions about many budgets, expenses and entries."""

from django.db import models
from django.db.models import Count, Q


class BudgetQuerySet(models.QuerySet):
    def begun(self):
        """Those in whose book something stands; for what is only proposed there is an empty one."""
        entries = self.model._meta.get_field("entries").related_model.objects.filter(budget=models.OuterRef("pk"))
        return self.filter(models.Exists(entries))

    def with_waiting(self):
        """Add `asked` and `presented`: how many expenses wait for an approver."""
        return self.annotate(
            asked=Count("expenses", filter=Q(expenses__state="asked")),
            presented=Count("expenses", filter=Q(expenses__state="presented")),
        )


class ExpenseQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=self.model.OPEN_STATES)

    def waiting(self):
        """Those on which an approver decides: to be approved, or to be booked."""
        return self.filter(state__in=[self.model.State.ASKED, self.model.State.PRESENTED])

    def going_on_or_booked(self):
        """Those of which something is to be shown: not what was refused, withdrawn or reversed."""
        return self.exclude(state__in=self.model.ENDED_WITHOUT_COST)

    def with_card_data(self):
        return self.select_related("budget__club", "asked_by")


class EntryQuerySet(models.QuerySet):
    def with_what_it_says(self):
        return self.select_related("expense", "reverses__expense", "reversed_by", "by", "budget__club")
