"""What a draft must pass before it is submitted, whoever submits it and from wherever."""

from wagtail.models import WorkflowState

from .checks.actions import refuse_blocked_submission
from .checks.finding import Finding
from .proofs.actions import refuse_unread_submission
from .publishing import lock_subject


def look_through(workflow_state: WorkflowState) -> tuple[list[Finding], list[dict]]:
    """Return the findings on the newest draft, and who has read its proofs; within a transaction.

    The thing is locked, so that a tick or a reason that is taken back at the same moment comes before or after.

    Raises:
        SubmissionBlocked: a finding stops it.
        ProofMissing: it lacks a proof-reading that the office insists on.
    """
    lock_subject(workflow_state.base_content_type, workflow_state.object_id)
    # The object in memory may not know the newest revision yet after a resubmission.
    workflow_state.content_object.refresh_from_db(fields=["latest_revision", "live_revision"])
    findings = refuse_blocked_submission(workflow_state)
    return findings, refuse_unread_submission(workflow_state)


def put_back(workflow_state: WorkflowState) -> None:
    """Let what was sent back stay sent back after a refusal.

    Wagtail resumes it without a transaction; a first submission is rolled back by Wagtail.
    """
    sent_back = workflow_state.task_states.order_by("pk").last()
    if sent_back:
        workflow_state.current_task_state = sent_back
        workflow_state.status = WorkflowState.STATUS_NEEDS_CHANGES
        workflow_state.save()
