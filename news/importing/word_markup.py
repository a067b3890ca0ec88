"""Rewrites the XML of a Word document in the terms that mammoth reads, so that nothing it would skip gets lost.

mammoth passes over fields, phonetic guides, formulas, text boxes without a fallback and computed numbers, and it
looks at direct formatting only. What should not be seen (hidden text, contents with page numbers) goes here too.
"""

import copy
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml import ElementTree
from django.utils.translation import gettext_lazy as _

from .word_numbering import Label, Numbering
from .word_styles import Styles, W, value

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_DIAGRAMS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
)
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.strip("{}").encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", _A.strip("{}").encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", _WP.strip("{}").encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", _PIC.strip("{}").encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _M.strip("{}").encode()),
)
_UNWRAPPED = {f"{W}{name}" for name in ("fldSimple", "bdo", "dir", "smartTag")}
_DROPPED = {
    f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "commentReference", "proofErr", "del", "moveFrom")
}
_BULLETS, _NUMBERS = "1", "2"


@dataclass
class WordMarkup:
    """The XML of one document, being rewritten. `warnings` tells what was changed or left out."""

    styles: Styles
    numbering: Numbering
    warnings: list[str] = field(default_factory=list)

    def rewrite(self, root: Element, is_body: bool = True) -> bytes:
        """Rewrite one part (the body, or its notes) in place and return its XML."""
        self._warn(root)
        for parent in reversed(list(root.iter())):
            children = [new for child in parent for new in self._replacements(child)]
            if len(children) != len(parent) or any(a is not b for a, b in zip(children, parent, strict=True)):
                parent[:] = children
        if is_body:
            self._mark_paragraphs(root)
        return tostring(root, encoding="utf-8")

    def _warn(self, root: Element) -> None:
        found = {element.tag for element in root.iter()}
        for tags, sentence in (
            ({f"{W}ins", f"{W}del"}, _("The document has tracked changes; they were taken as accepted.")),
            ({f"{W}commentReference"}, _("The document has comments; they were left out.")),
            ({f"{W}altChunk"}, _("The document holds another file inside it, which was left out. Copy its text in.")),
            (set(_DIAGRAMS), _("A chart or diagram was left out. Save it as a picture and add it by hand.")),
        ):
            if tags & found and sentence not in self.warnings:
                self.warnings.append(sentence)

    def _replacements(self, child: Element) -> list[Element]:
        """Return what stands in the place of `child`: itself, nothing, or other elements."""
        tag = child.tag
        if tag in _DROPPED and not _is_paragraph_mark(child):
            return []
        if tag in _UNWRAPPED:
            return list(child)
        if tag == f"{_MC}AlternateContent":
            return _alternative(child)
        if tag == f"{W}ruby":
            return [run for base in child.findall(f"{W}rubyBase") for run in base]
        if tag in (f"{_M}oMath", f"{_M}oMathPara"):
            return [_run("".join(t.text or "" for t in child.iter() if t.tag in (f"{_M}t", f"{W}t")))]
        if tag == f"{_V}textpath":
            return [_run(child.get("string", ""))]
        if tag == f"{W}drawing":
            return _plain_drawing(child)
        if tag in (f"{W}cr", f"{W}ptab"):
            return [Element(f"{W}br" if tag == f"{W}cr" else f"{W}tab")]
        if tag == f"{W}r" and _is_on(child.find(f"{W}rPr/{W}vanish")):
            hidden = _("Hidden text in the document was left out.")
            if hidden not in self.warnings:
                self.warnings.append(hidden)
            return []
        return [child]

    def _mark_paragraphs(self, root: Element) -> None:
        labels = {p: label for p in root.iter(f"{W}p") if (label := self.numbering.label(p)) is not None}
        looks = {paragraph: self.styles.look(paragraph) for paragraph in root.iter(f"{W}p")}
        for paragraph, look in looks.items():
            self.styles.embolden(paragraph)
            _set(paragraph, f"{W}pStyle", look.style_id)
            numbering = paragraph.find(f"{W}pPr/{W}numPr")
            if numbering is not None:
                paragraph.find(f"{W}pPr").remove(numbering)
        shown = {p for p, label in labels.items() if looks[p].kind == "body" and (label.is_bullet or label.is_plain)}
        for parent in list(root.iter()):
            for group in _neighbours(parent, shown):
                self._make_list(group, labels)
            _keep_last_deleted_mark(parent)
        for paragraph, label in labels.items():
            if paragraph not in shown or paragraph.find(f"{W}pPr/{W}numPr") is None:
                _write_label(paragraph, label)

    @staticmethod
    def _make_list(group: list[Element], labels: dict[Element, Label]) -> None:
        """Mark neighbouring numbered paragraphs as a list, unless a list would show other numbers than Word does."""
        top = min(labels[p].depth for p in group)
        last: dict[int, int] = {}
        for label in (labels[p] for p in group):
            if not label.is_bullet and label.number != last.get(label.depth, 0) + 1:
                return
            last = {depth: number for depth, number in last.items() if depth < label.depth}
            last[label.depth] = label.number
        if len(group) == 1 and not labels[group[0]].is_bullet:
            return
        for paragraph in group:
            label = labels[paragraph]
            properties = paragraph.find(f"{W}pPr")
            properties.remove(properties.find(f"{W}pStyle"))
            numbering = SubElement(properties, f"{W}numPr")
            SubElement(numbering, f"{W}ilvl", {f"{W}val": str(min(label.depth - top, 4))})
            SubElement(numbering, f"{W}numId", {f"{W}val": _BULLETS if label.is_bullet else _NUMBERS})


