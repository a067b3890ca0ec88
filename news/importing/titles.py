"""The title of an article: found, joined when it was broken over lines, cleaned."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .bylines import is_byline
from .characters import count_han, ends_sentence, width
from .facts import document_number, find_dates
from .headings import numbered_kind
from .passage import Item, Passage, Role

DOCUMENT_KINDS = (
    "通知|通报|通告|公告|公示|报告|方案|意见|决定|决议|请示|批复|办法|规定|细则|制度|章程|倡议书?|邀请函|函"
    "|计划|总结|要点|纪要|思路|预案|规程|名单|简报|说明"
)
MAX_TITLE = 120  # characters; a longer one is no title
_LONGEST_LINE = 45  # widths of one line of a title
_MOST_LINES = 4
_KIND_END = re.compile(rf"(?:{DOCUMENT_KINDS})(?:[（(][^（）()]*[）)])?$")
# A line that ends so is only half of a title.
_UNFINISHED = re.compile(r"(?:的|和|与|及|暨|等|关于|印发|开展|举办|年度?|[、，:：])$")
_DASHES = re.compile(r"^\s*(?:——|—|--+|－－)\s*")
_LETTERHEAD = re.compile(r"(?:文件|便函|通报|简报)$")
CONTINUED = re.compile(r"^[（(]?[上紧]接第?\s*[一二三四五六七八\d]+\s*版[）)]?")
# What stands in the corners above a title: secrecy, urgency, the number of an issue or an attachment.
_CORNER = re.compile(
    r"^(?:内部|秘密|机密|特急|加急|急件|[（(]?总?第\s*\d+\s*期|\d{4}\s*年\s*第\s*\d+\s*期|附件\s*[\d一二三四五六七八九十]*\s*[：:]?$)"
)
_SALUTATION = re.compile(r"^[^。；！？]{2,40}[：:]$")
_ISSUED = re.compile(r"现将《([^》]{4,60}(?:《[^》]{1,40}》[^》]{0,40})?)》[^。]{0,20}?(?:印发|下发|转发|公布|发给)")
_TEMPORARY_NAME = re.compile(
    r"^[\da-f_\-\s().（）]+$|^(?:新建|无标题|未命名|untitled|document|doc|文档|复制|副本)", re.I
)


@dataclass
class FoundTitle:
    """A title, the indexes of the items in the flow that make it up, and what the officer should know."""

    text: str = ""
    used: list[int] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def find_title(flow: Sequence[Item], file_name: str, hint: str = "") -> FoundTitle:
    """Return the title of one article, by style, by looks, by place, from the text it issues, or from the file."""
    for find in (_styled_title, _head_title):
        used = find(flow)
        title = join_title([flow[index].text for index in used])
        if title:
            return FoundTitle(title, used)
    return _outside_title(flow, file_name, hint)


def join_title(lines: Sequence[str]) -> str:
    """Return the lines of a title as one: broken lines joined, a second phrase set apart by a space, "" if too long."""
    title = ""
    for line in (re.sub(r"\s+", " ", line).strip() for line in lines):
        if not title or title.endswith("——"):
            title += line
        elif _DASHES.match(line):
            title += "——" + _DASHES.sub("", line)
        elif is_unfinished(title) or (_KIND_END.search(line) and width(line) <= 8):
            title += line
        else:
            title += " " + line
    title = strip_book_marks(re.sub(r"(?:—|--+|－)+$", "——", title))
    return title if len(title) <= MAX_TITLE else ""


def is_unfinished(title: str) -> bool:
    """Tell whether a title goes on in the next line: 关于 without its 通知, an open bracket, a dangling word."""
    if "关于" in title and not _KIND_END.search(title):
        return True
    return bool(_UNFINISHED.search(title)) or any(title.count(a) > title.count(b) for a, b in ("《》", "“”", "（）"))


def strip_book_marks(title: str) -> str:
    """Return the title without 《》 when they wrap all of it: 《甲》, but not 《甲》和《乙》."""
    if title.startswith("《") and title.endswith("》"):
        depth = 0
        for index, character in enumerate(title):
            depth += (character == "《") - (character == "》")
            if depth == 0:
                return title[1:-1] if index == len(title) - 1 else title
    return title


def is_title_line(text: str) -> bool:
    """Tell whether a line could be part of a title: short, no sentence, no fact, no number in front."""
    if not 2 <= width(text) <= _LONGEST_LINE or "\n" in text or is_byline(text) or CONTINUED.match(text):
        return False
    if re.search(r"[。；，、：:,;]$", text) or re.search("[。；]", text) or numbered_kind(text):
        return False
    return not (find_dates(text) and re.search(r"[日号\d]$|印发$", text)) and not document_number(text)


def _styled_title(flow: Sequence[Item]) -> list[int]:
    """Return the paragraphs in a title style, or the one heading of the highest level that opens the document."""
    titled = [i for i, item in enumerate(flow) if isinstance(item, Passage) and item.role is Role.TITLE]
    if titled:
        used = [index for offset, index in enumerate(titled) if index == titled[0] + offset]
        after = used[-1] + 1
        if after < len(flow) and isinstance(flow[after], Passage) and flow[after].role is Role.SUBTITLE:
            used.append(after)
        return used if join_title([flow[i].text for i in used]) else used[:1]
    headings = [(i, item) for i, item in enumerate(flow) if isinstance(item, Passage) and item.role is Role.HEADING]
    if not headings:
        return []
    index, first = headings[0]
    top = min(item.level for _i, item in headings)
    before = [item for item in flow[:index] if isinstance(item, Passage)]
    is_alone = first.level == top <= 2 and sum(item.level == top for _i, item in headings) == 1
    is_at_head = all(width(item.text) <= _LONGEST_LINE for item in before)
    return [index] if is_alone and is_at_head and not numbered_kind(first.text) else []


def _head_title(flow: Sequence[Item]) -> list[int]:
    """Return the lines at the head of the document that look like its title."""
    start = 0
    while start < min(len(flow), 8) and _precedes_title(flow, start):
        start += 1
    used: list[int] = []
    for index in range(start, min(len(flow), start + _MOST_LINES)):
        item = flow[index]
        if not isinstance(item, Passage) or item.role is not Role.BODY or not is_title_line(item.text):
            break
        if used and not _belongs(flow, used, index):
            break
        used.append(index)
    if not used:
        return []
    # The whole file is short lines (a list, a poem): only the first is safe to call a title.
    rest = [item for item in flow[used[-1] + 1 :] if isinstance(item, Passage)]
    if len(used) == _MOST_LINES or (not rest and len(flow) == len(used)):
        return used[:1]
    return used


def _precedes_title(flow: Sequence[Item], index: int) -> bool:
    """Tell whether an item stands above a title: letterhead, number, secrecy, date, byline, a picture."""
    item = flow[index]
    if not isinstance(item, Passage):
        return index == 0
    text = item.text
    if document_number(text) or _CORNER.match(text):
        return True
    if is_byline(text) or (find_dates(text) and width(text) <= 20):
        return True
    following = flow[index + 1 : index + 3]
    return bool(_LETTERHEAD.search(text)) and any(
        isinstance(other, Passage) and document_number(other.text) for other in following
    )


def _belongs(flow: Sequence[Item], used: list[int], index: int) -> bool:
    """Tell whether the line at `index` goes on with the title that the lines `used` begin."""
    first, item = flow[used[0]], flow[index]
    title = join_title([flow[i].text for i in used])
    if is_unfinished(title) or _DASHES.match(item.text) or title.endswith("——"):
        return True
    if _KIND_END.search(title):
        return False
    if first.centred or first.large or first.bold:
        return (item.centred, item.large, item.bold) == (first.centred, first.large, first.bold)
    after = flow[index + 1] if index + 1 < len(flow) else None
    if not isinstance(after, Passage):
        return False
    return ends_sentence(after.text) or bool(_SALUTATION.match(after.text)) or is_byline(after.text)


def _outside_title(flow: Sequence[Item], file_name: str, hint: str) -> FoundTitle:
    texts = [item.text for item in flow if isinstance(item, Passage)]
    for text in texts[:6]:
        if match := _ISSUED.search(text.replace("\n", "")):
            sentence = _("The text has no title of its own; that of the document it issues was taken.")
            return FoundTitle(match[1], warnings=[sentence])
    if 0 < len(hint) <= MAX_TITLE:
        return FoundTitle(hint, warnings=[_("The text has no title of its own; that of the web page was taken.")])
    stem = PurePath(file_name).stem.strip()
    if count_han(stem) and len(stem) <= MAX_TITLE and not _TEMPORARY_NAME.match(stem):
        return FoundTitle(stem, warnings=[_("No title was found; the name of the file was taken.")])
    first = next((text for text in texts if ends_sentence(text)), next(iter(texts), stem or file_name))
    first = CONTINUED.sub("", first)
    beginning = re.split("[，。！？；：、\n]", first)[0][:40] or first[:40]
    sentence = _("No title was found; the text begins “{beginning}”.")
    return FoundTitle(beginning, warnings=[format_lazy(sentence, beginning=beginning)])
