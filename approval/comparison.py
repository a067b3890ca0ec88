"""What a revision changes, in words and pictures, field by field."""

from dataclasses import dataclass, field

from diff_match_patch import diff_match_patch
from django.db import models
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page, Revision

from .contents import TECHNICAL_FIELDS
from .wording import as_paragraphs, pictures_of, words_of, words_of_row

# Of what was never public, its default address and settings say nothing to an approver.
SAYS_NOTHING_NEW = {"slug", "seo_title", "search_description", "show_in_menus"}
SMALL_CHANGES = 8
SMALL_TEXT = 400
SECONDS = 1


@dataclass
class Change:
    """One field that differs. `words` is HTML: what it says, with <ins> and <del> where something was public before."""

    name: str
    label: str
    words: SafeString
    length: int
    added_pictures: dict[str, str] = field(default_factory=dict)
    removed_pictures: dict[str, str] = field(default_factory=dict)


def edit_handler_of(model):
    """Return the panels with which `model`, a page or snippet class, is edited."""
    if issubclass(model, Page):
        return model.get_edit_handler()
    return get_edit_handler(model)


def changes_of(
    revision: Revision, request, since: Revision | None = None, proposed: models.Model | None = None
) -> list[Change]:
    """Return the fields that differ between `revision` and what is live, or `since` where that is given.

    For a thing that was never live each field that says something is a change. `proposed` is `revision.as_object()`,
    from whoever has asked for it already.
    """
    proposed = proposed or revision.as_object()
    model = type(proposed)
    if since is None and proposed.live_revision_id:
        since = Revision.objects.filter(pk=proposed.live_revision_id).first()
    before = since.as_object() if since else None
    panel = edit_handler_of(model).get_bound_panel(instance=proposed, request=request, form=None)
    comparisons = [comparison(before or model(), proposed) for comparison in panel.get_comparison()]
    shown = {comparison.field.name for comparison in comparisons if comparison.is_field}
    # A form may write fields that no panel shows, such as the recurrence of an activity; the approver sees them all.
    comparisons += [
        FieldComparison(other, before or model(), proposed)
        for other in model._meta.concrete_fields
        if other.name not in shown and other.name not in TECHNICAL_FIELDS and other.model is not Page
    ]
    found = []
    for comparison in comparisons:
        if before is None and comparison.is_field and comparison.field.name in SAYS_NOTHING_NEW:
            continue
        change = _of_field(comparison, before, proposed) if comparison.is_field else _of_relation(comparison, before)
        if change:
            found.append(change)
    return found


def is_small(changes: list[Change]) -> bool:
    """True when an approver takes everything in at a glance: few fields, few words, no pictures."""
    return (
        0 < len(changes) <= SMALL_CHANGES
        and sum(change.length for change in changes) <= SMALL_TEXT
        and not any(change.added_pictures or change.removed_pictures for change in changes)
    )


def _of_field(comparison, before: models.Model | None, proposed: models.Model) -> Change | None:
    changed = comparison.field
    new = words_of(changed, proposed)
    old = words_of(changed, before) if before else ""
    new_pictures = pictures_of(changed, proposed)
    old_pictures = pictures_of(changed, before) if before else {}
    if new == old and new_pictures.keys() == old_pictures.keys():
        return None
    words = difference(old, new) if before else as_paragraphs(new)
    return Change(
        changed.name,
        str(comparison.field_label()),
        mark_safe(words),
        len(new) + len(old),
        {src: alt for src, alt in new_pictures.items() if src not in old_pictures},
        {src: alt for src, alt in old_pictures.items() if src not in new_pictures},
    )


def _of_relation(comparison, before: models.Model | None) -> Change | None:
    """Compare rows that belong to the thing, such as leaders and recipients, by what each says."""
    if not comparison.has_changed():
        return None
    new = [words_of_row(child) for child in comparison.val_b.all()]
    old = [words_of_row(child) for child in comparison.val_a.all()] if before else []
    if new == old:
        return None
    before_and_after = ("\n".join(old), "\n".join(new))
    words = difference(*before_and_after) if before else as_paragraphs(before_and_after[1])
    pictures = [_pictures(comparison.val_a) if before else {}, _pictures(comparison.val_b)]
    return Change(
        comparison.field.related_name,
        capfirst(str(comparison.field_label())),
        mark_safe(words),
        sum(map(len, before_and_after)),
        {src: alt for src, alt in pictures[1].items() if src not in pictures[0]},
        {src: alt for src, alt in pictures[0].items() if src not in pictures[1]},
    )


def _pictures(children) -> dict[str, str]:
    found = {}
    for child in children.all():
        for each in child._meta.concrete_fields:
            found |= pictures_of(each, child)
    return found


def difference(old: str, new: str) -> str:
    """Return HTML that shows how `old` became `new`: paragraphs, with <del> and <ins> at the characters that differ."""
    engine = diff_match_patch()
    engine.Diff_Timeout = SECONDS
    parts = engine.diff_main(old, new)
    engine.diff_cleanupSemantic(parts)
    tags = {engine.DIFF_DELETE: "del", engine.DIFF_INSERT: "ins"}
    lines = [""]
    for operation, text in parts:
        tag = tags.get(operation)
        for number, piece in enumerate(text.split("\n")):
            if number:
                lines.append("")
            if piece:
                lines[-1] += f"<{tag}>{escape(piece)}</{tag}>" if tag else escape(piece)
    return "".join(f"<p>{line}</p>" for line in lines if line)
