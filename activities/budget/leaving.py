"""What somebody who leaves the hospital asked for in the name of a club."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from people.models import Member
from people.registry import Ended

from ..models import Expense


def name_unfinished_expenses(members: list[Member]) -> Iterable[Ended]:
    """Nothing ends by itself: another leader of the club goes on, or an approver frees what was approved."""
    open_ones = Expense.objects.open().filter(asked_by__in=members).select_related("budget__club").order_by("pk")
    return [
        Ended(
            expense.asked_by_id,
            _("Asked for “%(title)s” in the name of the club “%(club)s”, which is not finished.")
            % {"title": expense.purpose, "club": expense.budget.club},
        )
        for expense in open_ones
    ]
