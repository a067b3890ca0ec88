"""The approvers' queue."""

from collections.abc import Iterable

from django.db.models import QuerySet, prefetch_related_objects
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, Task, TaskState, WorkflowState

from .approvers import deciders_of
from .models import ReviewTask
from .overdue import overdue_states

# Root, site, section: a section of the site stands right below the home page.
SECTION_PATH = 3 * Page.steplen


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


def describe(states: Iterable[TaskState]) -> None:
    """Give each task state `section`, where readers will find the item, and `is_overdue`, in a few queries for all."""
    states = list(states)
    overdue = overdue_states(state for state in states if not hasattr(state, "is_overdue"))
    prefetch_related_objects(states, "revision__content_object")
    things = {state.pk: state.revision.content_object for state in states}
    paths = {thing.path[:SECTION_PATH] for thing in things.values() if isinstance(thing, Page)}
    titles = dict(Page.objects.filter(path__in=paths).values_list("path", "title"))
    for state in states:
        thing = things[state.pk]
        state.section = titles.get(thing.path[:SECTION_PATH], "") if isinstance(thing, Page) else ""
        if not hasattr(state, "is_overdue"):
            state.is_overdue = state.pk in overdue


def stages_of(state: TaskState) -> list[dict]:
    """Return every stage of the submission in order: name, the decision if there is one, whether it is the one now."""
    decided = {
        earlier.task_id: earlier
        for earlier in state.workflow_state.task_states.filter(status=TaskState.STATUS_APPROVED).select_related(
            "finished_by"
        )
    }
    tasks = Task.objects.filter(workflow_tasks__workflow=state.workflow_state.workflow_id, active=True)
    return [
        {"name": task.name, "decision": decided.get(task.pk), "is_current": task.pk == state.task_id}
        for task in tasks.order_by("workflow_tasks__sort_order")
    ]


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
