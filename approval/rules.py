"""Four eyes: who had a hand in what is reviewed, and whether it can be published at all."""

from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import IntegerField, Model, Value, prefetch_related_objects
from wagtail.fields import StreamField
from wagtail.models import Page, Revision, TaskState

from .errors import ContentsInvalid


def contributors_to(states: Sequence[TaskState]) -> dict[int, set[int]]:
    """Return, for each task state's id, the ids of the members who worked on its revision since the last live one.

    These are the authors of every revision after the live one up to the reviewed one, whoever submitted it, and,
    for a thing that was never published, its owner. The number of queries does not grow with the states.
    """
    prefetch_related_objects(states, "revision", "workflow_state")
    things = {(state.revision.base_content_type_id, state.revision.object_id) for state in states}
    public_and_owner = _live_revisions_and_owners(things)
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
        revision = state.revision
        thing = (revision.base_content_type_id, revision.object_id)
        live_revision_id, owner_id = public_and_owner.get(thing, (None, None))
        since = live_revision_id if live_revision_id and live_revision_id < revision.pk else 0
        people = {author for revision_id, author in authors[thing] if since < revision_id <= revision.pk}
        people.add(state.workflow_state.requested_by_id)
        if not live_revision_id:
            people.add(owner_id)
        found[state.pk] = people - {None}
    return found


def _live_revisions_and_owners(
    things: Iterable[tuple[int, str]],
) -> dict[tuple[int, str], tuple[int | None, int | None]]:
    """Return the ids of the live revision and the owner of each thing; one query for each kind, without its texts."""
    by_kind: dict[int, set[str]] = {}
    for kind, thing_id in things:
        by_kind.setdefault(kind, set()).add(thing_id)
    found = {}
    for kind, ids in by_kind.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        # Pages have an owner, snippets have none.
        owner = "owner_id" if issubclass(model, Page) else Value(None, IntegerField())
        rows = model._base_manager.filter(pk__in=ids).values_list("pk", "live_revision_id", owner)
        found |= {(kind, str(pk)): (live_revision_id, owner_id) for pk, live_revision_id, owner_id in rows}
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
