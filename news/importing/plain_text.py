"""Reads .txt: typed text, and text taken out of a PDF with every line of the page as a line of its own."""

import re
from collections.abc import Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .bylines import is_byline
from .characters import ends_sentence, mend_spaces
from .columns import PUNCTUATION, goes_on, nearly_full
from .encoding import decode_text
from .errors import EmptyFile, NoTextFound, TextTooLong
from .facts import document_number, find_dates
from .headings import numbered_kind
from .manuscript import MAX_CHARACTERS, MAX_PARAGRAPHS
from .page_lines import Line, page_lines
from .passage import Passage, Source
from .titles import DOCUMENT_KINDS

_LONG = 40  # a line longer than any title or list item
_INDENT = 1.5  # of a first line: two characters, less what extraction loses

_STARTS = re.compile(
    r"^本[报网刊院台](?:讯|记者|通讯员)|^[（(]?上接第|^附件?\s*\d*\s*[：:]|^[■◆●★▲△►▪•]|^>>|^(?:来源|转自|摘自|作者|记者|通讯员|摄影|编辑|责编|审核|联系人)[：:《]"
    r"|^第[一二三四五六七八九十]+(?:部分|章|条)[\s　：:]"
)
_SALUTATION = re.compile(r"^[^，。；！？]{2,18}[：:]$")
_NAMES = re.compile(r"^(?:[\u4e00-\u9fff·]{1,5}[\s　]+){2,}[\u4e00-\u9fff·]{1,5}$")
_LABELLED = re.compile(r"^[^，。；、]{1,8}[：:]")
_TITLE_END = re.compile(rf"(?:{DOCUMENT_KINDS})$")
_LATIN = re.compile("[A-Za-z0-9,.;:%]")
_PAIRS = ("（）", "“”", "《》", "()")


def read_plain_text(file_name: str, content: bytes) -> Source:
    """Return the flow of a .txt file, its broken lines joined into paragraphs.

    Raises MisnamedFile, UnknownEncoding, TextTooLong, EmptyFile, NoTextFound.
    """
    text = decode_text(file_name, content)
    if not text.strip("\ufeff \t\r\n\f　"):
        raise EmptyFile(file_name)
    lines, heads = page_lines(text) if len(text) <= MAX_CHARACTERS else ([], [])
    if len(text) > MAX_CHARACTERS or len(lines) > MAX_PARAGRAPHS:
        raise TextTooLong(file_name)
    paragraphs = join_lines(lines)
    if not any(re.search(r"\w", paragraph) for paragraph in paragraphs):
        raise NoTextFound(file_name)
    source = Source(file_name, [Passage.of(paragraph) for paragraph in paragraphs])
    if heads:
        source.warnings.append(
            format_lazy(_("Lines repeated on every page were left out: {lines}"), lines=" / ".join(heads))
        )
    return source


def join_lines(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs that the lines make up, in order."""
    paragraphs: list[list[str]] = []
    spaced = sum(line.after_blank for line in lines) > 0.7 * len(lines)
    for index, line in enumerate(lines):
        if paragraphs and _continues(lines, index, paragraphs[-1], spaced):
            paragraphs[-1].append(line.text)
        else:
            paragraphs.append([line.text])
    return [mend_spaces(_join(paragraph)) for paragraph in paragraphs]


def _continues(lines: Sequence[Line], index: int, paragraph: Sequence[str], spaced: bool) -> bool:
    """Tell whether a line goes on with the paragraph (its lines so far) that ends with the line before it.

    `spaced`: blank lines stand between nearly all lines, so that a blank line says nothing.
    """
    line, last = lines[index], lines[index - 1]
    if _starts_paragraph(line.text, last.text) or _stands_alone(last.text) or line.indent >= last.indent + _INDENT:
        return False
    if line.indent >= _INDENT and last.indent < _INDENT:
        return False
    if line.after_blank and not spaced and not line.after_page and ends_sentence(last.text):
        return False
    is_first = len(paragraph) == 1
    if is_first and re.search(r"(?:—|--)$", last.text) and not PUNCTUATION.search(line.text):
        # The line above a main title ends with a dash.
        return False
    if last.text.endswith(("，", "、", ",")) or _is_open(paragraph) or goes_on(lines, index, is_first):
        return True
    if ends_sentence(last.text) or last.text.endswith(("；", "：", ":", ";", "）", ")", "”", "》")):
        return False
    is_broken_off = last.width > _LONG or (not is_first and nearly_full(lines, index - 1))
    return is_broken_off and any(map(PUNCTUATION.search, paragraph[-3:]))


def _starts_paragraph(text: str, before: str) -> bool:
    if numbered_kind(text) or _STARTS.match(text) or _SALUTATION.match(text) or is_byline(text) or _NAMES.match(text):
        return True
    if document_number(text):
        return True
    if find_dates(text) and re.fullmatch(r"[\d年月日号./\-〇零○一二三四五六七八九十\s]+(?:印发)?", text):
        return True
    begins_item = _LABELLED.match(before) or ends_sentence(before) or before.endswith(("：", "；"))
    return bool(_LABELLED.match(text) and begins_item)


def _stands_alone(text: str) -> bool:
    if is_byline(text) or _NAMES.match(text) or _SALUTATION.match(text) or document_number(text):
        return True
    if re.search(r"\d日(?:印发)?$", text) and find_dates(text) and not PUNCTUATION.search(text):
        return True
    return bool(_TITLE_END.search(text) and not PUNCTUATION.search(text)) or text.startswith(("■", ">>"))


def _is_open(paragraph: Sequence[str]) -> bool:
    """Tell whether a bracket or quotation mark was opened lately and is not closed yet."""
    tail = "".join(paragraph[-6:])[-120:]
    return any(tail.count(a) > tail.count(b) and b not in tail[tail.rfind(a) :] for a, b in _PAIRS)


def _join(lines: Sequence[str]) -> str:
    """Join lines to a paragraph: with a space between Latin words, with nothing between Chinese characters."""
    joined = [lines[0]]
    for before, line in zip(lines, lines[1:], strict=False):
        if _LATIN.search(before[-1]) and re.match("[A-Za-z0-9]", line):
            joined.append(" ")
        joined.append(line)
    return "".join(joined)
