"""What the page of a list shows of it: its lines by headings, page by page, and who looks for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Paginator

LINES_A_PAGE = 60


@dataclass(frozen=True)
class NumberedLine:
    """A line with its number in the list, and whether it is of whoever reads."""

    number: int
    line: object
    is_own: bool = False


@dataclass(frozen=True)
class Group:
    """Lines under one heading, as far as they are on this page."""

    heading: str
    lines: list[NumberedLine]


def numbered_lines(publication, reader=None) -> list[NumberedLine]:
    """Return the lines as they are published, with their numbers."""
    own = reader.pk if reader is not None else None
    return [
        NumberedLine(number, line, own is not None and line.member_id == own)
        for number, line in enumerate(publication.lines_in_order, start=1)
    ]


def in_groups(lines: Iterable[NumberedLine]) -> list[Group]:
    return [Group(heading, list(group)) for heading, group in groupby(lines, key=lambda each: each.line.heading)]


def said_of_lines(publication, reader=None, words: str = "", page: str | int | None = None) -> dict:
    """Return what the page shows of the lines: those in which `words` stand, one page of them, and the reader's own."""
    lines = numbered_lines(publication, reader)
    words = "".join(words.split())
    found = [each for each in lines if words in "".join((each.line.name + each.line.department).split())]
    shown = Paginator(found, LINES_A_PAGE).get_page(page)
    return {
        "shown": shown,
        "groups": in_groups(shown.object_list),
        "own_lines": [each for each in lines if each.is_own],
        "number_of_lines": len(lines),
        "is_long": len(lines) > LINES_A_PAGE,
        "words": words,
        "width": len(publication.columns) + 2,
    }


def as_a_preview(publication) -> dict:
    """Return what the page shows of a draft, of which no days have begun."""
    return {"publication": publication, "standing": None, **said_of_lines(publication)}
