"""Takes a newspaper page or a bulletin apart where the markers stand: 本报讯, a reporter's line, 上接第1版."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .bylines import parse_byline
from .characters import ends_sentence, width
from .passage import Item, Passage, Role
from .titles import CONTINUED, is_title_line

_NEWS_MARKER = re.compile(r"^本[报网刊院台]讯(?=[\s（(：:]|记者|通讯员)")
_REPORTER = re.compile(r"^本[报网刊院台](?:记者|通讯员)")
_ANYWHERE = re.compile(r"本报讯\s*[（(]")
# The name of a column or a series, set off from the titles by signs.
_COLUMN = re.compile(r"^[■◆●★▲►>》【\[]|[<《】\]]$")
MAX_ARTICLES = 60
_MOST_TITLE_LINES = 4
_SHORTEST_TEXT = 20  # widths of what follows a reporter's line where an article begins


@dataclass
class Article:
    """One article of a page: the lines of its title (none when the page does not tell), the rest, and warnings."""

    title_lines: list[Passage] = field(default_factory=list)
    flow: list[Item] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def split_articles(flow: Sequence[Item]) -> list[Article]:
    """Return the articles of a page in order; one with everything in it unless there are 2 to MAX_ARTICLES markers.

    Every item of the flow is in exactly one article, in its title or in its flow.
    """
    markers = [index for index in range(len(flow)) if _is_marker(flow, index)]
    if not 2 <= len(markers) <= MAX_ARTICLES:
        whole = Article(flow=list(flow))
        if sum(len(_ANYWHERE.findall(item.text)) for item in flow if isinstance(item, Passage)) > 1:
            whole.warnings.append(_("The file seems to hold several articles that could not be told apart."))
        return [whole]
    groups = [_title_group(flow, marker) for marker in markers]
    last = _title_group(flow, len(flow))
    titles_follow = not groups[0] and bool(last)
    articles = _titles_after(flow, markers) if titles_follow else _titles_before(flow, markers, groups)
    split = format_lazy(_("Several articles were found in the file; it was split into {number}."), number=len(articles))
    for article in articles:
        article.warnings.insert(0, split)
        if titles_follow and article.title_lines:
            article.warnings.append(_("The title stood after the text, as on a newspaper page. Please check it."))
        if any(isinstance(item, Passage) and CONTINUED.match(item.text) for item in article.flow):
            article.warnings.append(_("The article goes on from another page; its beginning is not in this file."))
    return articles


def _is_marker(flow: Sequence[Item], index: int) -> bool:
    item = flow[index]
    if not isinstance(item, Passage):
        return False
    if _NEWS_MARKER.match(item.text) or CONTINUED.match(item.text):
        return True
    after = flow[index + 1] if index + 1 < len(flow) else None
    begins_text = isinstance(after, Passage) and width(after.text) >= _SHORTEST_TEXT and not is_title_line(after.text)
    return bool(_REPORTER.match(item.text)) and _is_reporter_line(item.text) and begins_text


def _is_reporter_line(text: str) -> bool:
    """Tell a line that names the writer at the head of an article from the credit of a photograph (摄) at its end."""
    return width(text) <= 40 and "writer" in parse_byline(text)


def _title_group(flow: Sequence[Item], end: int) -> list[int]:
    """Return the indexes of the lines just before `end` that look like titles, columns included."""
    group: list[int] = []
    for index in range(end - 1, max(-1, end - 1 - _MOST_TITLE_LINES), -1):
        item = flow[index]
        if not isinstance(item, Passage):
            break
        if item.role not in (Role.TITLE, Role.HEADING) and not _looks_like_title(item.text):
            break
        group.insert(0, index)
    return group


def _looks_like_title(text: str) -> bool:
    return (is_title_line(text) or bool(_COLUMN.search(text)) and width(text) <= 30) and not ends_sentence(text)


def _titles_before(flow: Sequence[Item], markers: list[int], groups: list[list[int]]) -> list[Article]:
    articles = []
    starts = [group[0] if group else marker for group, marker in zip(groups, markers, strict=True)]
    for number, marker in enumerate(markers):
        end = starts[number + 1] if number + 1 < len(starts) else len(flow)
        titles = [flow[index] for index in groups[number]]
        columns = [i for i, line in enumerate(titles) if _COLUMN.search(line.text)]
        kept = titles[: columns[-1] + 1] if columns else []
        article = Article(titles[len(kept) :], [*kept, *flow[marker:end]])
        if kept:
            article.warnings.append(_name_of_column(kept))
        articles.append(article)
    # What stands before the first title is nobody's: it stays with the first article.
    articles[0].flow[:0] = flow[: starts[0]]
    return articles


def _titles_after(flow: Sequence[Item], markers: list[int]) -> list[Article]:
    articles = []
    for start, end in zip(markers, [*markers[1:], len(flow)], strict=True):
        for first, last in _parts(flow, start, end):
            group = _title_group(flow, last)
            group = [index for index in group if index > first]
            titles = [flow[index] for index in group]
            shoulder = next((i for i, line in enumerate(titles) if re.search(r"(?:—|--)$", line.text)), None)
            # The line above a main title ends with a dash; what follows the main title names a column.
            kept = titles[shoulder + 2 :] if shoulder is not None else []
            kept += [line for line in titles if _COLUMN.search(line.text) and line not in kept]
            titles = [line for line in titles if line not in kept]
            body = list(flow[first : group[0] if group else last])
            article = Article(titles, [*body, *kept])
            if kept:
                article.warnings.append(_name_of_column(kept))
            articles.append(article)
    articles[0].flow[:0] = flow[: markers[0]]
    return articles


def _parts(flow: Sequence[Item], start: int, end: int) -> list[tuple[int, int]]:
    """Cut what stands between two markers after each title of two or more lines that text follows: a picture story."""
    parts = []
    index = first = start
    while index < end:
        group = _title_group(flow, index)
        is_text = not (isinstance(flow[index], Passage) and _looks_like_title(flow[index].text))
        if is_text and len(group) >= 2 and group[0] > first:
            parts.append((first, index))
            first = index
        index += 1
    return [*parts, (first, end)]


def _name_of_column(lines: Sequence[Passage]) -> str:
    text = " / ".join(line.text for line in lines)
    return format_lazy(_("“{text}” looks like the name of a column, not a title; it was kept in the text."), text=text)
