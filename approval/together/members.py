"""What belongs to a joint submission, as the approvers' pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from wagtail.models import TaskState, WorkflowState

from ..models.joint_submission import JointItem, JointSubmission


def states_of(joint: JointSubmission) -> list[TaskState]:
    """Return the task states of a joint submission on which nobody has decided yet, in its order, in one query.

    Each carries `position`, its place. What they say is left in the database until `with_contents` asks for it.
    """
    items = (
        joint.items.waiting()
        .filter(workflow_state__current_task_state__status=TaskState.STATUS_IN_PROGRESS)
        .select_related(
            "workflow_state__requested_by",
            "workflow_state__current_task_state__task",
            "workflow_state__current_task_state__revision__content_type",
            "workflow_state__current_task_state__revision__user",
        )
        .defer("workflow_state__current_task_state__revision__content")
        .order_by("position")
    )
    states = []
    for item in items:
        state = item.workflow_state.current_task_state
        state.workflow_state, state.position = item.workflow_state, item.position
        states.append(state)
    return states


def joints_of(things: Iterable[models.Model]) -> dict[str, JointSubmission]:
    """Return what each page or snippet was last submitted together with and has not left, by its id; in one query.

    All are of one kind.
    """
    things = list(things)
    if not things:
        return {}
    items = JointItem.objects.staying().filter(
        content_type=things[0].get_content_type(), object_id__in=[str(thing.pk) for thing in things]
    )
    rows = items.exclude(joint__submitted_at=None).select_related("joint").order_by("joint__submitted_at")
    return {item.object_id: item.joint for item in rows}


def reviews_of(things: Iterable[models.Model]) -> dict[str, WorkflowState]:
    """Return the submission that is not decided for good of each page or snippet, by its id; in one query.

    All are of one kind.
    """
    things = list(things)
    if not things:
        return {}
    states = WorkflowState.objects.active().filter(
        base_content_type=things[0].get_base_content_type(), object_id__in=[str(thing.pk) for thing in things]
    )
    return {state.object_id: state for state in states}


@dataclass
class QueueRow:
    """One line of the approvers' queue: a single item, or a joint submission with those of its items that wait."""

    states: list[TaskState]
    joint: JointSubmission | None = None

    @property
    def state(self) -> TaskState:
        """The one that has waited longest."""
        return self.states[0]


def row_after(rows: Iterable[QueueRow], state: TaskState) -> QueueRow | None:
    """Return the line of a queue that comes after that of `state`, whether this is still in it or was just decided.

    After the last one comes the first; None stands for a queue without any other.
    """
    others = [row for row in rows if all(each.pk != state.pk for each in row.states)]
    place = (state.started_at, state.pk)
    return next((row for row in others if (row.state.started_at, row.state.pk) > place), next(iter(others), None))


def rows_of(states: Iterable[TaskState]) -> list[QueueRow]:
    """Gather task states into the lines of a queue, in their order, with one query."""
    states = list(states)
    items = JointItem.objects.staying().filter(workflow_state__in={state.workflow_state_id for state in states})
    joints = {item.workflow_state_id: item.joint for item in items.select_related("joint__by")}
    rows: dict[tuple, QueueRow] = {}
    for state in states:
        joint = joints.get(state.workflow_state_id)
        key = ("joint", joint.pk) if joint else ("single", state.pk)
        rows.setdefault(key, QueueRow([], joint)).states.append(state)
    return list(rows.values())
