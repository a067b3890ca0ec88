from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Task, TaskState
from wagtail.signals import task_submitted

from people.models import Member

from ..approvers import approved_before, deciders_of
from ..errors import AlreadyDecided, ItemsWaitHere, NotYoursToDecide, RemarkMissing, SubmissionRefused
from ..forms import OptionalRemarkForm, RemarkForm
from ..hours import check_hours
from ..lost_hours import hours_on_record
from ..recording import on_record, record_submission
from ..rules import check_contents
from ..standing_aside import why_not
from ..submitting import look_through, put_back
from .finder import Finder
from .joint_submission import leave_joint_submission


class ReviewTask(AbstractGroupApprovalTask):
    """A stage of approval: decided by somebody who did not work on the item and did not approve it before.

    The rules are enforced in `on_action`, on the task state's own object, since every entry point ends there:
    the buttons, the dialog, the editor, a tampered address.
    """

    finder = models.CharField(_("decided by"), max_length=20, choices=Finder, default=Finder.GROUPS)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="review_tasks",
        verbose_name=_("person"),
        help_text=_("Who decides, where one person does."),
    )

    admin_form_fields = [*Task.admin_form_fields, "finder", "person", "groups"]

    def clean(self):
        super().clean()
        if self.finder == Finder.PERSON and self.person_id is None:
            raise ValidationError({"person": _("Name the person who decides.")})

    def may_decide(self, task_state, user) -> bool:
        """True when `user` may decide on this task state, now and in this stage."""
        return user.is_active and user.pk in self._deciders(task_state)

    def _deciders(self, task_state) -> dict[int, int | None]:
        return deciders_of([task_state])[task_state.pk]

    def start(self, workflow_state, user=None):
        """Begin the stage: the first at the newest revision, the others at the one that the stage before approved.

        A resubmission begins at the first stage again; what was approved before has to be confirmed.

        Raises:
            SubmissionBlocked: the checks found something that stops it; the draft stays saved.
            ProofMissing: it lacks a proof-reading that the office insists on; the same.
        """
        before = workflow_state.current_task_state
        if before is not None:
            return self._go_on(workflow_state, before.revision, user)
        first = first_stage_of(workflow_state.workflow)
        if first is not None and first.pk != self.pk:
            return first.start(workflow_state, user=user)
        try:
            return self._begin(workflow_state, user)
        except SubmissionRefused:
            put_back(workflow_state)
            raise

    @transaction.atomic
    def _begin(self, workflow_state, user) -> TaskState:
        """Begin the first stage at the newest revision, if nothing stops it."""
        findings, proofs = look_through(workflow_state)
        workflow_state.task_states.filter(status=TaskState.STATUS_APPROVED).update(status=TaskState.STATUS_CANCELLED)
        task_state = super().start(workflow_state, user=user)
        findings = [finding.for_the_record() for finding in findings]
        record_submission(task_state, by=user, findings=findings, proofs=proofs)
        return task_state

    def _go_on(self, workflow_state, revision, user) -> TaskState:
        """Begin a later stage at what the stage before approved."""
        state = self.get_task_state_class()(
            workflow_state=workflow_state, task=self, revision=revision, status=TaskState.STATUS_IN_PROGRESS
        )
        state.save()
        task_submitted.send(sender=state.specific.__class__, instance=state.specific, user=user)
        return state

    def deactivate(self, user=None):
        """Take the stage out of use. Wagtail would let what waits here pass as if it had been approved.

        Raises:
            ItemsWaitHere: something waits at this stage.
        """
        if self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).exists():
            raise ItemsWaitHere
        super().deactivate(user=user)

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
        waiting = list(
            self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).select_related("revision", "workflow_state")
        )
        deciders = deciders_of(waiting)
        return self.task_states.filter(pk__in=[state.pk for state in waiting if user.pk in deciders[state.pk]])

    def user_can_access_editor(self, obj, user):
        state = self._current_state(obj)
        return state is not None and self.may_decide(state, user)

    def locked_for_user(self, obj, user):
        """Closed to everybody but the approvers during a review; their edits wait for the next submission."""
        return not self.user_can_access_editor(obj, user)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, /, comment="", **client_data):
        """Approve or send back, once.

        What else the client sent is ignored. States in memory may be stale, so the row is read again under a lock.

        Raises:
            AlreadyDecided: somebody was faster, or the item was withdrawn.
            NotYoursToDecide: not an approver of this stage, a contributor, or an approver of an earlier stage.
            RemarkMissing: sent back without saying why.
            ContentsInvalid: the reviewed revision lacks something that publishing needs.
            ContentsChanged: it, a file that it uses or a name that it refers to is not what was submitted.
            ExpiredBeforePublication: its hour of expiry has passed.
        """
        if action_name not in ("approve", "reject"):
            raise PermissionDenied
        state = (
            TaskState.objects.select_for_update(of=("self",))
            .select_related("revision", "workflow_state")
            .get(pk=task_state.pk)
            .specific
        )
        if state.task_id != self.pk:
            raise NotYoursToDecide
        # First, since whoever presses twice has approved it before, and should not be told so as a reproach.
        if state.status != TaskState.STATUS_IN_PROGRESS or state.workflow_state.current_task_state_id != state.pk:
            raise AlreadyDecided
        deciders = self._deciders(state)
        if user.pk not in deciders:
            raise NotYoursToDecide(why_not(state, user))
        comment = comment.strip() if isinstance(comment, str) else ""
        principal = Member.objects.filter(pk=deciders[user.pk]).first()
        if action_name == "reject":
            if not comment:
                raise RemarkMissing
            with on_record(state, "reject", user, remark=comment, on_behalf_of=principal):
                state.reject(user=user, comment=comment)
            leave_joint_submission(state.workflow_state)
        else:
            check_contents(state.revision)
            check_hours(state.revision)
            act = "confirm" if approved_before([state], user) else "approve"
            thing = state.workflow_state.content_object
            hands = {"by": user, "on_behalf_of": principal}
            with (
                hours_on_record(thing, submission=state.workflow_state_id, **hands),
                on_record(state, act, user, remark=comment, on_behalf_of=principal),
            ):
                state.approve(user=user, comment=comment)

    @classmethod
    def get_description(cls):
        return _("Somebody decides who did not work on the item: members of groups, one person, or a head")

    class Meta:
        verbose_name = _("review by another person")
        verbose_name_plural = _("reviews by another person")


def first_stage_of(workflow) -> ReviewTask | None:
    """Return the first stage in use of a workflow; None when it has none, or begins with a task of Wagtail's own."""
    task = Task.objects.filter(workflow_tasks__workflow=workflow, active=True).order_by("workflow_tasks__sort_order")
    first = task.first()
    return first.specific if first and isinstance(first.specific, ReviewTask) else None
