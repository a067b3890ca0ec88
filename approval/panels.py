"""What an approval asks of somebody, on the admin's first page."""

from urllib.parse import urlencode

from django.urls import reverse
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
        sent_back = [state for state in mine if state.status == WorkflowState.STATUS_NEEDS_CHANGES]
        under_review = rows_of(
            [state.current_task_state for state in mine if state.status == WorkflowState.STATUS_IN_PROGRESS]
        )
        return {
            "sent_back": sent_back[:SHOWN],
            "sent_back_count": len(sent_back),
            "prepared": JointSubmission.objects.filter(by=user, submitted_at=None)[:SHOWN],
            "under_review": under_review[:SHOWN],
            "under_review_count": len(under_review),
            "all_sent_back": _all_of(user, WorkflowState.STATUS_NEEDS_CHANGES) if len(sent_back) > SHOWN else "",
            "all_under_review": _all_of(user, WorkflowState.STATUS_IN_PROGRESS) if len(under_review) > SHOWN else "",
        }


def _all_of(user, status: str) -> str:
    """Return the address of Wagtail's report on what `user` submitted and what stands at `status`."""
    query = urlencode({"requested_by": user.pk, "status": status})
    return f"{reverse('wagtailadmin_reports:workflow')}?{query}"


def replace_wagtails_panels(request, panels) -> None:
    """Put ours in the place of Wagtail's panels about moderation."""
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    panels += [WaitingPanel(), OwnSubmissionsPanel()]
