"""Who may fetch a file follows from what uses it: everybody when something public does, staff when only things for
staff do, nobody but those who work on it otherwise.

Uses are read from live rows and from the revisions under review, not from Wagtail's reference index: that one also
lists what was never live, and is written by a task of its own.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, Page, ReferenceIndex, Revision, TaskState

from .file_use import FileUse
from .visibility import Visibility

# ("image" or "document", primary key)
File = tuple[str, int]
# (id of the base content type, primary key as text)
Key = tuple[int, str]

IN_REVIEW_OR_SCHEDULED = Q(task_states__status=TaskState.STATUS_IN_PROGRESS) | Q(approved_go_live_at__isnull=False)


@dataclass(frozen=True)
class Lent:
    """What a use lends to a file: to be read by whom, and until when (None: without an end)."""

    visibility: Visibility
    until: datetime | None = None


@dataclass
class Changes:
    """How many files changed their visibility."""

    images: int = 0
    documents: int = 0


def file_models() -> dict[str, type[models.Model]]:
    return {"image": get_image_model(), "document": get_document_model()}


def drafted_models() -> list[type[models.Model]]:
    """Return what is drafted and published, as it is stored: `Page` for all pages, and every snippet with drafts."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not model._meta.parents and not model._meta.proxy
    ]


def settings_models() -> list[type[models.Model]]:
    """Return the settings that are edited in the admin, which every page may show."""
    return [model for model in apps.get_models() if issubclass(model, (BaseSiteSetting, BaseGenericSetting))]


def key_of(thing: models.Model) -> Key:
    return ReferenceIndex._get_base_content_type(thing).pk, str(thing.pk)


def files_of(thing: models.Model) -> set[File]:
    """Return the files in fields, blocks, rich text and inline rows of `thing`, a row or a revision's object."""
    kinds = {ContentType.objects.get_for_model(model).pk: kind for kind, model in file_models().items()}
    return {
        (kinds[content_type_id], int(pk))
        for content_type_id, pk, _model_path, _content_path in ReferenceIndex._extract_references_from_object(thing)
        if content_type_id in kinds
    }


def audience_of(thing: models.Model | None) -> Visibility | None:
    """Return who may read `thing` now, None when it is not live."""
    if thing is None or not getattr(thing, "live", isinstance(thing, (BaseSiteSetting, BaseGenericSetting))):
        return None
    return Visibility(getattr(thing, "visibility", Visibility.PUBLIC))


@transaction.atomic
def refresh_uses(key: Key) -> None:
    """Bring the uses of one thing, and the visibility of the files that it used or uses, up to date.

    To be called in the transaction in which the thing is published, taken down, submitted, decided or deleted.
    """
    wanted = _uses_of(key)
    stored = {(kind, pk): use for use in _stored_uses(key) for kind, pk in [_file_of(use)]}
    if {file: Lent(use.visibility, use.until) for file, use in stored.items()} == wanted:
        return
    affected = wanted.keys() | stored.keys()
    # Locked before anything is written: two things that share a picture must not both count without the other.
    existing = _lock(affected)
    FileUse.objects.filter(pk__in=[use.pk for file, use in stored.items() if file not in wanted]).delete()
    for file, lent in wanted.items():
        if file in stored:
            FileUse.objects.filter(pk=stored[file].pk).update(**asdict(lent))
    content_type_id, object_id = key
    is_page = content_type_id == ContentType.objects.get_for_model(Page).pk
    FileUse.objects.bulk_create(
        FileUse(
            **{f"{kind}_id": pk},
            base_content_type_id=content_type_id,
            object_id=object_id,
            page_id=object_id if is_page else None,
            **asdict(wanted[kind, pk]),
        )
        for kind, pk in wanted.keys() - stored.keys()
        # A link in a text may name a file that is gone.
        if (kind, pk) in existing
    )
    _follow_uses(existing)


