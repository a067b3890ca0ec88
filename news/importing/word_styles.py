"""What a paragraph of a Word document is, from its style, its outline level and how it is set.

Word keeps the English names of its own styles whatever language it speaks; WPS and templates made in Chinese offices
do not, and templates build styles of their own upon them.
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LARGE_HALF_POINTS = 36  # 18 pt (小二): the title of a Chinese document is 22 pt, its text 16 pt

_KINDS = {
    "title": re.compile(r"^(title|标题|主标题|大标题|总标题|文章标题|文件标题|公文标题|公文主标题|题目)$", re.I),
    "subtitle": re.compile(r"^(subtitle|副标题|公文副标题)$", re.I),
    "caption": re.compile(r"^(caption|题注|图注|图片说明|图题|表题)$", re.I),
    "quote": re.compile(r"^(quote|intense quote|引用|明显引用|block text)$", re.I),
    "contents": re.compile(r"^(toc heading|toc \d|目录\s*\d?)$", re.I),
}
_HEADING = re.compile(r"^(?:heading|标题|公文标题)\s*([1-9])$", re.I)
_CHINESE_LEVEL = re.compile(r"^(?:公文)?([一二三四五])级标题$")


@dataclass(frozen=True)
class Look:
    """How one paragraph looks: `kind` is title, subtitle, caption, quote, contents, heading or body."""

    kind: str = "body"
    level: int = 0
    alignment: str = ""
    large: bool = False

    @property
    def style_id(self) -> str:
        """A style name of our own that says all this, for mammoth's style map."""
        name = f"{self.kind}{self.level}" if self.kind == "heading" else self.kind
        return "-".join(filter(None, ["staff", name, self.alignment, "large" if self.large else ""]))


def style_map() -> str:
    """Return mammoth's style map for every Look; class names carry it into the HTML."""
    lines = []
    for alignment in ("", "centred", "right"):
        for large in (False, True):
            traits = "".join(f".{trait}" for trait in (alignment, "large" if large else "") if trait)
            for kind in ("body", "title", "subtitle", "caption"):
                role = "" if kind == "body" else f".{kind}"
                lines.append(f"p.{Look(kind, 0, alignment, large).style_id} => p{role}{traits}:fresh")
            for level in range(1, 7):
                lines.append(f"p.{Look('heading', level, alignment, large).style_id} => h{level}{traits}:fresh")
            lines.append(f"p.{Look('quote', 0, alignment, large).style_id} => blockquote > p:fresh")
    return "\n".join([*lines, f"p.{Look('contents').style_id} => !", "b => b", "i => i"])


class Styles:
    """The paragraph styles of one document, read from the root of styles.xml (None when it has none)."""

    def __init__(self, root: Element | None):
        styles = root.findall(f"{W}style") if root is not None else []
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles}
        self._default = next((style_id for style_id, style in self._styles.items() if _is_default(style)), "")

    def chain(self, paragraph: Element) -> list[Element]:
        """Return the paragraph's style and those it is based on, nearest first."""
        return self._ancestry(value(paragraph.find(f"{W}pPr/{W}pStyle")) or self._default)

    def look(self, paragraph: Element) -> Look:
        """Return what the paragraph is and how it is set, as far as its style and its own properties say."""
        chain = self.chain(paragraph)
        kind, level = next((known for known in map(_kind_of_style, chain) if known), ("body", 0))
        if kind == "body":
            outline = _first(paragraph, chain, f"{W}pPr/{W}outlineLvl")
            if outline.isdecimal() and int(outline) < 6:
                kind, level = "heading", int(outline) + 1
        alignment = {"center": "centred", "right": "right", "end": "right"}.get(
            _first(paragraph, chain, f"{W}pPr/{W}jc"), ""
        )
        return Look(kind, min(level, 6), alignment, self._is_large(paragraph, chain))

    def embolden(self, paragraph: Element) -> None:
        """Write bold that comes from styles onto the runs themselves, where mammoth looks for it."""
        inherited = _is_bold(self.chain(paragraph))
        for run in paragraph.iter(f"{W}r"):
            properties = run.find(f"{W}rPr")
            own = [] if properties is None else self._ancestry(value(properties.find(f"{W}rStyle")))
            if (properties is None or properties.find(f"{W}b") is None) and (_is_bold(own) or inherited):
                if properties is None:
                    properties = Element(f"{W}rPr")
                    run.insert(0, properties)
                properties.append(Element(f"{W}b"))

    def _ancestry(self, style_id: str) -> list[Element]:
        chain: list[Element] = []
        while style_id in self._styles and self._styles[style_id] not in chain:
            chain.append(self._styles[style_id])
            style_id = value(chain[-1].find(f"{W}basedOn"))
        return chain

    @staticmethod
    def _is_large(paragraph: Element, chain: list[Element]) -> bool:
        inherited = next((size for style in chain if (size := value(style.find(f"{W}rPr/{W}sz")))), "")
        runs = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
        sizes = [value(run.find(f"{W}rPr/{W}sz")) or inherited for run in runs]
        return bool(sizes) and all(size.isdecimal() and int(size) >= LARGE_HALF_POINTS for size in sizes)


def value(element: Element | None) -> str:
    """Return the w:val of an element, "" when there is none."""
    return "" if element is None else element.get(f"{W}val", "")


def _is_default(style: Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")


def _is_bold(chain: list[Element]) -> bool:
    setting = next((bold for style in chain if (bold := style.find(f"{W}rPr/{W}b")) is not None), None)
    return setting is not None and value(setting) not in ("0", "false")


def _first(paragraph: Element, chain: list[Element], path: str) -> str:
    return next((found for place in (paragraph, *chain) if (found := value(place.find(path)))), "")


def _kind_of_style(style: Element) -> tuple[str, int] | None:
    name = value(style.find(f"{W}name")).strip()
    for kind, pattern in _KINDS.items():
        if pattern.match(name):
            return kind, 0
    if match := _HEADING.match(name):
        return "heading", int(match[1])
    if match := _CHINESE_LEVEL.match(name):
        return "heading", "一二三四五".index(match[1]) + 1
    return None
