"""Makes manuscripts of a flow: articles, titles, facts, captions, headings, blocks, summary."""

import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .bylines import find_byline
from .characters import ends_sentence, width
from .facts import document_number, find_date, names_signer
from .headings import heading_text, mark_headings
from .manuscript import MAX_CAPTION, MAX_SUMMARY, Block, Heading, Manuscript, Picture, Table, Text
from .newspaper import Article, split_articles
from .passage import Item, Passage, Role, Source
from .sanitise import clean_text
from .titles import FoundTitle, find_title, join_title

_CAPTION = re.compile(r"^(?:图\s*[\d一二三四五六七八九十]+|图[为:：]|[上下左右]图|▲|△|◆图|[（(]图)")
_TABLE_CAPTION = re.compile(r"^(?:附?表\s*[\d一二三四五六七八九十]*|续表)[\s:：、.]?")
_LONGEST_CENTRED_CAPTION = 40
_OPENING = re.compile(r"^本[报网刊院台]讯\s*(?:[（(][^（）()]{2,60}[）)])?\s*|^[（(]?上接第?\s*\S{1,3}\s*版[）)]?\s*")
_SALUTATION = re.compile(r"^[^。；！？]{2,40}[：:]$")
_SENTENCE = re.compile(r".*?[。！？!?…]+[”’』」）)]*", re.S)
_LEAST_SUMMARY = 16  # widths of a paragraph that says something
_LONG = 30


def assemble(source: Source) -> list[Manuscript]:
    """Return the manuscripts of a file, one or several. All text of the flow is in them."""
    articles = split_articles(source.flow)
    return [_manuscript(source, article, len(articles) > 1) for article in articles]


def _manuscript(source: Source, article: Article, is_one_of_several: bool) -> Manuscript:
    title, flow = _take_title(source, article, is_one_of_several)
    texts = [item.text if isinstance(item, Passage) else "" for item in flow]
    numbers = [(index, number) for index, text in enumerate(texts) if (number := document_number(text))]
    number_at, number = numbers[0] if numbers else (None, "")
    date, date_warnings = find_date(texts)
    byline = find_byline(texts)
    stated = {*byline.lines, *([number_at] if numbers and not names_signer(texts[number_at]) else [])}
    flow = [item for index, item in enumerate(flow) if index not in stated]
    flow = mark_headings(_with_captions(flow), lone_lines=not any(map(_is_formatted, flow)))
    blocks = _blocks(flow)
    warnings = [*article.warnings, *title.warnings, *date_warnings, *source.warnings, *_remarks(flow, blocks)]
    return Manuscript(
        file_name=source.file_name,
        title=title.text,
        date=date,
        document_number=number,
        summary=summarise(flow),
        writer=byline.writer,
        photographer=byline.photographer,
        source=byline.source,
        blocks=blocks,
        warnings=list(dict.fromkeys(warnings)),
    )


def _take_title(source: Source, article: Article, is_one_of_several: bool) -> tuple[FoundTitle, list[Item]]:
    """Return the title and the flow without it."""
    joined = join_title([line.text for line in article.title_lines])
    if joined:
        return FoundTitle(joined), article.flow
    flow = [*article.title_lines, *article.flow]
    # The name of the file and the title of the web page are those of all articles in it, hence of none.
    name, hint = ("", "") if is_one_of_several else (source.file_name, source.title_hint)
    title = find_title(flow, name, hint)
    return title, [item for index, item in enumerate(flow) if index not in title.used]


def _is_formatted(item: Item) -> bool:
    return isinstance(item, Passage) and (item.bold or item.centred or item.role is Role.HEADING)


def _with_captions(flow: Sequence[Item]) -> list[Item]:
    """Move captions into the pictures before them and the tables after them."""
    result: list[Item] = []
    for item in flow:
        above = result[-1] if result else None
        if isinstance(item, Passage) and isinstance(above, Picture) and not above.caption and _is_caption(item):
            result[-1] = replace(above, caption=_one_line(item.text).lstrip("▲△ "))
        elif isinstance(item, Table) and not item.caption and isinstance(above, Passage) and _is_table_caption(above):
            result[-1] = replace(item, caption=_one_line(above.text))
        else:
            result.append(item)
    return result


def _is_caption(item: Passage) -> bool:
    text = _one_line(item.text)
    if len(text) > MAX_CAPTION:
        return False
    is_short = item.centred and width(text) <= _LONGEST_CENTRED_CAPTION and not item.bold
    return item.role is Role.CAPTION or bool(_CAPTION.match(text)) or (item.role is Role.BODY and is_short)


def _is_table_caption(item: Passage) -> bool:
    text = _one_line(item.text)
    if len(text) > MAX_CAPTION or ends_sentence(text):
        return False
    is_named = bool(_TABLE_CAPTION.match(text)) and width(text) <= _LONGEST_CENTRED_CAPTION
    return item.role is Role.CAPTION or (item.role is Role.BODY and is_named)


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


def _blocks(flow: Sequence[Item]) -> list[Block]:
    """Return the blocks of the flow, footnotes last; neighbouring paragraphs and lists make up one text."""
    blocks: list[Block] = []
    for item in sorted(flow, key=_is_note):
        if isinstance(item, Passage) and item.role is Role.HEADING:
            blocks.append(Heading(heading_text(item.text), item.level))
            continue
        if isinstance(item, Passage):
            item = Text(clean_text(f"<p>{item.html}</p>"))
        if isinstance(item, Text) and blocks and isinstance(blocks[-1], Text):
            blocks[-1] = Text(blocks[-1].html + item.html)
        else:
            blocks.append(item)
    return blocks


def _is_note(item: Item) -> bool:
    return isinstance(item, Passage) and item.role is Role.NOTE


def summarise(flow: Sequence[Item]) -> str:
    """Return the first whole sentences of the first paragraph that says something, MAX_SUMMARY characters at most."""
    for item in flow:
        if not isinstance(item, Passage) or item.role is not Role.BODY:
            continue
        text = _one_line(_OPENING.sub("", item.text)).strip()
        if width(text) >= _LEAST_SUMMARY and not _SALUTATION.match(text) and ends_sentence(text):
            return _shorten(text)
    return ""


def _shorten(text: str) -> str:
    summary = ""
    for sentence in _SENTENCE.findall(text) or [text]:
        if len(summary) + len(sentence) > MAX_SUMMARY:
            break
        summary += sentence
    if summary:
        return summary.strip()
    beginning = text[: MAX_SUMMARY - 1]
    clause = max(beginning.rfind(mark) for mark in "，；：")
    return (beginning[:clause] if clause > MAX_SUMMARY // 3 else beginning) + "…"


def _remarks(flow: Sequence[Item], blocks: Sequence[Block]) -> list[str]:
    """Return what the officer should see to: descriptions of pictures, a text that breaks off."""
    pictures = [block for block in blocks if isinstance(block, Picture)]
    remarks = [
        format_lazy(_("Picture {number} has no alternative text."), number=number)
        for number, picture in enumerate(pictures, 1)
        if not picture.alt
    ]
    if not blocks:
        remarks.append(_("The file holds a title and nothing else."))
    last = next((item for item in reversed(flow) if not _is_note(item)), None)
    if isinstance(last, Passage) and width(last.text) > _LONG and re.search(r"[\w，、]$", last.text):
        remarks.append(_("The text seems to break off in the middle of its last sentence."))
    return remarks
