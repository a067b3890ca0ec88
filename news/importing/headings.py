"""Headings that were typed by hand, as Chinese documents number them."""

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .characters import ends_sentence, width
from .manuscript import MAX_HEADING
from .passage import Item, Passage, Role

_COUNT = "[一二三四五六七八九十百]"
_PART = re.compile(rf"^第(?:{_COUNT}{{1,4}}|\d{{1,2}})(?:部分|章|篇|单元)(?![的是为在，])")
_SECTION = re.compile(rf"^{_COUNT}{{1,3}}[、.．]\s*\S")
_SUBSECTION = re.compile(rf"^[（(]{_COUNT}{{1,3}}[）)]、?\s*\S")
_NUMBERED = re.compile(r"^\d{1,2}[.．、](?!\d)\s*\S")
_ENUMERATED = re.compile(r"^(?:[（(]\d{1,2}[）)]|\d{1,2}[)）]|[①-⑳])\s*\S")


class Kind(enum.IntEnum):
    """How a line is numbered, or what else makes a heading of it."""

    NONE = 0
    PART = 1  # 第一部分
    SECTION = 2  # 一、
    SUBSECTION = 3  # （一）
    NUMBERED = 4  # 1.
    ENUMERATED = 5  # （1）
    LONE = 6  # bold, or alone between paragraphs
    ENCLOSED = 7  # the title of a document that follows within this one


_KINDS = (
    (Kind.PART, _PART),
    (Kind.SECTION, _SECTION),
    (Kind.SUBSECTION, _SUBSECTION),
    (Kind.NUMBERED, _NUMBERED),
    (Kind.ENUMERATED, _ENUMERATED),
)
# The greatest width of a heading; a longer line is a paragraph that begins with a number.
_LONGEST = {Kind.PART: 40, Kind.SECTION: 45, Kind.SUBSECTION: 36}
_LONGEST_BOLD = 30
_LONGEST_LONE = 24
# What a heading can follow: a whole sentence, or the date that closes a document.
_CLOSES = re.compile(r"[。！？!?…][”’』」）)》]*$|\d日(?:印发)?$|\d{4}[.-]\d{1,2}[.-]\d{1,2}$")
_DASHES = re.compile(r"^\s*(?:——|—|--+|－－)\s*")
# Words that end the name of a body that signs, a salutation, or a line of facts.
_NOT_A_HEADING = re.compile(
    r"(委员会|办公室|工会|医院|俱乐部|党委|支部|分会|[部科处组会院])$|文件$"
    r"|^(附件|附：|联系人|联系电话|电话|地址|时间|地点|主办|承办|来源|转自|摘自|编辑|审核|责编)"
    r"|(摄|记者|通讯员)$|^本[报网刊院](记者|讯|通讯员)|\d{4}年\d{1,2}月\d{1,2}日|^[（(].*[）)]$|^注[：:]"
)


@dataclass(frozen=True)
class _Candidate:
    kind: Kind = Kind.NONE
    level: int = 0  # the file's own level, of a paragraph in a heading style


def numbered_kind(text: str) -> Kind:
    """Return how a line is numbered: PART to ENUMERATED, or NONE."""
    return next((kind for kind, pattern in _KINDS if pattern.match(text)), Kind.NONE)


def mark_headings(flow: Sequence[Item], lone_lines: bool) -> list[Item]:
    """Return the flow with every heading in the role HEADING and at level 2 or 3; other passages keep no level.

    `lone_lines`: whether a short line alone between two paragraphs is a heading, as in text without any formatting.
    """
    flow = join_subtitles(flow)
    candidates = [_candidate(flow, index, lone_lines) for index in range(len(flow))]
    styled = sorted({candidate.level for candidate in candidates if candidate.level})
    kinds = {candidate.kind for candidate in candidates}
    # A heading in a style may be numbered as well, and ranks the typed ones with it.
    kinds |= {numbered_kind(item.text) for item in flow if isinstance(item, Passage) and item.role is Role.HEADING}
    levels = _levels(kinds, bool(styled))
    marked: list[Item] = []
    for item, candidate in zip(flow, candidates, strict=True):
        if isinstance(item, Passage) and candidate.level:
            marked.append(replace(item, role=Role.HEADING, level=2 if candidate.level == styled[0] else 3))
        elif isinstance(item, Passage) and candidate.kind:
            marked.append(replace(item, role=Role.HEADING, level=levels[candidate.kind]))
        elif isinstance(item, Passage) and item.role is Role.HEADING:
            marked.append(replace(item, role=Role.BODY, level=0))
        else:
            marked.append(item)
    return marked


