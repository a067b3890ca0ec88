"""Clean HTML, from a web page or from mammoth, to a flow of passages, lists, tables, pictures and quotations."""

import itertools
import re
from collections.abc import Callable, Iterator
from html import escape

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .characters import clean_characters, ends_sentence
from .errors import TextTooLong
from .manuscript import (
    MAX_ATTRIBUTION,
    MAX_CAPTION,
    MAX_CHARACTERS,
    MAX_PARAGRAPHS,
    MAX_QUOTE,
    Picture,
    Quote,
    Text,
)
from .passage import Item, Passage, Role
from .sanitise import clean_inline, clean_text
from .tables import cell_text, own_rows, read_table

TakePicture = Callable[[Tag], Picture | None]

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARAGRAPHS = {"p", "pre", "dt", "dd", "figcaption", "address", "cite"}
_CONTAINERS = {"div", "section", "article", "main", "header", "footer", "center", "figure", "dl"}
_BLOCKS = [*_HEADINGS, *_PARAGRAPHS, *_CONTAINERS, "ul", "ol", "table", "blockquote", "hr", "img"]
_SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SUBSCRIPTS = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_NOTE = "note-footnote-", "note-endnote-"
_ATTRIBUTION = re.compile(r"^(?:——|—|--+)\s*(\S.*)$", re.S)
_LAYOUT_CAPTION = 60  # characters: what stands beside a picture in a table that only arranges pictures


class MarkupReader:
    """Reads one document. `take_picture` turns an <img> into a Picture, or None (and warns) when it cannot."""

    def __init__(self, file_name: str, take_picture: TakePicture):
        self.warnings: list[str] = []
        self._file_name = file_name
        self._take_picture = take_picture
        self._tables = 0

    def read(self, soup: BeautifulSoup) -> list[Item]:
        """Return the flow of a document whose tags are those of sanitise.PAGE_TAGS. Raises TextTooLong."""
        if len(soup.get_text()) > MAX_CHARACTERS:
            raise TextTooLong(self._file_name)
        _simplify(soup)
        if soup.find("s"):
            self.warnings.append(_("Text that was struck through has been kept as ordinary text."))
        try:
            items = list(itertools.islice(self._items(soup, Passage("")), MAX_PARAGRAPHS + 1))
        except RecursionError:
            self.warnings.append(_("The document is nested too deeply; only its text was taken."))
            lines = soup.get_text("\n").split("\n")
            items = [Passage.of(line.strip()) for line in lines if line.strip()]
        if len(items) > MAX_PARAGRAPHS:
            raise TextTooLong(self._file_name)
        return items

    def _items(self, parent: Tag, traits: Passage) -> Iterator[Item]:
        """Yield what stands in `parent`. Runs of inline content become passages that look like `traits`."""
        buffer: list[str] = []
        for child in list(parent.children):
            if isinstance(child, NavigableString):
                buffer.append(escape(clean_characters(str(child)), quote=False))
            elif child.name not in _BLOCKS and not child.find(_BLOCKS):
                buffer.append(clean_characters(str(child)))
            else:
                yield from _passages("".join(buffer), traits)
                buffer.clear()
                yield from self._block(child, traits)
        yield from _passages("".join(buffer), traits)

    def _block(self, tag: Tag, traits: Passage) -> Iterator[Item]:
        if tag.name == "img":
            picture = self._take_picture(tag)
            if picture:
                yield picture
        elif tag.name == "table":
            yield from self._table(tag)
        elif tag.name in ("ul", "ol"):
            yield from self._list(tag)
        elif tag.name == "blockquote":
            yield from self._quote(tag)
        elif tag.name == "pre":
            for line in tag.get_text().split("\n"):
                yield from _passages(escape(clean_characters(line), quote=False), traits)
        else:
            yield from self._items(tag, _traits_of(tag, traits))

    def _list(self, tag: Tag) -> Iterator[Item]:
        notes = tag.find_all("li", id=lambda value: value and value.startswith(_NOTE), recursive=False)
        if notes:
            for number, note in enumerate(notes, 1):
                text = re.sub(r"\s+", " ", note.get_text(" ")).replace("↑", "").strip()
                yield Passage.of(clean_characters(f"[{number}] {text}"), role=Role.NOTE)
            return
        # Pictures and tables cannot stand inside a list of the article; they follow it.
        blocks = [block.extract() for block in tag.find_all(["img", "table"])]
        for inner in tag.find_all([*_HEADINGS, *_PARAGRAPHS, *_CONTAINERS, "blockquote"]):
            if inner.previous_sibling and inner.get_text(strip=True):
                inner.insert_before(BeautifulSoup("<br>", "html.parser"))
            inner.unwrap()
        html = clean_text(clean_characters(str(tag)))
        html = re.sub(r"\s*\n\s*", "", re.sub(r"<li>(?:\s|<br>)*</li>", "", html))
        if re.sub(r"<[^>]*>", "", html).strip():
            yield Text(html)
        for block in blocks:
            yield from self._block(block, Passage(""))

    def _quote(self, tag: Tag) -> Iterator[Item]:
        items = list(self._items(tag, Passage("")))
        if not all(isinstance(item, Passage) for item in items):
            yield from items
            return
        lines = [item.text for item in items]
        attribution = ""
        if len(lines) > 1 and (match := _ATTRIBUTION.match(lines[-1])) and len(match[1]) <= MAX_ATTRIBUTION:
            attribution = match[1]
            lines.pop()
        if 0 < len("\n".join(lines)) <= MAX_QUOTE:
            yield Quote("\n".join(lines), attribution)
        else:
            yield from items

    def _table(self, tag: Tag) -> Iterator[Item]:
        cells = [cell for row in own_rows(tag) for cell in row]
        if len(cells) == 1:
            # A single cell is a frame drawn round a paragraph, not a table.
            yield from self._items(cells[0], Passage(""))
            return
        caption = tag.find("caption")
        if caption and len(caption.get_text()) > MAX_CAPTION:
            yield from self._items(caption.extract(), Passage(""))
        gallery = _gallery(tag)
        if gallery is None:
            self._tables += 1
            images = [image.extract() for image in tag.find_all("img")]
            table, warnings = read_table(tag, self._tables)
            self.warnings += warnings
            if table:
                yield table
            gallery = [([image], "") for image in images]
        for images, text in gallery:
            for image in images:
                yield from self._block(image, Passage(""))
            if text:
                yield Passage.of(text.replace("\n", " "), role=Role.CAPTION)


