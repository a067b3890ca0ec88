"""One decision on many items. Each item is decided by itself, through `on_action` like any other."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from people.models import Member

from ..approvers import deciders_of
from ..errors import AlreadyDecided, DecisionRefused, NotYoursToWithdraw
from ..models.joint_submission import JointSubmission
from ..withdrawing import withdraw
from .members import states_of
from .telling import tell_author

logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What came of it: the task states that were decided, and those that could not be, each with why."""

    decided: list[TaskState] = field(default_factory=list)
    refused: list[tuple[TaskState, str]] = field(default_factory=list)


def decide_together(
    joint: JointSubmission, states: Iterable[TaskState], by: Member, action: str, remark: str = ""
) -> Outcome:
    """Approve or reject several items of one joint submission, each in a transaction of its own.

    One transaction around all would hold the end of the record for as long, and wait for a colleague who holds one of
    the items and waits for that end. What cannot be decided keeps waiting, and is in the outcome with its reason. The
    author is told once `by` has nothing left to decide here.
    """
    outcome = Outcome()
    for state in states:
        try:
            state.task.specific.on_action(state, by, action, comment=remark)
        except DecisionRefused as refusal:
            outcome.refused.append((state, str(refusal.sentence)))
        except Exception:
            # Whatever it is, it is one item's: the others are decided, and this one waits as if nothing had been.
            logger.exception("Task state %s of joint submission %s could not be decided", state.pk, joint.pk)
            outcome.refused.append((state, _("It could not be decided; the log says why.")))
        else:
            outcome.decided.append(state)
    end_round(joint, by)
    return outcome


def end_round(joint: JointSubmission, by: Member) -> None:
    """Tell the author what was decided, if `by` has nothing left to decide in this submission."""
    if not left_for(joint, by):
        tell_author(joint)


def left_for(joint: JointSubmission, user: Member) -> list[TaskState]:
    """Return what `user` may decide in a joint submission, in its order."""
    states = states_of(joint)
    deciders = deciders_of(states)
    return [state for state in states if user.pk in deciders[state.pk]]


def withdraw_together(joint: JointSubmission, by: Member) -> Outcome:
    """Take back everything that nobody has decided yet, each in a transaction of its own.

    Raises:
        NotYoursToWithdraw: somebody else submitted it.
    """
    if by.pk != joint.by_id:
        raise NotYoursToWithdraw
    outcome = Outcome()
    for state in states_of(joint):
        try:
            withdraw(state.workflow_state, user=by)
        except AlreadyDecided as refusal:
            outcome.refused.append((state, str(refusal.sentence)))
        else:
            outcome.decided.append(state)
    tell_author(joint)
    return outcome
