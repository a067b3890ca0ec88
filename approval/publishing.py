"""The end of an approval: what was reviewed goes live, and nothing else.

Wagtail imports this while its own models are still being made, so nothing of Wagtail is imported here.
"""


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
    """Publish the revision that the last stage approved. A later draft stays a draft."""
    revision = workflow_state.current_task_state.revision
    lock_subject(revision.base_content_type, revision.object_id)
    revision.publish(user=user, skip_permission_checks=True)
