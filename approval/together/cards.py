"""Each item of a joint submission in full, and what became of those that wait no longer."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, TaskState, WorkflowState

from people.models import Member

from ..approvers import approved_before
from ..checks.findings import findings_of
from ..checks.rules import Rules
from ..comparison import changes_of
from ..hands import contributors_to
from ..hours import warning_of_a_day_off
from ..models.joint_submission import JointItem, JointSubmission
from ..models.record import Act, ApprovalRecord


def filled_in(states: list[TaskState], request, deciders: dict[int, dict[int, int | None]]) -> Iterator[TaskState]:
    """Yield each task state with what its card shows: `changes`, `findings`, `day_off`, `is_new`, `submitted` (the
    record), `confirmed` (what this user approved of it before), `may_decide`, `principal`, and `had_a_hand`: whether
    that is why this user does not decide.

    Putting two versions together costs queries for each state, so this is for those of one page; the rest is asked
    for once for all.
    """
    user = request.user
    prefetch_related_objects(states, "revision__content_object")
    approved = _knowing_their_thing(approved_before(states, user), {state.pk: state for state in states})
    live = _live_revisions(states)
    rules = Rules()
    stand_ins = {deciders[state.pk].get(user.pk) for state in states} - {None}
    principals = Member.objects.in_bulk(stand_ins) if stand_ins else {}
    submitted = _submitted(states)
    others = [state for state in states if user.pk not in deciders[state.pk]]
    hands = contributors_to(others) if others else {}
    have_approved = set(
        TaskState.objects.filter(
            workflow_state__in=[state.workflow_state_id for state in others],
            finished_by=user,
            status=TaskState.STATUS_APPROVED,
        ).values_list("workflow_state", flat=True)
    )
    for state in states:
        thing = state.revision.as_object()
        state.confirmed = approved.get(state.pk)
        since = state.confirmed or live.get(thing.live_revision_id)
        state.changes = changes_of(state.revision, request, since=since, proposed=thing)
        state.findings = findings_of(thing, rules)
        state.day_off = warning_of_a_day_off(thing)
        state.submitted = submitted.get(state.revision_id)
        state.had_a_hand = user.pk in hands.get(state.pk, ()) or state.workflow_state_id in have_approved
        state.is_new = not thing.live_revision_id
        state.may_decide = user.pk in deciders[state.pk]
        state.principal = principals.get(deciders[state.pk].get(user.pk))
        yield state


def _live_revisions(states: list[TaskState]) -> dict[int, Revision]:
    """Return what is public of the things under review, by its id, in one query."""
    things = {state.revision.content_object.live_revision_id: state for state in states}
    return _knowing_their_thing(Revision.objects.in_bulk(things.keys() - {None}), things)


def _knowing_their_thing(revisions: dict, states: dict) -> dict:
    """Spare each of the revisions the way to the page or snippet that it is about: its task state has made it."""
    for key, revision in revisions.items():
        if key in states:
            revision.content_object = states[key].revision.content_object
    return revisions


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
