"""Where Wagtail publishes, takes down and decides, the visibility of files follows, in the same transaction."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import Revision
from wagtail.signals import (
    page_published,
    published,
    task_submitted,
    unpublished,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)
from wagtail.users.models import UserProfile

from .file_visibility import drafted_models, key_of, refresh_uses, settings_models
from .picture_metadata import without_metadata
from .search import entries


def connect() -> None:
    """To be called once all models exist."""
    publish_in_one_transaction()
    for signal in (published, unpublished, page_published):
        signal.connect(follow_publication, dispatch_uid=f"cms.follow_publication.{id(signal)}")
    task_submitted.connect(follow_submission, dispatch_uid="cms.follow_submission")
    for signal in (workflow_approved, workflow_rejected, workflow_cancelled):
        signal.connect(follow_decision, dispatch_uid=f"cms.follow_decision.{id(signal)}")
    post_save.connect(follow_schedule, sender=Revision, dispatch_uid="cms.follow_schedule")
    for model in drafted_models() + settings_models():
        post_delete.connect(follow_deletion, sender=model, dispatch_uid="cms.follow_deletion")
    for model in settings_models():
        post_save.connect(follow_publication, sender=model, dispatch_uid="cms.follow_settings")
    pre_save.connect(clean_avatar, sender=UserProfile, dispatch_uid="cms.clean_avatar")


def publish_in_one_transaction() -> None:
    """Let nothing be published or taken down without its files: some of Wagtail's views and commands open none."""
    PublishRevisionAction._publish_revision = transaction.atomic(PublishRevisionAction._publish_revision)
    UnpublishAction._unpublish_object = transaction.atomic(UnpublishAction._unpublish_object)


def follow_publication(instance, **kwargs) -> None:
    refresh_uses(key_of(instance))
    entries.follow(instance)


def follow_submission(instance, **kwargs) -> None:
    state = instance.workflow_state
    refresh_uses((state.base_content_type_id, state.object_id))


def follow_decision(instance, **kwargs) -> None:
    refresh_uses((instance.base_content_type_id, instance.object_id))


def follow_schedule(instance: Revision, created: bool, **kwargs) -> None:
    """An approved hour was set or taken back. New revisions are drafts, and drafts lend nothing."""
    if not created:
        refresh_uses((instance.base_content_type_id, instance.object_id))


def follow_deletion(instance, **kwargs) -> None:
    refresh_uses(key_of(instance))
    entries.forget(instance)


def clean_avatar(instance: UserProfile, **kwargs) -> None:
    """Take the metadata out of the picture that somebody chose for the account."""
    picture = instance.avatar
    if picture and not picture._committed:
        picture.seek(0)
        instance.avatar = ContentFile(without_metadata(picture.read()), name=picture.name)
