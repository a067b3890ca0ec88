"""Word: what a reader of the document sees of its text, notes at the end, page headers left out.

The XML is read as a stream: mammoth holds a whole document as a tree, and passes over text boxes.
"""

from defusedxml.ElementTree import iterparse

from .gathering import Gathering
from .package import opened

PARTS = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"]
# Where the same text stands twice (a drawing and its fallback, the place a passage was moved from), what is no text
# (tab stops), and the pinyin over a character, which would stand within the word.
PASSED_OVER = {"Fallback", "moveFrom", "pPr", "rt"}
BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
OFF = {"0", "false", "off"}


def read(file, gathering: Gathering) -> None:
    with opened(file) as archive:
        there = set(archive.namelist())
        for name in PARTS:
            # Only the notes may be missing.
            if name in there or name == PARTS[0]:
                with archive.open(name) as part:
                    _read_part(part, gathering)


def _read_part(part, gathering: Gathering) -> None:
    passed_over, is_hidden = 0, False
    # A text box stands within a paragraph and has paragraphs of its own.
    paragraphs: list[list[str]] = [[]]
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        name = element.tag.rpartition("}")[2]
        if name in PASSED_OVER:
            passed_over += 1 if event == "start" else -1
        elif event == "start":
            if name == "p":
                paragraphs.append([])
            elif name == "r":
                is_hidden = False
        elif name == "vanish":
            is_hidden = not any(value in OFF for value in element.attrib.values())
        elif name == "p":
            gathering.add("".join(paragraphs.pop()))
            element.clear()
        elif not passed_over and not is_hidden:
            if name == "t":
                paragraphs[-1].append(element.text or "")
            elif name in BREAKS:
                paragraphs[-1].append(BREAKS[name])
