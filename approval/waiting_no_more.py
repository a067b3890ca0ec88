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
    facts = {"kind": "approval.withdrawn", "subject": _("Withdrawn: %(title)s"), "by": by}
    joint = joint_of(instance.pk)
    if joint:
        said = _("%(name)s has taken back what nobody had decided yet. Nothing waits for you there any more.")
        _tell_of_joint(joint, state.task_id, body=said, **facts)
        return
    title = str(state.revision.object_str)
    said = _("%(name)s has taken it back. There is nothing to decide on for now.")
    asked = _asked(str(state.pk))
    _tell(asked, key=str(state.pk), title=title, body=said, link=reverse("approval_queue"), **facts)
    _tell(
        Member.objects.filter(pk=instance.requested_by_id).exclude(pk__in=asked.values("pk")),
        key=str(state.pk),
        title=title,
        body=_("%(name)s has taken back what you submitted. It stays a draft and can be submitted again."),
        link=reverse("approval_item", args=[instance.pk]),
        **facts,
    )


@in_the_sites_language
def tell_of_deletion(instance: WorkflowState, **kwargs) -> None:
    """Tell those who had been asked to decide on something that was deleted under review."""
    if instance.status != WorkflowState.STATUS_IN_PROGRESS:
        return
    facts = {"kind": "approval.deleted", "subject": _("Deleted: %(title)s"), "by": hand().actor}
    joint = joint_of(instance.pk)
    if joint:
        said = _("%(name)s has deleted what nobody had decided yet. Nothing waits for you there any more.")
        for task_id in instance.workflow.workflow_tasks.values_list("task", flat=True):
            _tell_of_joint(joint, task_id, body=said, **facts)
        return
    last = ApprovalRecord.objects.of_course(instance.pk).select_related("words").last()
    if last is None:
        return
    key = str(instance.current_task_state_id)
    title = str(ERASED_TITLE) if last.words.erased_by_id else last.words.title
    said = _("%(name)s has deleted it. There is nothing to decide on any more.")
    _tell(_asked(key), key=key, title=title, body=said, link=reverse("approval_queue"), **facts)


def _tell_of_joint(joint: JointSubmission, task_id: int, **facts) -> None:
    """Tell once, with the last of its items that waited at this stage: until then there is something to decide on."""
    if joint.items.waiting().filter(workflow_state__current_task_state__task=task_id).exists():
        return
    key = f"together.{joint.pk}.{task_id}"
    _tell(_asked(key), key=key, title=joint.title, link=reverse("approval_together", args=[joint.pk]), **facts)


def _asked(what: str) -> models.QuerySet:
    """Return who has a notice that a decision on `what` is wanted."""
    return Member.objects.filter(notices__dedupe_key__in=[f"{kind}.{what}" for kind in ASKING]).distinct()


def _tell(people: models.QuerySet, *, kind: str, key: str, subject: str, title: str, body: str, link: str, by) -> None:
    notify(
        people.exclude(pk=by.pk) if by else people,
        kind=kind,
        key=f"{kind}.{key}",
        subject=subject % {"title": title},
        body=body % {"name": by.get_full_name() if by else _("The administrator")},
        link=link,
    )
