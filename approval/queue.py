"""The approvers' queue."""

from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Substr
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, Revision, Task, TaskState, WorkflowState

from .approvers import deciders_of
from .models import ReviewTask
from .overdue import overdue_states

# Root, site, section: a section of the site stands right below the home page.
SECTION_PATH = 3 * Page.steplen


def everything_that_waits() -> list[TaskState]:
    """Return the task states of every stage in use that nobody has decided yet, oldest first.

    What they say is left in the database until it is shown: a queue may be long, and pages are.
    """
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__in=ReviewTask.objects.filter(active=True)
    ).select_related("revision", "workflow_state__requested_by__union_group", "task__reviewtask__person")
    return list(waiting.defer("revision__content").order_by("started_at", "pk"))


def waiting_for(user) -> list[TaskState]:
    """Return the task states that `user` may decide, oldest first; `describe` fetches what is shown of them."""
    if not user.is_active:
        return []
    states = everything_that_waits()
    deciders = deciders_of(states)
    return [state for state in states if user.pk in deciders[state.pk]]


def with_contents(states: Sequence[TaskState]) -> Sequence[TaskState]:
    """Return the same task states with all that their revisions say, in one query."""
    contents = dict(
        Revision.objects.filter(pk__in=[state.revision_id for state in states]).values_list("pk", "content")
    )
    for state in states:
        state.revision.content = contents[state.revision_id]
    return states


def describe(states: Iterable[TaskState]) -> None:
    """Give each task state `section`, where readers will find the item, and `is_overdue`, in a few queries for all.

    The submitter is fetched as well, and nothing of what the items say.
    """
    states = list(states)
    prefetch_related_objects(states, "revision", "workflow_state__requested_by__union_group")
    if not all(hasattr(state, "is_overdue") for state in states):
        overdue = overdue_states(states)
        for state in states:
            state.is_overdue = state.pk in overdue
    kind = ContentType.objects.get_for_model(Page).pk
    pages = [state.revision.object_id for state in states if state.revision.base_content_type_id == kind]
    above = Page.objects.filter(path=Substr(OuterRef("path"), 1, SECTION_PATH)).values("title")
    sections = dict(Page.objects.filter(pk__in=pages).annotate(section=Subquery(above)).values_list("pk", "section"))
    for state in states:
        revision = state.revision
        # From memory, where kinds are kept.
        revision.content_type = ContentType.objects.get_for_id(revision.content_type_id)
        is_page = revision.base_content_type_id == kind
        state.section = sections.get(int(revision.object_id), "") if is_page else ""


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
