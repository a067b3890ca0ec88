"""Who is told of a joint submission: approvers once for all that waits, the author once for a round of decisions."""

from collections import defaultdict

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import TaskState, WorkflowState

from notices.actions import notify
from people.actions import refresh_due_roles
from people.models import Member, Role

from ..announcements import in_the_sites_language
from ..approvers import deciders_of
from ..models.joint_submission import JointItem, JointSubmission
from .members import states_of

# How many remarks a notice spells out; the page has all.
REMARKS_TOLD = 10


def address_of(joint: JointSubmission) -> str:
    return reverse("approval_together", args=[joint.pk])


def joint_of(workflow_state_id: int) -> JointSubmission | None:
    """Return the joint submission that something under review belongs to, or None."""
    item = JointItem.objects.staying().filter(workflow_state=workflow_state_id).select_related("joint__by").first()
    return item.joint if item else None


def tell_approvers_of_all(joint: JointSubmission) -> None:
    """Tell everybody who may decide on anything in a new joint submission, once."""
    refresh_due_roles()
    states = states_of(joint)
    deciders = deciders_of(states)
    by_stage = defaultdict(list)
    for state in states:
        by_stage[state.task_id].append(state)
    for stage in by_stage.values():
        _tell_stage(joint, stage, deciders)


def tell_next_stage(joint: JointSubmission, state: TaskState) -> None:
    """Tell who decides at the stage that an item has reached; of the items that follow it nobody is told again."""
    refresh_due_roles()
    _tell_stage(joint, [state], deciders_of([state]))


@in_the_sites_language
def _tell_stage(joint: JointSubmission, states: list[TaskState], deciders: dict[int, dict[int, int | None]]) -> None:
    stage = states[0].task
    author = joint.by.get_full_name() if joint.by else _("an import")
    notify(
        Member.objects.filter(pk__in={pk for state in states for pk in deciders[state.pk]}),
        kind="approval.waiting",
        wording="together",
        key=f"approval.waiting.together.{joint.pk}.{stage.pk}",
        places={"author": author, "count": joint.items.count(), "title": joint.title},
        link=address_of(joint),
    )
    if not all(deciders[state.pk] for state in states):
        notify(
            Member.objects.holding(Role.ADMINISTRATOR),
            kind="approval.nobody",
            key=f"approval.nobody.together.{joint.pk}.{stage.pk}",
            places={"title": joint.title, "stage": stage.name},
            link=address_of(joint),
        )


@in_the_sites_language
@transaction.atomic
def tell_author(joint: JointSubmission) -> int:
    """Tell the submitter of all that was decided and that nobody has told yet, in one notice; returns how much."""
    joint = JointSubmission.objects.select_for_update(of=("self",)).select_related("by").get(pk=joint.pk)
    items = list(
        joint.items.untold().select_related(
            "workflow_state__current_task_state__revision", "workflow_state__current_task_state__finished_by"
        )
    )
    if not items:
        return 0
    JointItem.objects.filter(pk__in=[item.pk for item in items]).update(told_at=timezone.now())
    back = [item for item in items if item.workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES]
    approved = len(items) - len(back)
    lines = []
    if approved:
        said = ngettext("%(count)d item is approved.", "%(count)d items are approved.", approved)
        lines.append(said % {"count": approved})
    if back:
        said = ngettext("%(count)d item was sent back:", "%(count)d items were sent back:", len(back))
        lines.append(said % {"count": len(back)})
        lines += _remarks(back)
    waiting = joint.items.waiting().count()
    if waiting:
        said = ngettext("%(count)d item still waits.", "%(count)d items still wait.", waiting)
        lines.append(said % {"count": waiting})
    if joint.by:
        notify(
            [joint.by],
            kind="approval.sent_back" if back else "approval.approved",
            wording="together",
            # What was decided is told once, so the newest decision in it names the round.
            key=f"approval.together.{joint.pk}.{max(item.workflow_state.current_task_state_id for item in items)}",
            places={"title": joint.title, "outcome": "\n".join(lines)},
            link=address_of(joint),
        )
    return len(items)


def _remarks(back: list[JointItem]) -> list[str]:
    """Name what came back under each remark, so that one remark on all is read once."""
    by_remark = defaultdict(list)
    for item in back:
        state = item.workflow_state.current_task_state
        reviewer = state.finished_by.get_full_name() if state.finished_by else ""
        by_remark[reviewer, state.comment].append(str(state.revision.object_str))
    lines = []
    for (reviewer, remark), titles in list(by_remark.items())[:REMARKS_TOLD]:
        named = "、".join(f"“{title}”" for title in titles[:REMARKS_TOLD])
        if len(titles) > REMARKS_TOLD:
            named += _(" and %(count)d more") % {"count": len(titles) - REMARKS_TOLD}
        lines.append(f"{named} {reviewer}: {remark}")
    return lines


def tell_what_nobody_told() -> int:
    """Tell authors of decisions after which the approver stopped in the middle; returns how many items those were."""
    untold = JointItem.objects.untold().values("joint")
    return sum(tell_author(joint) for joint in JointSubmission.objects.filter(pk__in=untold))


@in_the_sites_language
def tell_of_refusal(joint: JointSubmission) -> None:
    """Tell the submitter that nothing was submitted, where that came out in the background."""
    notify(
        [joint.by] if joint.by else [],
        kind="approval.together",
        key=f"approval.together.refused.{joint.pk}.{int(joint.refused_at.timestamp())}",
        places={"title": joint.title},
        link=address_of(joint),
    )
