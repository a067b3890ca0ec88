"""What a proof says, so that a tick knows it again.

`contents.content_hash` tells every difference of what is stored. The editor stores a text that came from elsewhere
differently on its first save (keys of paragraphs, ids of blocks and rows, line breaks between tags) though nobody has
changed a word: that must not make a tick stale.
"""

import hashlib
import json

import lxml.etree
import lxml.html
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Revision

from approval.contents import VOLATILE_KEYS
from approval.models.record import canonical

BLOCK_KEY = "data-block-key"


def text_hash(revision: Revision) -> str:
    """Return the SHA-256 of what a revision says, formatting, pictures and links included."""
    stored = {key: value for key, value in revision.content.items() if key not in VOLATILE_KEYS}
    # As the database stores it: a revision that was just made still holds dates.
    return hashlib.sha256(canonical(_said(json.loads(json.dumps(stored, cls=DjangoJSONEncoder))))).hexdigest()


def _said(value):
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        parts = [_said(part) for part in value]
        return _rows(value, parts) if all(isinstance(part, dict) and "pk" in part for part in value) else parts
    if isinstance(value, dict):
        is_block = {"type", "value"} <= value.keys()
        return {key: _said(part) for key, part in value.items() if key != "pk" and not (key == "id" and is_block)}
    return value


def _rows(stored: list[dict], said: list[dict]) -> list[dict]:
    """Return rows that belong to a thing in the order that readers see; of those that have none, in one order."""
    if all("sort_order" in row for row in stored):
        pairs = sorted(zip(stored, said, strict=True), key=lambda pair: pair[0]["sort_order"] or 0)
        return [{key: part for key, part in row.items() if key != "sort_order"} for _stored, row in pairs]
    return sorted(said, key=canonical)


def _text(text: str):
    """Return the blocks of a stream, or a text without what the editor adds to its markup."""
    if text[:1] in ("[", "{"):
        try:
            return _said(json.loads(text))
        except ValueError:
            return text
    if "<" not in text:
        return text
    try:
        tree = lxml.html.fragment_fromstring(text, create_parent="div")
    except (ValueError, lxml.etree.LxmlError):
        return text
    for element in tree.iter(lxml.etree.Element):
        element.attrib.pop(BLOCK_KEY, None)
        for name, words in (("text", element.text), ("tail", element.tail)):
            if words and not words.strip() and "\n" in words:
                setattr(element, name, None)
        in_order = sorted(element.attrib.items())
        element.attrib.clear()
        element.attrib.update(in_order)
    return lxml.html.tostring(tree, encoding="unicode")
