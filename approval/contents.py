"""What exactly is approved: the frozen content, the files that it uses, and the names of what it refers to.

A revision stores ids. The file behind a picture's id, or the name behind a category's, can change between a submission
and its approval; hashes of all three tell.
"""

import hashlib
import json
from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from taggit.models import ItemBase
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page, ReferenceIndex, Revision

from .errors import ContentsChanged
from .models.record import ApprovalRecord, canonical
from .wording import words_of, words_of_row

# What Wagtail keeps of a thing beside its content, and what follows from the content.
TECHNICAL_FIELDS = {
    "id",
    "page_ptr",
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "live_revision",
    "latest_revision",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
    "search_text",
}
# What Wagtail writes into a revision beside the content: keys of the page tree, of a review, of publishing.
VOLATILE_KEYS = TECHNICAL_FIELDS | {
    "pk",
    "path",
    "depth",
    "numchild",
    "url_path",
    "draft_title",
    "latest_revision_created_at",
    "owner",
    COMMENTS_RELATION_NAME,
}
# Of what every page has, readers see the title only.
SHOWN_OF_PAGES = {"title"}

# Names are compared, so they are always read in one language.
in_the_sites_language = translation.override(settings.LANGUAGE_CODE)


@dataclass(frozen=True)
class Used:
    """`files`: [{what, name, hash}]; `names`: [{what, name}]; `what` is app_label.model:id. Both are sorted."""

    files: list[dict]
    names: list[dict]

    @property
    def files_hash(self) -> str:
        return _hash(self.files)

    @property
    def names_hash(self) -> str:
        return _hash(self.names)


def _hash(value) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def content_hash(revision: Revision) -> str:
    """Return the SHA-256 of what a revision says, whatever is done to the page tree or the review around it."""
    said = {key: value for key, value in revision.content.items() if key not in VOLATILE_KEYS}
    # As the database stores it: a revision that was just made still holds dates.
    return _hash(json.loads(json.dumps(said, cls=DjangoJSONEncoder)))


@in_the_sites_language
def used_by(revision: Revision) -> Used:
    """Return the files that a revision uses and the names of what it refers to, as they are now."""
    wanted: dict[int, set[str]] = {}
    for kind_id, thing_id, _field, path in ReferenceIndex._extract_references_from_object(revision.as_object()):
        # What editors say to each other about a page is not public.
        if not path.startswith(COMMENTS_RELATION_NAME):
            wanted.setdefault(kind_id, set()).add(str(thing_id))
    files, names = [], []
    for kind_id, ids in wanted.items():
        model = ContentType.objects.get_for_id(kind_id).model_class()
        found = {str(pk): thing for pk, thing in model._base_manager.in_bulk(ids).items()}
        for thing_id in ids:
            what, thing = f"{model._meta.label_lower}:{thing_id}", found.get(thing_id)
            if thing is not None and hasattr(thing, "file_hash"):
                files.append({"what": what, "name": str(thing), "hash": thing.get_file_hash()})
            else:
                names.append(
                    {"what": what, "name": "" if thing is None else getattr(thing, "name_on_record", str(thing))}
                )
    return Used(sorted(files, key=_what), sorted(names, key=_what))


def _what(entry: dict) -> str:
    return entry["what"]


def require_unchanged(revision: Revision, submitted: ApprovalRecord | None) -> Used:
    """Return what `revision` uses, if it is what was submitted.

    Raises:
        ContentsChanged: the content, a file or a name is not what it was at the submission; the sentence says what.
    """
    used = used_by(revision)
    if submitted is None:
        raise ContentsChanged(_("There is no record of this submission. Send it back, so that it is submitted again."))
    now = (content_hash(revision), used.files_hash, used.names_hash)
    if now == (submitted.content_hash, submitted.files_hash, submitted.names_hash):
        return used
    changes = _changes(submitted.words.files, used.files) + _changes(submitted.words.names, used.names)
    if changes:
        raise ContentsChanged(
            _("Since it was submitted something it uses has changed: %(changes)s. Send it back to be submitted again.")
            % {"changes": _("; ").join(changes)}
        )
    raise ContentsChanged


def _changes(before: list[dict], now: list[dict]) -> list[str]:
    """Say in words what differs between two lists of files or names."""
    old, said = {entry["what"]: entry for entry in before}, []
    for entry in now:
        was = old.get(entry["what"])
        if was is None or was == entry:
            continue
        if not entry["name"]:
            said.append(_("“%(name)s” was deleted") % {"name": was["name"]})
        elif was.get("hash") != entry.get("hash"):
            said.append(_("the file “%(name)s” was replaced") % {"name": was["name"]})
        else:
            said.append(_("“%(old)s” is now called “%(new)s”") % {"old": was["name"], "new": entry["name"]})
    left = old.keys() - {entry["what"] for entry in now}
    return said + [_("“%(name)s” was deleted") % {"name": old[what]["name"]} for what in sorted(left)]


@in_the_sites_language
def reading_text(revision: Revision) -> str:
    """Return what a revision says as plain text, one line or more for each field: for the sheet, and for ever."""
    thing = revision.as_object()
    lines = []
    for field in thing._meta.concrete_fields:
        if field.name in VOLATILE_KEYS or field.primary_key:
            continue
        # What a form writes by itself, such as the recurrence of an activity, is part of it where it can be read.
        if not field.editable and not hasattr(thing, f"{field.name}_in_words"):
            continue
        if field.model is Page and field.name not in SHOWN_OF_PAGES:
            continue
        # Words of its own before those that blocks would be searched by: what is no text says something as well.
        if isinstance(field, StreamField) and not hasattr(thing, f"{field.name}_in_words"):
            stream = field.stream_block
            said = "\n".join(
                strip_tags(str(words)) for words in stream.get_searchable_content(getattr(thing, field.name))
            )
        elif isinstance(field, RichTextField):
            said = strip_tags(getattr(thing, field.name))
        else:
            said = words_of(field, thing)
        if said.strip():
            lines.append(_("%(label)s: %(text)s") % {"label": capfirst(field.verbose_name), "text": said.strip()})
    for relation in get_all_child_relations(type(thing)):
        # Neither what editors say to each other nor under which words a page is filed.
        if relation.related_model._meta.app_label != "wagtailcore" and not issubclass(relation.related_model, ItemBase):
            label = capfirst(relation.related_model._meta.verbose_name)
            rows = [words_of_row(row) for row in getattr(thing, relation.get_accessor_name()).all()]
            lines += [_("%(label)s: %(text)s") % {"label": label, "text": row} for row in rows]
    return "\n".join(lines)
