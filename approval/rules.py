"""Four eyes: who had a hand in what is reviewed, and whether it can be published at all."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, prefetch_related_objects
from wagtail.fields import StreamField
from wagtail.models import Revision, TaskState

from .errors import ContentsInvalid


def contributors_to(states: Sequence[TaskState]) -> dict[int, set[int]]:
    """Return, for each task state's id, the ids of the members who worked on its revision since the last live one.

    These are the authors of every revision after the live one up to the reviewed one, whoever submitted it, and,
    for a thing that was never published, its owner. The number of queries does not grow with the states.
    """
    prefetch_related_objects(states, "revision__content_object", "workflow_state")
    things = {(state.revision.base_content_type_id, state.revision.object_id) for state in states}
    authors: dict[tuple[int, str], list[tuple[int, int]]] = {thing: [] for thing in things}
    revisions = Revision.objects.filter(
        base_content_type__in={kind for kind, _id in things}, object_id__in={pk for _kind, pk in things}
    ).exclude(user=None)
    for kind, thing_id, revision_id, author_id in revisions.values_list(
        "base_content_type_id", "object_id", "pk", "user_id"
    ):
        if (kind, thing_id) in authors:
            authors[kind, thing_id].append((revision_id, author_id))
    found = {}
    for state in states:
        revision, thing = state.revision, state.revision.content_object
        since = thing.live_revision_id if thing.live_revision_id and thing.live_revision_id < revision.pk else 0
        people = {
            author
            for revision_id, author in authors[revision.base_content_type_id, revision.object_id]
            if since < revision_id <= revision.pk
        }
        people.add(state.workflow_state.requested_by_id)
        if not thing.live_revision_id:
            people.add(getattr(thing, "owner_id", None))
        found[state.pk] = people - {None}
    return found


def keep_what_was_submitted(revision: Revision | None) -> None:
    """Raise PermissionDenied when `revision`, about to be overwritten in place, was submitted for a review.

    Wagtail's automatic saving writes into the newest revision of an editing session instead of adding one.
    """
    if revision is not None and TaskState.objects.filter(revision=revision).exists():
        raise PermissionDenied("A revision that was submitted is not overwritten")


def check_contents(revision: Revision) -> None:
    """Raise ContentsInvalid when the revision lacks what a live page must have; drafts are saved without it."""
    missing = what_is_missing(revision.as_object())
    if missing:
        raise ContentsInvalid(f"{ContentsInvalid.sentence} ({', '.join(missing)})")


def what_is_missing(thing: Model) -> list[str]:
    """Return the names of the fields of a page or snippet that lack what publishing needs, or hold what it refuses."""
    faulty = set()
    try:
        thing.full_clean()
    except ValidationError as error:
        faulty |= set(error.message_dict)
    for field in thing._meta.fields:
        # A model's own validation leaves the blocks of a StreamField to forms.
        if isinstance(field, StreamField):
            try:
                field.stream_block.clean(getattr(thing, field.name))
            except ValidationError:
                faulty.add(field.name)
    names = {field.name: str(field.verbose_name) for field in thing._meta.fields}
    return [names.get(name, name) for name in sorted(faulty)]