def recompute_everything() -> Changes:
    """Make all uses and visibilities again from what is live and what is submitted. Safe to run at any time.

    Returns how many files changed. Each thing is its own transaction, unless one is open already.
    """
    before = {kind: _visibilities(model) for kind, model in file_models().items()}
    for key in _known_keys():
        refresh_uses(key)
    with transaction.atomic():
        everything = {(kind, pk) for kind, model in file_models().items() for pk in before[kind]}
        _follow_uses(_lock(everything))
    changed = {
        kind: sum(before[kind].get(pk) != visibility for pk, visibility in _visibilities(model).items())
        for kind, model in file_models().items()
    }
    return Changes(images=changed["image"], documents=changed["document"])


def _visibilities(model) -> dict[int, str]:
    return dict(model.objects.values_list("pk", "visibility"))


def _known_keys() -> list[Key]:
    """Return every thing that is live, under review, scheduled, or known to use a file."""
    keys = set(FileUse.objects.values_list("base_content_type_id", "object_id"))
    keys |= set(
        Revision.objects.filter(IN_REVIEW_OR_SCHEDULED).values_list("base_content_type_id", "object_id").distinct()
    )
    for model in drafted_models() + settings_models():
        content_type = ContentType.objects.get_for_model(model)
        rows = model._base_manager.filter(live=True) if issubclass(model, DraftStateMixin) else model._base_manager
        keys |= {(content_type.pk, str(pk)) for pk in rows.values_list("pk", flat=True)}
    return sorted(keys)


def _uses_of(key: Key) -> dict[File, Lent]:
    thing = _live_row(key)
    audience = audience_of(thing)
    uses = dict.fromkeys(files_of(thing), Lent(audience, getattr(thing, "expire_at", None))) if audience else {}
    if thing is not None:
        content_type_id, object_id = key
        waiting = Revision.objects.filter(base_content_type=content_type_id, object_id=object_id)
        for revision in waiting.filter(IN_REVIEW_OR_SCHEDULED).distinct():
            for file in files_of(revision.as_object()):
                uses.setdefault(file, Lent(Visibility.PRIVATE))
    return uses


def _live_row(key: Key) -> models.Model | None:
    """Return the row as it is stored, whatever an object in memory holds; locked, so that it stays so."""
    content_type_id, object_id = key
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    if model is None:
        return None
    row = model._base_manager.select_for_update(no_key=True).filter(pk=object_id).first()
    return row.specific if isinstance(row, Page) else row


def _stored_uses(key: Key) -> models.QuerySet:
    content_type_id, object_id = key
    return FileUse.objects.filter(base_content_type=content_type_id, object_id=object_id)


def _file_of(use: FileUse) -> File:
    return ("image", use.image_id) if use.image_id else ("document", use.document_id)


def _lock(files: Iterable[File]) -> set[File]:
    """Lock the rows of the files, always in the same order; returns those that exist."""
    files = set(files)
    return {
        (kind, pk)
        for kind, model in file_models().items()
        for pk in model.objects.select_for_update(no_key=True)
        .filter(pk__in=_keys_of(kind, files))
        .order_by("pk")
        .values_list("pk", flat=True)
    }


def _follow_uses(files: Iterable[File]) -> None:
    """Set the visibility of these files to the widest that any use lends them."""
    files = set(files)
    for kind, model in file_models().items():
        used = FileUse.objects.filter(**{kind: OuterRef("pk")})
        widest = Case(
            When(Exists(used.filter(visibility=Visibility.PUBLIC)), then=Value(Visibility.PUBLIC)),
            When(Exists(used.filter(visibility=Visibility.STAFF)), then=Value(Visibility.STAFF)),
            When(Exists(used.filter(visibility=Visibility.AUDIENCE)), then=Value(Visibility.AUDIENCE)),
            default=Value(Visibility.PRIVATE),
        )
        those = model.objects.filter(pk__in=_keys_of(kind, files)).annotate(widest=widest)
        those.exclude(visibility=F("widest")).update(visibility=widest)


def _keys_of(kind: str, files: set[File]) -> list[int]:
    return [pk for of_kind, pk in files if of_kind == kind]
