"""What is submitted stays as it is, and what is approved can be published at all."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from wagtail.fields import StreamField
from wagtail.models import Revision, TaskState

from people.sentences import joined

from .errors import ContentsInvalid

# What Django calls it when nothing is there.
MISSING = {"blank", "null", "required"}


def keep_what_was_submitted(revision: Revision | None) -> None:
    """Raise PermissionDenied when `revision`, about to be overwritten in place, was submitted for a review.

    Wagtail's automatic saving writes into the newest revision of an editing session instead of adding one.
    """
    if revision is not None and TaskState.objects.filter(revision=revision).exists():
        raise PermissionDenied("A revision that was submitted is not overwritten")


def check_contents(revision: Revision) -> None:
    """Raise ContentsInvalid when the revision lacks what a live page must have; drafts are saved without it."""
    thing = revision.as_object()
    refused = what_is_refused(thing)
    if refused:
        raise ContentsInvalid(joined(refused))
    missing = what_is_missing(thing)
    if missing:
        raise ContentsInvalid(f"{ContentsInvalid.sentence} ({', '.join(missing)})")


def what_is_refused(thing: Model) -> list[str]:
    """Return, in the sentences that it gives, why a page or snippet refuses what it holds although nothing is missing:
    for example since another one of the kind has gone public meanwhile. Nothing where something is missing as well.
    """
    try:
        thing.full_clean()
    except ValidationError as error:
        errors = [each for of_field in error.error_dict.values() for each in of_field]
        if not any(each.code in MISSING for each in errors):
            return [message for each in errors for message in each.messages]
    return []


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
