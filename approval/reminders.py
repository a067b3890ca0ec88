"""Submissions that nobody decides on: who may decide is reminded, then chair and deputies are asked as well."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from notices.actions import notify
from people.actions import refresh_due_roles
from people.models import Member

from .announcements import in_the_sites_language
from .approvers import deciders_of
from .models import Act, ApprovalSettings
from .overdue import having_waited, overdue_states
from .queue import everything_that_waits
from .recording import record


@in_the_sites_language
def remind_and_escalate() -> int:
    """Tell each approver once that something has waited long, and chair and deputies once that it waits too long.

    Returns how many notices were written.
    """
    refresh_due_roles()
    states = everything_that_waits()
    deciders = deciders_of(states)
    overdue = overdue_states(states)
    long = having_waited(states, ApprovalSettings.load().remind_after)
    told = 0
    for state in states:
        if state.pk in overdue:
            told += _pass_on(state, deciders[state.pk])
        elif state.pk in long:
            told += _tell(state, deciders[state.pk], "approval.reminder", _("Still waiting for you: %(title)s"))
    return told


@transaction.atomic
def _pass_on(state: TaskState, deciders: dict[int, int | None]) -> int:
    told = _tell(state, deciders, "approval.escalated", _("Nobody has decided on it yet: %(title)s"))
    if told:
        record(
            Act.ESCALATED,
            thing=state.revision.content_object,
            revision=state.revision,
            stage=state.task.name,
            submission=state.workflow_state_id,
        )
    return told


def _tell(state: TaskState, deciders: dict[int, int | None], kind: str, subject: str) -> int:
    title = str(state.revision.object_str)
    submitter = state.workflow_state.requested_by
    author = submitter.get_full_name() if submitter else _("an import")
    body = _("%(author)s submitted “%(title)s” on %(date)s.")
    date = date_format(timezone.localtime(state.started_at), "MONTH_DAY_FORMAT")
    return len(
        notify(
            Member.objects.filter(pk__in=deciders),
            kind=kind,
            key=f"{kind}.{state.pk}",
            subject=subject % {"title": title},
            body=body % {"author": author, "title": title, "date": date},
            link=reverse("approval_review", args=[state.pk]),
        )
    )
