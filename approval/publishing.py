"""The end of an approval: what was reviewed goes live, and nothing else.

Wagtail imports this while its own models are still being made, so nothing of Wagtail is imported here.
"""

from .errors import NotReviewed


def lock_subject(content_type, object_id, *, skip_locked: bool = False):
    """Lock the row of what a revision is about and return it in its most specific class; None when there is none.

    `content_type` is the base content type. Whoever publishes or takes down takes this lock first, so that two
    never wait for each other. With `skip_locked` a row that somebody else has locked counts as none.
    """
    rows = content_type.model_class()._base_manager.select_for_update(
        no_key=True, skip_locked=skip_locked, of=("self",)
    )
    thing = rows.filter(pk=object_id).first()
    return getattr(thing, "specific", thing)


def publish_what_was_reviewed(workflow_state, user=None) -> None:
    """Publish the revision that the last stage approved. A later draft stays a draft.

    Wagtail comes here as well when a workflow has no task, or one of its own kind, which knows no rules.

    Raises:
        NotReviewed: not every task of this workflow that decided was a stage of ours, or none decided.
    """
    last = workflow_state.current_task_state
    approved = workflow_state.task_states.filter(status="approved")
    if last is None or last.status != "approved" or any(not _is_ours(state) for state in approved):
        raise NotReviewed
    lock_subject(last.revision.base_content_type, last.revision.object_id)
    last.revision.publish(user=user, skip_permission_checks=True)


def _is_ours(state) -> bool:
    return state.task.content_type.model == "reviewtask" and state.task.content_type.app_label == "approval"