def _gallery(table: Tag) -> list[tuple[list[Tag], str]] | None:
    """Return the pictures and captions of a table that only arranges pictures, None for any other table."""
    if not table.find("img") or table.find("table"):
        return None
    rows = [row for row in own_rows(table) if any(cell.find("img") or cell_text(cell) for cell in row)]
    gallery = []
    while rows:
        row = rows.pop(0)
        texts = [cell_text(cell) for cell in row]
        if not any(cell.find("img") for cell in row):
            return None
        if rows and not any(texts) and not any(cell.find("img") for cell in rows[0]):
            # The captions stand in the row below their pictures.
            texts = [cell_text(cell) for cell in rows.pop(0)]
        if len(texts) > len(row) or any(len(text) > _LAYOUT_CAPTION for text in texts):
            return None
        texts += [""] * (len(row) - len(texts))
        gallery += [(cell.find_all("img"), text) for cell, text in zip(row, texts, strict=True)]
    return gallery


def _simplify(soup: BeautifulSoup) -> None:
    """Give bold and italic one name each; write raised and lowered figures (m², CO₂) and boxes as characters."""
    for tag in soup.find_all(["strong", "em"]):
        tag.name = "b" if tag.name == "strong" else "i"
    for tag in soup.find_all(["strike", "del"]):
        tag.name = "s"
    for tag in soup.find_all("input"):
        tag.replace_with("☑" if tag.has_attr("checked") else "☐")
    for tag in soup.find_all(["sup", "sub"]):
        text = tag.get_text()
        if re.fullmatch(r"[0-9+-]{1,4}", text):
            tag.string = text.translate(_SUPERSCRIPTS if tag.name == "sup" else _SUBSCRIPTS)
        tag.unwrap()
    soup.smooth()


def _traits_of(tag: Tag, outer: Passage) -> Passage:
    """Return how the paragraphs of `tag` look, given those around it."""
    classes = tag.get("class") or []
    alignment = f"{tag.get('align', '')} {tag.get('style', '')}".lower()
    role = next((role for role in Role if role.value in classes), outer.role)
    level = outer.level
    if tag.name in _HEADINGS:
        role, level = Role.HEADING, _HEADINGS[tag.name]
    elif tag.name == "figcaption":
        role = Role.CAPTION
    centred = outer.centred or tag.name == "center" or "center" in alignment or "centred" in classes
    right = outer.right or "right" in alignment or "right" in classes
    return Passage("", role, level, centred, right, outer.large or "large" in classes)


def _passages(html: str, traits: Passage) -> Iterator[Passage]:
    """Yield the paragraphs of inline HTML: one, or several where line breaks stand between whole paragraphs."""
    if not html.strip():
        return
    html = clean_inline(html)
    parts = re.split(r"(?:<br>){2,}", html)
    if len(parts) == 1 and traits.role is Role.BODY and not traits.centred:
        single = html.split("<br>")
        # Shift+Enter after each paragraph is common; an address or a poem keeps its lines together.
        if all(ends_sentence(Passage(part).text) or Passage(part).text.endswith(("：", "；")) for part in single[:-1]):
            parts = single
    if any(part.count("<b>") != part.count("</b>") or part.count("<i>") != part.count("</i>") for part in parts):
        parts = [html]
    for part in parts:
        part = clean_inline(part)
        passage = Passage(part, traits.role, traits.level, traits.centred, traits.right, traits.large)
        if passage.text:
            yield passage


def foreign_picture(address: str) -> str:
    """Return the warning's reason for a picture that is not in the file."""
    reason = _("it is not in the file ({address}). Save it and add it by hand.")
    return format_lazy(reason, address=address[:100] or "-")
