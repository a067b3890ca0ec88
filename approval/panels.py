"""What an approval asks of somebody, on the admin's first page."""

from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.models import WorkflowState

from .models import JointSubmission
from .permissions import is_reviewer
from .queue import describe, submissions_of, waiting_for
from .together.members import rows_of

SHOWN = 5
# Theirs lead to the editor, and say neither the remark nor whose turn it is.
REPLACED = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)


class WaitingPanel(Component):
    """What waits for this approver, above everything else."""

    name = "approval_waiting"
    order = 10
    template_name = "approval/panels/waiting.html"

    class Media:
        css = {"all": ["css/admin/approval.css"]}

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        waiting = rows_of(waiting_for(user)) if is_reviewer(user) else []
        describe(row.state for row in waiting[:SHOWN])
        return {"waiting": waiting[:SHOWN], "count": len(waiting), "more": len(waiting) > SHOWN}


class OwnSubmissionsPanel(Component):
    """What came back to its author with a remark, what is still on its way, and what is not submitted although its
    author said so.
    """

    name = "approval_own"
    order = 15
    template_name = "approval/panels/own_submissions.html"

    class Media:
        css = {"all": ["css/admin/approval.css"]}

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        mine = list(submissions_of(user))
        under_review = [state.current_task_state for state in mine if state.status == WorkflowState.STATUS_IN_PROGRESS]
        return {
            "sent_back": [state for state in mine if state.status == WorkflowState.STATUS_NEEDS_CHANGES],
            "prepared": JointSubmission.objects.filter(by=user, submitted_at=None)[:SHOWN],
            "under_review": rows_of(under_review)[:SHOWN],
        }


def replace_wagtails_panels(request, panels) -> None:
    """Put ours in the place of Wagtail's panels about moderation."""
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    panels += [WaitingPanel(), OwnSubmissionsPanel()]