def _levels(kinds: set[Kind], has_styles: bool) -> dict[Kind, int]:
    """Return the level of each kind in a document that has the given ones: sections are subsections of parts."""
    has_sections = bool(kinds & {Kind.PART, Kind.SECTION})
    below = 3 if has_sections or has_styles else 2
    section = 3 if Kind.PART in kinds else 2
    return {
        Kind.ENCLOSED: 2,
        Kind.PART: 2,
        Kind.SECTION: section,
        Kind.SUBSECTION: below,
        Kind.NUMBERED: 3 if has_styles or kinds & {Kind.PART, Kind.SECTION, Kind.SUBSECTION, Kind.LONE} else 2,
        Kind.LONE: below,
    }


def join_subtitles(flow: Sequence[Item]) -> list[Item]:
    """Join a short line that begins with a dash to the heading-like line above it."""
    joined: list[Item] = []
    for item in flow:
        above = joined[-1] if joined else None
        if (
            isinstance(item, Passage)
            and isinstance(above, Passage)
            and _DASHES.match(item.text)
            and not ends_sentence(item.text)
            and not ends_sentence(above.text)
            and above.role in (Role.BODY, Role.HEADING, Role.TITLE)
            and len(above.text) + len(item.text) <= MAX_HEADING
        ):
            joined[-1] = replace(above, html=f"{above.html}——{_DASHES.sub('', item.html)}")
        else:
            joined.append(item)
    return joined


def heading_text(text: str) -> str:
    """Return a heading as it is shown: one line, no full stop or colon at the end."""
    return re.sub(r"\s+", " ", text).rstrip("。：: ")


def _candidate(flow: Sequence[Item], index: int, lone_lines: bool) -> _Candidate:
    item = flow[index]
    if not isinstance(item, Passage) or "\n" in item.text or len(heading_text(item.text)) > MAX_HEADING:
        return _Candidate()
    if item.role is Role.HEADING:
        return _Candidate(level=item.level)
    if item.role is not Role.BODY or index + 1 == len(flow):
        return _Candidate()
    kind = numbered_kind(item.text)
    if kind in _LONGEST:
        return _Candidate(kind if _is_numbered_heading(flow, index, kind) else Kind.NONE)
    if item.right or re.search("[。！？；，：]$", item.text) or _NOT_A_HEADING.search(item.text):
        return _Candidate()
    wide = width(item.text)
    if item.bold and wide <= _LONGEST_BOLD and kind in (Kind.NONE, Kind.NUMBERED):
        return _Candidate(kind or Kind.LONE)
    if kind is Kind.NONE and (lone_lines or item.centred) and _stands_apart(flow, index):
        after = flow[index + 1]
        if wide <= 2 * _LONGEST_LONE and isinstance(after, Passage) and numbered_kind(after.text) in _LONGEST:
            return _Candidate(Kind.ENCLOSED)
        return _Candidate(Kind.LONE if wide <= _LONGEST_LONE else Kind.NONE)
    return _Candidate()


def _is_numbered_heading(flow: Sequence[Item], index: int, kind: Kind) -> bool:
    text = heading_text(flow[index].text)
    if width(text) > _LONGEST[kind] or re.search("[。！？；!?]", text) or re.search("[：:].", text):
        return False
    if flow[index].text.endswith("。") and width(text) > 16:
        return False
    neighbours = [flow[i] for i in (index - 1, index + 1) if 0 <= i < len(flow)]
    # Lines numbered alike with nothing between them are a list: 一、准时 二、安静 三、整洁.
    return not any(isinstance(n, Passage) and numbered_kind(n.text) == kind and width(n.text) < 60 for n in neighbours)


def _stands_apart(flow: Sequence[Item], index: int) -> bool:
    """Tell whether a short line without punctuation stands between paragraphs that are sentences."""
    text = flow[index].text
    if _NOT_A_HEADING.search(text) or width(text) < 3 or re.search("[。；]", text) or index == 0:
        return False
    before, after = flow[index - 1], flow[index + 1]
    if isinstance(before, Passage) and before.role is not Role.HEADING and not _CLOSES.search(before.text):
        return False
    if not isinstance(after, Passage):
        return False
    return ends_sentence(after.text) and width(after.text) > 20 or numbered_kind(after.text) in _LONGEST
