"""Wagtail mails inside the transaction; ours are notices, written in it and carried after it."""

from django.db.models.signals import post_delete, pre_delete
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signal_handlers import pre_delete_page_unpublish
from wagtail.signals import (
    published,
    task_submitted,
    unpublished,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from notices.actions import notify
from people.actions import refresh_due_roles
from people.models import Member, Role

from .announcements import in_the_sites_language
from .approvers import deciders_of
from .deleting import lock_before_it_goes, record_deletion
from .hours import in_words
from .models import Acknowledgement, Act, ProofReading, ReviewTask
from .proofs.actions import forget_proofs
from .recording import hand, is_joining, last_published, record
from .registry import is_approved_thing
from .schedule import scheduled_models
from .together.telling import joint_of, tell_next_stage
from .waiting_no_more import tell_of_deletion, tell_of_withdrawal

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
    workflow_approved.connect(forget_proofs_of_what_was_approved, dispatch_uid="approval.forget_proofs")
    # Wagtail takes a page down before it goes; that is recorded, and nothing is before all of the branch is locked.
    pre_delete.disconnect(pre_delete_page_unpublish, sender=Page)
    for model in scheduled_models():
        post_delete.connect(forget_what_was_said_of_it, sender=model, dispatch_uid="approval.forget_what_was_said")
        pre_delete.connect(lock_before_it_goes, sender=model, dispatch_uid="approval.lock_before_it_goes")
        post_delete.connect(record_deletion, sender=model, dispatch_uid="approval.record_deletion")
    pre_delete.connect(pre_delete_page_unpublish, sender=Page)
    # Every way of publishing, taking down and withdrawing ends in these, those of code included.
    published.connect(record_publication, dispatch_uid="approval.record_publication")
    unpublished.connect(record_taking_down, dispatch_uid="approval.record_taking_down")
    workflow_cancelled.connect(record_withdrawal, dispatch_uid="approval.record_withdrawal")
    workflow_cancelled.connect(tell_of_withdrawal, dispatch_uid="approval.tell_of_withdrawal")
    post_delete.connect(tell_of_deletion, sender=WorkflowState, dispatch_uid="approval.tell_of_deletion")


@in_the_sites_language
def tell_approvers(instance: TaskState, user=None, **kwargs) -> None:
    """Tell everybody who may decide at this stage that something waits."""
    task = instance.task.specific
    # Of what is submitted together everybody is told at the end.
    if not isinstance(task, ReviewTask) or is_joining():
        return
    joint = joint_of(instance.workflow_state_id)
    if joint:
        tell_next_stage(joint, instance)
        return
    refresh_due_roles()
    deciders = deciders_of([instance])[instance.pk]
    title = str(instance.revision.object_str)
    author = user.get_full_name() if user else _("an import")
    notify(
        Member.objects.filter(pk__in=deciders),
        kind="approval.waiting",
        key=f"approval.waiting.{instance.pk}",
        places={"author": author, "title": title},
        link=reverse("approval_review", args=[instance.pk]),
    )
    if not deciders:
        notify(
            Member.objects.holding(Role.ADMINISTRATOR),
            kind="approval.nobody",
            key=f"approval.nobody.{instance.pk}",
            places={"title": title, "stage": task.name},
        )


@in_the_sites_language
def tell_author_of_remark(instance: WorkflowState, user=None, **kwargs) -> None:
    """Tell the submitter what to change."""
    state = instance.current_task_state
    _tell_submitter(
        instance,
        kind="approval.sent_back",
        places={"reviewer": user.get_full_name() if user else "", "remark": state.comment},
    )


@in_the_sites_language
def tell_author_of_publication(instance: WorkflowState, user=None, **kwargs) -> None:
    """Tell the submitter that it is public, or when it will be."""
    state = instance.current_task_state
    hour = state.revision.approved_go_live_at
    _tell_submitter(
        instance,
        kind="approval.approved",
        wording="at its hour" if hour else "",
        places={
            "reviewer": user.get_full_name() if user else "",
            "remark": state.comment,
            "hour": hour and in_words(hour),
        },
    )


def _tell_submitter(workflow_state: WorkflowState, *, kind: str, places: dict, wording: str = "") -> None:
    # Of what was submitted together the author is told at the end of a round of decisions.
    if not workflow_state.requested_by or joint_of(workflow_state.pk):
        return
    title = str(workflow_state.current_task_state.revision.object_str)
    notify(
        [workflow_state.requested_by],
        kind=kind,
        wording=wording,
        key=f"{kind}.{workflow_state.current_task_state_id}",
        places={"title": title, **places},
        link=reverse("approval_item", args=[workflow_state.pk]),
    )


def forget_proofs_of_what_was_approved(instance: WorkflowState, **kwargs) -> None:
    """End the proof-reading of this version; the next one is read anew."""
    forget_proofs(instance.base_content_type_id, instance.object_id, until=instance.current_task_state.revision_id)


def forget_what_was_said_of_it(instance, **kwargs) -> None:
    """Remove who acknowledged what and who read which proof, with the thing that it was about."""
    Acknowledgement.objects.about(instance).delete()
    ProofReading.objects.about(instance).delete()


def record_publication(instance, revision, **kwargs) -> None:
    """Record that a revision went live. One that is approved for a later hour is not live yet."""
    if instance.live and is_approved_thing(instance):
        by = hand()
        record(Act.PUBLISHED, thing=instance, revision=revision, actor=by.actor, on_behalf_of=by.on_behalf_of)


def record_taking_down(instance, **kwargs) -> None:
    """Record that something is no longer public: taken down by somebody, or by the hour that was set for it.

    It ends the course in which it went public, and is an act on what was public then.
    """
    if not is_approved_thing(instance):
        return
    by = hand()
    act = Act.EXPIRED if instance.expired else Act.TAKEN_DOWN
    public = last_published(instance)
    record(act, thing=instance, actor=by.actor, on_behalf_of=by.on_behalf_of, remark=by.remark, follows=public)


def record_withdrawal(instance: WorkflowState, user=None, **kwargs) -> None:
    """Record that a submission was withdrawn, or overtaken by a publication."""
    record(
        Act.WITHDRAWN,
        thing=instance.content_object,
        revision=instance.current_task_state.revision,
        actor=user or hand().actor,
        submission=instance.pk,
    )
