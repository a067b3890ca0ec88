"""Whoever was told that something waits is told that it waits no more: it was withdrawn, or deleted."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from notices.actions import notify
from people.models import Member

from .announcements import in_the_sites_language
from .erasing import ERASED_TITLE
from .models import ApprovalRecord, JointSubmission
from .recording import hand
from .together.telling import joint_of

# What tells somebody that a decision is wanted; the keys of these notices end with what waits.
ASKING = ["approval.waiting", "approval.nobody", "approval.reminder", "approval.escalated"]


@in_the_sites_language
def tell_of_withdrawal(instance: WorkflowState, user=None, **kwargs) -> None:
    """Tell those who had been asked to decide, and the submitter where somebody else took it back."""
    by = user or hand().actor
    # The state in memory is that of before; what had been sent back waited for nobody.
    state = TaskState.objects.filter(pk=instance.current_task_state_id, status=TaskState.STATUS_CANCELLED).first()
    if state is None:
        return
    joint = joint_of(instance.pk)
    if joint:
        _tell_of_joint(joint, state.task_id, kind="approval.withdrawn", by=by)
        return
    title = str(state.revision.object_str)
    asked = _asked(str(state.pk))
    _tell(asked, kind="approval.withdrawn", key=str(state.pk), title=title, link=reverse("approval_queue"), by=by)
    _tell(
        Member.objects.filter(pk=instance.requested_by_id).exclude(pk__in=asked.values("pk")),
        kind="approval.withdrawn",
        wording="submitter",
        key=str(state.pk),
        title=title,
        link=reverse("approval_item", args=[instance.pk]),
        by=by,
    )


@in_the_sites_language
def tell_of_deletion(instance: WorkflowState, **kwargs) -> None:
    """Tell those who had been asked to decide on something that was deleted under review."""
    if instance.status != WorkflowState.STATUS_IN_PROGRESS:
        return
    by = hand().actor
    joint = joint_of(instance.pk)
    if joint:
        for task_id in instance.workflow.workflow_tasks.values_list("task", flat=True):
            _tell_of_joint(joint, task_id, kind="approval.deleted", by=by)
        return
    last = ApprovalRecord.objects.of_course(instance.pk).select_related("words").last()
    if last is None:
        return
    key = str(instance.current_task_state_id)
    title = str(ERASED_TITLE) if last.words.erased_by_id else last.words.title
    _tell(_asked(key), kind="approval.deleted", key=key, title=title, link=reverse("approval_queue"), by=by)


def _tell_of_joint(joint: JointSubmission, task_id: int, *, kind: str, by) -> None:
    """Tell once, with the last of its items that waited at this stage: until then there is something to decide on."""
    if joint.items.waiting().filter(workflow_state__current_task_state__task=task_id).exists():
        return
    key = f"together.{joint.pk}.{task_id}"
    link = reverse("approval_together", args=[joint.pk])
    _tell(_asked(key), kind=kind, wording="together", key=key, title=joint.title, link=link, by=by)


def _asked(what: str) -> models.QuerySet:
    """Return who has a notice that a decision on `what` is wanted."""
    return Member.objects.filter(notices__dedupe_key__in=[f"{kind}.{what}" for kind in ASKING]).distinct()


def _tell(people: models.QuerySet, *, kind: str, key: str, title: str, link: str, by, wording: str = "") -> None:
    notify(
        people.exclude(pk=by.pk) if by else people,
        kind=kind,
        wording=wording,
        key=f"{kind}.{key}",
        places={"title": title, "name": by.get_full_name() if by else _("The administrator")},
        link=link,
    )
