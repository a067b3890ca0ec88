"""Submissions that wait too long: their approvers are reminded, then chair and deputies may decide as well."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from wagtail.models import TaskState

from days.working_days import days_between

from .models.approval_settings import ApprovalSettings


def having_waited(states: Iterable[TaskState], working_days: int, now: datetime | None = None) -> set[int]:
    """Return the ids of the task states that have been waiting for so many working days; 0 means never.

    In a year whose days off nobody has announced, Monday to Friday count. Two queries, however many states.
    """
    now = timezone.localtime(now)
    began = {state.pk: timezone.localtime(state.started_at) for state in states if state.started_at}
    if not working_days or not began:
        return set()
    worked = [
        day.date
        for day in days_between(min(began.values()).date(), now.date())
        if (not day.is_weekend if day.is_working is None else day.is_working)
    ]
    return {pk for pk, start in began.items() if _passed(start, now, worked) >= working_days}


def _passed(start: datetime, now: datetime, worked: list) -> int:
    """Return how many of the `worked` days have passed since `start`, the last of them to the hour."""
    days = [day for day in worked if start.date() < day <= now.date()]
    if days and days[-1] == now.date() and now.time() < start.time():
        days.pop()
    return len(days)


def overdue_states(states: Iterable[TaskState]) -> set[int]:
    """Return the ids of those that chair and deputies may decide on because they waited too long."""
    return having_waited(states, ApprovalSettings.current().escalate_after)
