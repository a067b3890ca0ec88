"""Who wrote, who photographed, where it was first printed: read from the lines that say so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .characters import HAN, width

_REPORTER = "(?:本[报网刊院台]|特约|实习|见习)?(?:记者|通讯员)"
_WRITER = f"{_REPORTER}|作者|撰稿人?|撰文|供稿人?|文字|文"
_PHOTOGRAPHER = "摄影|摄|图片|照片|图"
_BOTH = "文/图|图/文|文、图|图、文|图文|文图|文并摄|撰文/摄影|文/摄影|文字/摄影"
_SOURCE = "信息来源|稿件来源|文章来源|来源|转载自|转自|摘自"
_LABEL = re.compile(f"(?P<both>{_BOTH})|(?P<source>{_SOURCE})|(?P<writer>{_WRITER})|(?P<photographer>{_PHOTOGRAPHER})")
# What follows tells a label from a word (文体, 图书角, 记者节). Names stick to 本报记者, in brackets to 记者 too.
_BEFORE = r"(?:^|(?<=[\s　，；|（(]))"
_WITH_COLON = rf"(?:{_BOTH}|{_SOURCE}|{_WRITER}|{_PHOTOGRAPHER})\s*[:：]"
_WITH_SPACE = rf"(?:文/图|图/文|{_REPORTER}|作者|撰稿人?|撰文|供稿人?|摄影|转载自|转自|摘自)[\s　《]"
_NAME_FOLLOWS = rf"(?=[{HAN}](?:[{HAN}]{{1,3}}|[\s　]+[{HAN}])(?:[\s　、，）)]|$))"
_LABELLED = re.compile(rf"{_BEFORE}(?:{_WITH_COLON}|{_WITH_SPACE}|本[报网刊院台](?:记者|通讯员){_NAME_FOLLOWS})")
_BRACKETED = re.compile(rf"{_BEFORE}(?:{_WITH_COLON}|{_WITH_SPACE}|{_REPORTER}{_NAME_FOLLOWS})")
_OPENING = re.compile(r"^本[报网刊院台]讯\s*[（(]([^（）()]{2,60})[）)]")
_CLOSING = re.compile(r"[（(]([^（）()]{4,50})[）)]$")
_SUFFIXED = re.compile(rf"^(?P<names>[{HAN}·\s　、/]{{2,40}}?)\s*(?P<label>文并摄|文/图|摄影报道|摄|供图|供稿|撰稿)$")
_NAME = re.compile(rf"^[{HAN}]{{2,4}}$|^[{HAN}]{{1,8}}·[{HAN}]{{1,8}}$")
_WEB_LABELS = re.compile(
    r"(?:发布|发表|更新)?(?:时间|日期)\s*[:：]\s*[\d\-/.年月日:：\s]+|(?:浏览|点击|阅读)(?:次数|数|量)?\s*[:：]?\s*\d*\s*次?"
    r"|字[号体]\s*[:：]?\s*[大中小\[\]\s]+"
)
_LONGEST = 60
# The fields of a news page hold no more (see news/models/page.py).
_MOST = {"writer": 60, "photographer": 60, "source": 120}


@dataclass
class Byline:
    """What the bylines of an article say. `lines` are the indexes of paragraphs that are nothing but byline."""

    writer: str = ""
    photographer: str = ""
    source: str = ""
    lines: list[int] = field(default_factory=list)


def find_byline(texts: Sequence[str]) -> Byline:
    """Return what the paragraphs of one article say about its makers. The first statement of each fact counts."""
    byline = Byline()
    for index, text in enumerate(texts):
        facts = parse_byline(text) if width(text) <= _LONGEST else {}
        if facts:
            # A line that states more than there is room for stays in the text.
            if all(len(value) <= _MOST[key] for key, value in facts.items()) and not _conflicts(byline, facts):
                byline.lines.append(index)
        elif match := _OPENING.match(text) or _CLOSING.search(text):
            facts = _labelled(match[1], _BRACKETED)
        for key, value in facts.items():
            setattr(byline, key, getattr(byline, key) or value[: _MOST[key]])
    return byline


def parse_byline(text: str) -> dict[str, str]:
    """Return the facts of a line that is nothing but a byline, {} for any other line.

    Keys are writer, photographer, source.
    """
    line = re.sub(r"\s+", " ", text).strip()
    labels = _LABELLED
    if re.fullmatch(r"[（(【\[][^（）()【】\[\]]+[）)】\]]", line):
        line, labels = line[1:-1].strip(), _BRACKETED
    line = _WEB_LABELS.sub(" ", line).strip(" |")
    if not line or re.search("[。！？；]", line):
        return {}
    match = _SUFFIXED.match(line)
    facts = _suffixed(match["names"], match["label"]) if match else {}
    return facts or _labelled(line, labels)


def is_byline(text: str) -> bool:
    """Tell whether a line is nothing but a byline."""
    return width(text) <= _LONGEST and bool(parse_byline(text))


def _suffixed(names: str, label: str) -> dict[str, str]:
    """Read 张三 摄 and 本报记者 张三 摄."""
    people = _people(re.sub(f"(?:{_WRITER})", " ", names))
    if not people:
        return {}
    if label in ("供稿", "撰稿"):
        return {"writer": people}
    photographer = {"photographer": people}
    return {"writer": people, **photographer} if label in ("文并摄", "文/图", "摄影报道") else photographer


def _labelled(line: str, labels: re.Pattern) -> dict[str, str]:
    """Read 记者 张三 通讯员 李四, 文：张三 图：李四, 来源：某报. Empty when a piece of the line fits no label."""
    facts: dict[str, list[str]] = {}
    starts = [match.start() for match in labels.finditer(line)]
    if not starts or starts[0] != 0:
        return {}
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        label = _LABEL.match(line, start)
        said = line[label.end() : end].strip(" 　:：，、；|")
        if label["source"]:
            facts.setdefault("source", []).append(said.strip("《》"))
            continue
        people = _people(said)
        if re.match(r"\s*[:：]", line[label.end() :]) and 1 < len(said) <= 30 and ("、" in people or not people):
            # After a colon stands whatever the office writes, a department and a name too.
            people = said
        if not people:
            return {}
        for key in ("writer", "photographer"):
            if label[key] or label["both"]:
                facts.setdefault(key, []).append(people)
    return {key: "、".join(dict.fromkeys(values)) for key, values in facts.items() if any(values)}


def _people(text: str) -> str:
    """Return names joined by 、, or "" when the text is anything but names. 张　三 is one name."""
    parts = [part for part in re.split(r"[\s　、，,/]+", text.strip()) if part]
    joined: list[str] = []
    for part in parts:
        if len(part) == 1 and joined and len(joined[-1]) == 1:
            joined[-1] += part
        else:
            joined.append(part)
    return "、".join(joined) if joined and all(map(_NAME.match, joined)) else ""


def _conflicts(byline: Byline, facts: dict[str, str]) -> bool:
    """Tell whether the line says something else than an earlier one, so that taking it out would lose it."""
    return any(getattr(byline, key) not in ("", value) for key, value in facts.items())
