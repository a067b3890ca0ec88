"""Submissions that wait too long: their approvers are reminded, then chair and deputies may decide as well."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from wagtail.models import TaskState

from days.working_days import add_working_days

from .models.approval_settings import ApprovalSettings


def has_waited(state: TaskState, working_days: int, now: datetime | None = None) -> bool:
    """True when `state` has been waiting for so many working days; 0 means never."""
    if not working_days or state.started_at is None:
        return False
    began = timezone.localtime(state.started_at)
    due = add_working_days(began.date(), working_days, weekdays_if_unknown=True)
    return timezone.localtime(now) >= began.replace(year=due.year, month=due.month, day=due.day)


def overdue_states(states: Iterable[TaskState]) -> set[int]:
    """Return the ids of those that chair and deputies may decide on because they waited too long."""
    days = ApprovalSettings.load().escalate_after
    return {state.pk for state in states if has_waited(state, days)}
