"""Taking a submission back, once, and not after a decision."""

from django.db import transaction
from wagtail.models import WorkflowState

from .errors import AlreadyDecided
from .models.joint_submission import leave_joint_submission

_cancel = WorkflowState.cancel
OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


@transaction.atomic
def withdraw(workflow_state: WorkflowState, user=None) -> None:
    """Take back what was submitted, under the lock of a decision: a tab that is stale cannot undo an approval.

    Raises:
        AlreadyDecided: it was approved meanwhile, at this stage or at all, or taken back by somebody else.
    """
    state = workflow_state.current_task_state
    if state is not None:
        type(state).objects.select_for_update(of=("self",)).get(pk=state.pk)
    workflow_state.refresh_from_db()
    went_on = state is not None and workflow_state.current_task_state_id != state.pk
    if went_on or workflow_state.status not in OPEN:
        raise AlreadyDecided
    _cancel(workflow_state, user=user)
    leave_joint_submission(workflow_state)


def close_stale_withdrawals() -> None:
    """Let Wagtail's own screens withdraw this way too: they check a state that they read before."""
    WorkflowState.cancel = withdraw
