"""Each item of a joint submission in full, and what became of those that wait no longer."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from people.models import Member

from ..approvers import approved_before
from ..checks.findings import findings_of
from ..comparison import changes_of
from ..hands import contributors_to
from ..hours import warning_of_a_day_off
from ..models.joint_submission import JointItem, JointSubmission
from ..models.record import Act, ApprovalRecord


def fill_in(states: list[TaskState], request, deciders: dict[int, dict[int, int | None]]) -> None:
    """Give each task state what its card shows: `changes`, `findings`, `day_off`, `is_new`, `submitted` (the record),
    `may_decide`, `principal`, and `had_a_hand`: whether that is why this user does not decide.

    The number of queries grows with the states, so this is for those of one page.
    """
    user = request.user
    stand_ins = {deciders[state.pk].get(user.pk) for state in states} - {None}
    principals = Member.objects.in_bulk(stand_ins) if stand_ins else {}
    submitted = _submitted(states)
    others = [state for state in states if user.pk not in deciders[state.pk]]
    hands = contributors_to(others) if others else {}
    approved = set(
        TaskState.objects.filter(
            workflow_state__in=[state.workflow_state_id for state in others],
            finished_by=user,
            status=TaskState.STATUS_APPROVED,
        ).values_list("workflow_state", flat=True)
    )
    for state in states:
        thing = state.revision.as_object()
        state.confirmed = approved_before(state, user)
        state.changes = changes_of(state.revision, request, since=state.confirmed)
        state.findings = findings_of(thing)
        state.day_off = warning_of_a_day_off(thing)
        state.submitted = submitted.get(state.revision_id)
        state.had_a_hand = user.pk in hands.get(state.pk, ()) or state.workflow_state_id in approved
        state.is_new = not thing.live_revision_id
        state.may_decide = user.pk in deciders[state.pk]
        state.principal = principals.get(deciders[state.pk].get(user.pk))


def _submitted(states: list[TaskState]) -> dict[int, ApprovalRecord]:
    """Return the record of the latest submission of each revision, with its words, in one query."""
    rows = ApprovalRecord.objects.filter(act=Act.SUBMITTED, revision__in=[state.revision_id for state in states])
    return {row.revision: row for row in rows.select_related("words").order_by("number")}


@dataclass
class Fate:
    """What became of one item: its title as it was submitted, and the last that happened to it here."""

    item: JointItem
    title: str
    verdict: str
    state: TaskState | None

    @property
    def is_back(self) -> bool:
        return self.item.left_at is not None


def fates_of(joint: JointSubmission) -> list[Fate]:
    """Return what became of the items on which nobody has to decide any more, in order, in one query."""
    items = (
        joint.items.exclude(submitted=None)
        .select_related(
            "submitted__words", "workflow_state__current_task_state__finished_by", "workflow_state__current_task_state"
        )
        .order_by("position")
    )
    return [
        Fate(item, item.submitted.words.title, _verdict(item), _decision(item))
        for item in items
        if item.left_at or _status(item) != WorkflowState.STATUS_IN_PROGRESS
    ]


def _status(item: JointItem) -> str:
    """The review goes with a page that is deleted; the item stays, and waits for nobody."""
    try:
        return item.workflow_state.status if item.workflow_state else ""
    except WorkflowState.DoesNotExist:
        return ""


def _decision(item: JointItem) -> TaskState | None:
    """Return the decision that ended its stay; what was submitted again since has a newer one, of another page."""
    status = _status(item)
    if not status or (item.left_at and status != WorkflowState.STATUS_NEEDS_CHANGES):
        return None
    return item.workflow_state.current_task_state


def _verdict(item: JointItem) -> str:
    status = _status(item)
    if not status:
        return _("deleted")
    if item.left_at:
        return _("withdrawn") if status == WorkflowState.STATUS_CANCELLED else _("sent back")
    return _("approved")
