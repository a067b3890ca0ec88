from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from ..checks.actions import refuse_blocked_submission
from ..errors import AlreadyDecided, NotYoursToDecide, RemarkMissing
from ..forms import OptionalRemarkForm, RemarkForm
from ..rules import check_contents, contributors_to


class ReviewTask(AbstractGroupApprovalTask):
    """A stage of approval: decided by a member of its groups who did not work on what is decided.

    The rules are enforced in `on_action`, on the task state's own object, since every entry point ends there:
    the buttons, the dialog, the editor, a tampered address.
    """

    def may_decide(self, task_state, user) -> bool:
        """True when `user` is one of this stage's approvers and has no hand in the reviewed revision."""
        if not user.is_active or not self._user_in_groups(user):
            return False
        return user.pk not in contributors_to([task_state])[task_state.pk]

    def start(self, workflow_state, user=None):
        """Begin the stage at the newest revision; the object in memory may not know it yet after a resubmission.

        Raises SubmissionBlocked when the checks found something that stops it; the draft stays saved.
        """
        workflow_state.content_object.refresh_from_db(fields=["latest_revision"])
        refuse_blocked_submission(workflow_state)
        return super().start(workflow_state, user=user)

    def _current_state(self, obj):
        state = obj.current_workflow_task_state
        return state if state and state.task_id == self.pk else None

    def get_actions(self, obj, user):
        state = self._current_state(obj)
        if state is None or not self.may_decide(state, user):
            return []
        return [("reject", _("Send back with a remark"), True), ("approve", _("Approve"), False)]

    def get_form_for_action(self, action):
        return RemarkForm if action == "reject" else OptionalRemarkForm

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if not user.is_active or not self._user_in_groups(user):
            return TaskState.objects.none()
        waiting = list(
            self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).select_related("revision", "workflow_state")
        )
        hands = contributors_to(waiting)
        return self.task_states.filter(pk__in=[state.pk for state in waiting if user.pk not in hands[state.pk]])

    def user_can_access_editor(self, obj, user):
        return self._user_in_groups(user)

    def locked_for_user(self, obj, user):
        """Closed to everybody but the approvers during a review; their edits wait for the next submission."""
        return not self._user_in_groups(user)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, /, comment="", **client_data):
        """Approve or send back, once.

        What else the client sent is ignored. States in memory may be stale, so the row is read again under a lock.

        Raises:
            AlreadyDecided: somebody was faster, or the item was withdrawn.
            NotYoursToDecide: not an approver of this stage, or a contributor.
            RemarkMissing: sent back without saying why.
            ContentsInvalid: the reviewed revision lacks something that publishing needs.
        """
        if action_name not in ("approve", "reject"):
            raise PermissionDenied
        state = (
            TaskState.objects.select_for_update(of=("self",))
            .select_related("revision", "workflow_state")
            .get(pk=task_state.pk)
            .specific
        )
        if state.task_id != self.pk or not self.may_decide(state, user):
            raise NotYoursToDecide
        if state.status != TaskState.STATUS_IN_PROGRESS or state.workflow_state.current_task_state_id != state.pk:
            raise AlreadyDecided
        comment = comment.strip() if isinstance(comment, str) else ""
        if action_name == "reject":
            if not comment:
                raise RemarkMissing
            state.reject(user=user, comment=comment)
        else:
            check_contents(state.revision)
            state.approve(user=user, comment=comment)

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups decide, but never on what they worked on themselves")

    class Meta:
        verbose_name = _("review by another person")
        verbose_name_plural = _("reviews by another person")
