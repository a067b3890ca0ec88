"""The numbers that Word computes instead of storing: 一、 （一） 第一条 1. and bullets."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .word_styles import Styles, W, value

_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_CHINESE = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
# Labels that an HTML list shows by itself; any other label is text and must be written out.
_PLAIN_LABELS = {"%1.", "%1．", "%1、", "%1)", "%1）", "%1"}


@dataclass(frozen=True)
class Label:
    """The number in front of one paragraph: its text, and whether an HTML list could show it."""

    text: str
    depth: int
    is_bullet: bool = False
    is_plain: bool = False
    number: int = 0
    list_id: str = ""


def chinese_number(number: int) -> str:
    """Return 1 to 99 as counted in Chinese (二十三); larger numbers as digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def format_number(number: int, number_format: str) -> str:
    """Return a number in one of Word's formats; an unknown format gives plain digits."""
    if number_format in _CHINESE:
        return chinese_number(number)
    if number_format == "ideographTraditional" and 0 < number <= 10:
        return _STEMS[number - 1]
    if number_format.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x245F + number)
    if number_format in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr((0x40 if number_format == "upperLetter" else 0x60) + number)
    if number_format in ("upperRoman", "lowerRoman") and 0 < number < 40:
        roman = ""
        for size, letters in _ROMAN:
            roman += letters * (number // size)
            number %= size
        return roman.upper() if number_format == "upperRoman" else roman
    return "" if number_format == "none" else str(number)


class Numbering:
    """Counts the numbered paragraphs of one document; `label` must be asked for each of them in order."""

    def __init__(self, root: Element | None, styles: Styles):
        self._styles = styles
        elements = [] if root is None else root
        self._abstract = {e.get(f"{W}abstractNumId", ""): e for e in elements if e.tag == f"{W}abstractNum"}
        self._nums = {e.get(f"{W}numId", ""): e for e in elements if e.tag == f"{W}num"}
        self._counts: dict[str, list[int]] = {}
        self._overridden: set[tuple[str, int]] = set()

    def label(self, paragraph: Element) -> Label | None:
        """Return the paragraph's number and count it, None when it has none."""
        num_id, depth = self._place(paragraph)
        num = self._nums.get(num_id)
        if num is None:
            return None
        abstract_id = value(num.find(f"{W}abstractNumId"))
        levels = self._levels(abstract_id, num)
        level = levels.get(depth)
        if level is None:
            return None
        counts = self._count(abstract_id, num_id, num, levels, depth)
        number_format = value(level.find(f"{W}numFmt")) or "decimal"
        if number_format == "bullet":
            return Label("", depth, is_bullet=True, list_id=num_id)
        pattern = value(level.find(f"{W}lvlText"))
        text = pattern
        for index in range(9):
            shown = levels.get(index)
            shown_format = (value(shown.find(f"{W}numFmt")) or "decimal") if shown is not None else "decimal"
            if level.find(f"{W}isLgl") is not None:
                shown_format = "decimal"
            text = text.replace(f"%{index + 1}", format_number(counts[index], shown_format))
        plain = number_format == "decimal" and pattern.strip().replace(f"%{depth + 1}", "%1") in _PLAIN_LABELS
        return Label(text.strip(), depth, is_plain=plain, number=counts[depth], list_id=num_id)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        places = [paragraph, *self._styles.chain(paragraph)]
        num_id = next((found for p in places if (found := value(p.find(f"{W}pPr/{W}numPr/{W}numId")))), "")
        depth = next((found for p in places if (found := value(p.find(f"{W}pPr/{W}numPr/{W}ilvl")))), "")
        if not depth.isdecimal() and num_id:
            depth = self._depth_of_style(num_id, paragraph)
        return num_id, min(int(depth), 8) if depth.isdecimal() else 0

    def _depth_of_style(self, num_id: str, paragraph: Element) -> str:
        """Return the level that names the paragraph's style: headings are numbered in this roundabout way."""
        num = self._nums.get(num_id)
        abstract = self._abstract.get(value(num.find(f"{W}abstractNumId"))) if num is not None else None
        ids = {style.get(f"{W}styleId") for style in self._styles.chain(paragraph)}
        levels = abstract.findall(f"{W}lvl") if abstract is not None else []
        return next((level.get(f"{W}ilvl", "") for level in levels if value(level.find(f"{W}pStyle")) in ids), "")

    def _levels(self, abstract_id: str, num: Element) -> dict[int, Element]:
        abstract = self._abstract.get(abstract_id)
        link = value(abstract.find(f"{W}numStyleLink")) if abstract is not None else ""
        if link:
            abstract = next((a for a in self._abstract.values() if value(a.find(f"{W}styleLink")) == link), abstract)
        places = abstract.findall(f"{W}lvl") if abstract is not None else []
        places += num.findall(f"{W}lvlOverride/{W}lvl")
        return {int(level.get(f"{W}ilvl", "0")): level for level in places if level.get(f"{W}ilvl", "0").isdecimal()}

    def _count(self, abstract_id: str, num_id: str, num: Element, levels: dict[int, Element], depth: int) -> list[int]:
        counts = self._counts.setdefault(abstract_id, [0] * 9)
        override = next((o for o in num.findall(f"{W}lvlOverride") if o.get(f"{W}ilvl") == str(depth)), None)
        start = value(override.find(f"{W}startOverride")) if override is not None else ""
        if start.isdecimal() and (num_id, depth) not in self._overridden:
            # A list that was told to start anew does so once, at its first paragraph.
            self._overridden.add((num_id, depth))
            counts[depth] = int(start)
        elif counts[depth] == 0:
            counts[depth] = _start(levels.get(depth))
        else:
            counts[depth] += 1
        for shallower in range(depth):
            counts[shallower] = counts[shallower] or _start(levels.get(shallower))
        counts[depth + 1 :] = [0] * (8 - depth)
        return counts


def _start(level: Element | None) -> int:
    start = value(level.find(f"{W}start")) if level is not None else ""
    return int(start) if start.isdecimal() else 1
