"""Submissions that nobody decides on: who may decide is reminded, then chair and deputies are asked as well."""

from collections.abc import Iterator

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
from .models import Act, ApprovalRecord, ApprovalSettings
from .overdue import having_waited, overdue_states
from .queue import everything_that_waits
from .recording import lock_all, record
from .together.members import QueueRow, rows_of
from .together.telling import address_of


@in_the_sites_language
def remind_and_escalate() -> int:
    """Tell each approver once that something has waited long, and chair and deputies once that it waits too long.

    Returns how many notices were written.
    """
    refresh_due_roles()
    states = everything_that_waits()
    deciders = deciders_of(states)
    overdue = overdue_states(states)
    long = having_waited(states, ApprovalSettings.current().remind_after)
    told = 0
    for row in _by_stage(rows_of(states)):
        late = [state for state in row.states if state.pk in overdue]
        waiting = [state for state in row.states if state.pk in long and state.pk not in overdue]
        if late:
            told += _pass_on(QueueRow(late, row.joint), deciders)
        if waiting:
            told += _tell(QueueRow(waiting, row.joint), deciders, kind="approval.reminder")
    return told


def _by_stage(rows: list[QueueRow]) -> Iterator[QueueRow]:
    """Part joint submissions by stage: each stage waits by itself, and for other people."""
    for row in rows:
        for task_id in dict.fromkeys(state.task_id for state in row.states):
            yield QueueRow([state for state in row.states if state.task_id == task_id], row.joint)


def _newly_late(row: QueueRow) -> list[TaskState]:
    """Leave out what was passed on before: people are told once of all, and its items are late in turn."""
    passed_on = set(
        ApprovalRecord.objects.filter(
            act=Act.ESCALATED,
            submission__in=[state.workflow_state_id for state in row.states],
            stage=row.state.task.name,
            at__gte=row.state.started_at,
        ).values_list("submission", flat=True)
    )
    return [state for state in row.states if state.workflow_state_id not in passed_on]


@transaction.atomic
def _pass_on(row: QueueRow, deciders: dict[int, dict[int, int | None]]) -> int:
    late = _newly_late(row)
    things = {state.pk: state.revision.content_object for state in late}
    # All of them before the first record: with it the job holds the end of the chain until it has told everybody.
    lock_all(things.values())
    told = _tell(row, deciders, kind="approval.escalated")
    for state in late if told or row.joint else []:
        record(
            Act.ESCALATED,
            thing=things[state.pk],
            revision=state.revision,
            stage=state.task.name,
            submission=state.workflow_state_id,
        )
    return told


def _tell(row: QueueRow, deciders: dict[int, dict[int, int | None]], *, kind: str) -> int:
    """Tell everybody who may decide on something of one line of the queue, once."""
    state, joint = row.state, row.joint
    title = joint.title if joint else str(state.revision.object_str)
    submitter = state.workflow_state.requested_by
    author = submitter.get_full_name() if submitter else _("an import")
    date = date_format(timezone.localtime(state.started_at), "MONTH_DAY_FORMAT")
    return len(
        notify(
            Member.objects.filter(pk__in={pk for each in row.states for pk in deciders[each.pk]}),
            kind=kind,
            key=f"{kind}.together.{joint.pk}.{state.task_id}" if joint else f"{kind}.{state.pk}",
            places={"author": author, "title": title, "date": date},
            link=address_of(joint) if joint else reverse("approval_review", args=[state.pk]),
        )
    )
