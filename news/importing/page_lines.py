"""Lines of a text file: page furniture taken out, indents and widths measured."""

import re
from collections import Counter
from dataclasses import dataclass

from .characters import clean_characters, mend_spaces, width

_DASH = "[—–‐‑―ー一\\-－·•~～]"
_PAGE_NUMBER = re.compile(
    rf"^(?:{_DASH}+\s*\d{{1,4}}\s*{_DASH}+|第\s*\d{{1,4}}\s*页(?:\s*[（(/，]?\s*共\s*\d{{1,4}}\s*页\s*[）)]?)?|(?:page\s+)?\d{{1,4}}\s*/\s*\d{{1,4}}|page\s+\d{{1,4}})$",
    re.I,
)
_BARE_NUMBER = re.compile(r"^\d{1,3}$")
_FEWEST_HEADS = 3  # times that a line stands at the edge of a page before it counts as a running head
_LONGEST_HEAD = 40
_TAB_WIDTH = 2


@dataclass(frozen=True)
class Line:
    """One line with its text mended; `indent` and `width` in full-width characters, what stands before it."""

    text: str
    indent: float
    width: float
    after_blank: bool
    after_page: bool


def page_lines(text: str) -> tuple[list[Line], list[str]]:
    """Return the lines of a text and the running heads that were left out (each once)."""
    raw = re.split(r"\r\n|[\n\r\v\x85\u2028\u2029]|(?=\f)", clean_characters(text.replace("\f", "\n\f")))
    bare_numbers = _page_numbers_without_dashes(raw)
    entries: list[tuple[str, bool]] = []  # text, whether a page begins before it
    page = False
    for number, line in enumerate(raw):
        page = page or "\f" in line
        line = line.replace("\f", "")
        if _PAGE_NUMBER.match(line.strip(" \t　")) or number in bare_numbers:
            page = True
            continue
        entries.append((line, page))
        if line.strip(" \t　"):
            page = False
    heads = _running_heads(entries)
    lines: list[Line] = []
    blank = page = False
    margin = min((_indent(line) for line, _page in entries if line.strip(" \t　")), default=0)
    for line, begins_page in entries:
        page = page or begins_page
        text = mend_spaces(line)
        if text in heads:
            continue
        if text:
            lines.append(Line(text, _indent(line) - margin, width(text), blank, page))
        blank = not text or (blank and not text)
        page = page and not text
    return lines, sorted(heads)


def _indent(line: str) -> float:
    """Return the width of the white space that a line begins with."""
    spaces = line[: len(line) - len(line.lstrip(" \t　"))]
    return sum(1 if c == "　" else _TAB_WIDTH if c == "\t" else 0.5 for c in spaces)


def _page_numbers_without_dashes(raw: list[str]) -> set[int]:
    """Return the indexes of lines that are bare numbers counting up one by one, three or more: pages, not data."""
    numbers = [(index, int(line.strip())) for index, line in enumerate(raw) if _BARE_NUMBER.match(line.strip())]
    counts_up = all(b[1] == a[1] + 1 and b[0] - a[0] > 5 for a, b in zip(numbers, numbers[1:], strict=False))
    return {index for index, _number in numbers} if len(numbers) >= 3 and counts_up else set()


def _running_heads(entries: list[tuple[str, bool]]) -> set[str]:
    """Return the lines that stand, the same but for figures, beside three or more page breaks."""
    texts = [(mend_spaces(line), page) for line, page in entries if line.strip(" \t　")]
    edges: Counter[str] = Counter()
    shown: dict[str, set[str]] = {}
    for index, (_text, page) in enumerate(texts):
        if not page:
            continue
        for text, _page in texts[max(0, index - 1) : index + 1]:
            if width(text) <= _LONGEST_HEAD and not re.search("[。！？；，]$", text):
                key = re.sub(r"\d+", "#", text)
                edges[key] += 1
                shown.setdefault(key, set()).add(text)
    return {text for key, count in edges.items() if count >= _FEWEST_HEADS for text in shown[key]}
