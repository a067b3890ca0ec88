"""Four eyes: who had a hand in a revision, and whether it can be published at all."""

from django.core.exceptions import ValidationError
from wagtail.models import Revision, WorkflowState

from .errors import ContentsInvalid


def contributors_to(revision: Revision, workflow_state: WorkflowState | None = None) -> set[int]:
    """Return the ids of the members who worked on `revision` since the last live one.

    These are the authors of every revision after the live one up to this one, whoever submitted it, and, for
    a thing that was never published, its owner.
    """
    thing = revision.content_object
    revisions = Revision.objects.filter(
        base_content_type=revision.base_content_type_id, object_id=revision.object_id, pk__lte=revision.pk
    )
    if thing.live_revision_id and thing.live_revision_id < revision.pk:
        revisions = revisions.filter(pk__gt=thing.live_revision_id)
    people = set(revisions.exclude(user=None).values_list("user_id", flat=True))
    if workflow_state and workflow_state.requested_by_id:
        people.add(workflow_state.requested_by_id)
    if not thing.live_revision_id and getattr(thing, "owner_id", None):
        people.add(thing.owner_id)
    return people


def check_contents(revision: Revision) -> None:
    """Raise ContentsInvalid when the revision lacks what a live page must have; drafts are saved without it."""
    thing = revision.as_object()
    try:
        thing.full_clean()
    except ValidationError as error:
        fields = [
            str(thing._meta.get_field(name).verbose_name) if name in {f.name for f in thing._meta.fields} else name
            for name in getattr(error, "message_dict", {})
        ]
        raise ContentsInvalid(f"{ContentsInvalid.sentence} ({', '.join(fields)})") from error
