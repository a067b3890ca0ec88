"""Wagtail mails inside the transaction; ours are notices, written in it and carried after it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from notices.actions import notify
from people.actions import refresh_due_roles
from people.models import Member

from .announcements import in_the_sites_language, in_words
from .models import ReviewTask
from .rules import contributors_to

WAGTAIL_NOTIFIERS = [
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
]


def connect() -> None:
    """Put our notices in the place of Wagtail's mails."""
    for signal, sender, uid in WAGTAIL_NOTIFIERS:
        signal.disconnect(sender=sender, dispatch_uid=uid)
    task_submitted.connect(tell_approvers, dispatch_uid="approval.tell_approvers")
    workflow_rejected.connect(tell_author_of_remark, dispatch_uid="approval.tell_author_of_remark")
    workflow_approved.connect(tell_author_of_publication, dispatch_uid="approval.tell_author_of_publication")


@in_the_sites_language
def tell_approvers(instance: TaskState, user=None, **kwargs) -> None:
    """Tell everybody who may decide at this stage that something waits."""
    task = instance.task.specific
    if not isinstance(task, ReviewTask):
        return
    refresh_due_roles()
    contributors = contributors_to([instance])[instance.pk]
    approvers = Member.objects.filter(is_active=True, groups__in=task.groups.all()).distinct()
    title = str(instance.revision.object_str)
    author = user.get_full_name() if user else _("an import")
    notify(
        approvers.exclude(pk__in=contributors),
        kind="approval.waiting",
        key=f"approval.waiting.{instance.pk}",
        subject=_("Waiting for your approval: %(title)s") % {"title": title},
        body=_("%(author)s has submitted “%(title)s”.") % {"author": author, "title": title},
        link=reverse("approval_review", args=[instance.pk]),
    )


@in_the_sites_language
def tell_author_of_remark(instance: WorkflowState, user=None, **kwargs) -> None:
    """Tell the submitter what to change."""
    state = instance.current_task_state
    _tell_submitter(
        instance,
        kind="approval.sent_back",
        subject=_("Sent back: %(title)s"),
        body=_("%(reviewer)s asks for changes: %(remark)s")
        % {"reviewer": user.get_full_name() if user else "", "remark": state.comment},
    )


@in_the_sites_language
def tell_author_of_publication(instance: WorkflowState, user=None, **kwargs) -> None:
    """Tell the submitter that it is public, or when it will be."""
    state = instance.current_task_state
    hour = state.revision.approved_go_live_at
    if hour:
        said = _("%(reviewer)s has approved it. It goes public at %(hour)s. %(remark)s")
    else:
        said = _("%(reviewer)s has approved it. %(remark)s")
    _tell_submitter(
        instance,
        kind="approval.approved",
        subject=_("Approved: %(title)s"),
        body=said
        % {
            "reviewer": user.get_full_name() if user else "",
            "remark": state.comment,
            "hour": hour and in_words(hour),
        },
    )


def _tell_submitter(workflow_state: WorkflowState, *, kind: str, subject: str, body: str) -> None:
    if not workflow_state.requested_by:
        return
    title = str(workflow_state.current_task_state.revision.object_str)
    notify(
        [workflow_state.requested_by],
        kind=kind,
        key=f"{kind}.{workflow_state.current_task_state_id}",
        subject=subject % {"title": title},
        body=body,
        link=reverse("approval_item", args=[workflow_state.pk]),
    )