def parse(content: bytes) -> Element:
    """Return the root of one XML part, namespaces of the strict format made those of the usual one.

    Raises ValueError (ParseError, forbidden document type) or LookupError (unknown encoding).
    """
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    try:
        return ElementTree.fromstring(content, forbid_dtd=True)
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error


def list_definitions() -> bytes:
    """Return a numbering part with the two lists that rewritten paragraphs refer to."""
    root = Element(f"{W}numbering")
    for number, number_format in ((_BULLETS, "bullet"), (_NUMBERS, "decimal")):
        abstract = SubElement(root, f"{W}abstractNum", {f"{W}abstractNumId": number})
        for depth in range(5):
            level = SubElement(abstract, f"{W}lvl", {f"{W}ilvl": str(depth)})
            SubElement(level, f"{W}numFmt", {f"{W}val": number_format})
    for number in (_BULLETS, _NUMBERS):
        SubElement(SubElement(root, f"{W}num", {f"{W}numId": number}), f"{W}abstractNumId", {f"{W}val": number})
    return tostring(root, encoding="utf-8")


def plain_paragraphs(root: Element) -> list[str]:
    """Return the bare text of each paragraph that has any: the last resort for a document that mammoth cannot read."""
    texts = ("".join(t.text or "" for t in paragraph.iter(f"{W}t")) for paragraph in root.iter(f"{W}p"))
    return [text.strip() for text in texts if text.strip()]


def _alternative(element: Element) -> list[Element]:
    """Choose between a new drawing and its old fallback: mammoth reads the old one, if anything is in it."""
    choice, fallback = element.find(f"{_MC}Choice"), element.find(f"{_MC}Fallback")
    if fallback is not None and (choice is None or _substance(fallback) >= _substance(choice)):
        return list(fallback)
    return [] if choice is None else list(choice)


def _substance(element: Element) -> int:
    pictures = sum(inner.tag in (f"{_A}blip", f"{_V}imagedata") for inner in element.iter())
    return pictures + sum(len(text.text or "") for text in element.iter(f"{W}t"))


def _plain_drawing(drawing: Element) -> list[Element]:
    """Return a drawing as its pictures, one by one, followed by the text of its boxes."""
    boxes = list(drawing.iter(f"{W}txbxContent"))
    # What stands inside a box, other boxes too, comes along with it.
    boxed = {inner for box in boxes for inner in box.iter() if inner is not box}
    boxes = [box for box in boxes if box not in boxed]
    grouped = [picture for picture in drawing.iter(f"{_PIC}pic") if picture not in boxed]
    if not boxes and len(grouped) <= 1 and drawing.find(f"*/{_A}graphic/{_A}graphicData/{_PIC}pic") is not None:
        return [drawing]
    properties = next(drawing.iter(f"{_WP}docPr"), Element(f"{_WP}docPr"))
    plain = Element(f"{W}drawing")
    for picture in grouped:
        inline = SubElement(plain, f"{_WP}inline")
        inline.append(copy.deepcopy(properties))
        SubElement(SubElement(inline, f"{_A}graphic"), f"{_A}graphicData").append(picture)
    box = Element(f"{W}pict")
    box.extend(boxes)
    return [plain, box]


def _neighbours(parent: Element, chosen: set[Element]) -> list[list[Element]]:
    groups: list[list[Element]] = []
    previous: Element | None = None
    for child in parent:
        if child in chosen:
            if previous in chosen:
                groups[-1].append(child)
            else:
                groups.append([child])
        previous = child
    return groups


def _write_label(paragraph: Element, label: Label) -> None:
    text = "• " if label.is_bullet else label.text
    if text:
        separator = " " if text[-1].isalnum() else ""
        position = 1 if paragraph.find(f"{W}pPr") is not None else 0
        paragraph.insert(position, _run(text + separator))


def _keep_last_deleted_mark(parent: Element) -> None:
    """Take the deletion off a last paragraph mark: mammoth would join its text with a paragraph that never comes."""
    paragraphs = [child for child in parent if child.tag == f"{W}p"]
    if paragraphs:
        mark = paragraphs[-1].find(f"{W}pPr/{W}rPr")
        deleted = mark.find(f"{W}del") if mark is not None else None
        if deleted is not None:
            mark.remove(deleted)


def _is_paragraph_mark(element: Element) -> bool:
    """Tell the deletion of a paragraph mark, which has no content, from the deletion of text."""
    return element.tag == f"{W}del" and len(element) == 0


def _is_on(element: Element | None) -> bool:
    return element is not None and value(element) not in ("0", "false")


def _run(text: str) -> Element:
    run = Element(f"{W}r")
    SubElement(run, f"{W}t").text = text
    return run


def _set(paragraph: Element, tag: str, text: str) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = Element(f"{W}pPr")
        paragraph.insert(0, properties)
    element = properties.find(tag)
    if element is None:
        element = SubElement(properties, tag)
    element.set(f"{W}val", text)
