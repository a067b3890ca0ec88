"""The approvers' queue."""

from django.db.models import QuerySet
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import TaskState, WorkflowState

from .approvers import deciders_of
from .models import ReviewTask


def everything_that_waits() -> list[TaskState]:
    """Return the task states of every stage in use that nobody has decided yet, oldest first."""
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__in=ReviewTask.objects.filter(active=True)
    ).select_related("revision__user", "workflow_state__requested_by", "revision__content_type", "task")
    return list(waiting.order_by("started_at"))


def waiting_for(user) -> list[TaskState]:
    """Return the task states that `user` may decide, oldest first, with revision and submitter fetched."""
    if not user.is_active:
        return []
    states = everything_that_waits()
    deciders = deciders_of(states)
    return [state for state in states if user.pk in deciders[state.pk]]


def submissions_of(user) -> QuerySet:
    """Return what `user` submitted and what has not been decided for good, newest first."""
    return (
        WorkflowState.objects.active()
        .filter(requested_by=user)
        .select_related(
            "current_task_state__revision", "current_task_state__finished_by", "current_task_state__task__content_type"
        )
        .order_by("-current_task_state__started_at")
    )


def sent_back_with(thing) -> TaskState | None:
    """Return the decision by which a page or snippet was sent back, as long as it has not been submitted again."""
    state = thing.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    return state.current_task_state


def edit_url_of(thing) -> str:
    """Return the address of the editor of a page or snippet."""
    return AdminURLFinder().get_edit_url(thing)


def remarks_on(workflow_state: WorkflowState) -> QuerySet:
    """Return every decision with a remark on the same thing, in this submission and earlier ones, newest first."""
    return (
        TaskState.objects.filter(
            workflow_state__base_content_type=workflow_state.base_content_type_id,
            workflow_state__object_id=workflow_state.object_id,
        )
        .exclude(comment="")
        .select_related("finished_by")
        .order_by("-finished_at")
    )
