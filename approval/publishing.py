"""The end of an approval: what was reviewed goes live, and nothing else.

Wagtail imports this while its own models are still being made, so nothing of Wagtail is imported here.
"""


def publish_what_was_reviewed(workflow_state, user=None) -> None:
    """Publish the revision that the last stage approved. A later draft stays a draft."""
    revision = workflow_state.current_task_state.revision
    revision.publish(user=user, skip_permission_checks=True)
