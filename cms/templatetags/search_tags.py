from django import template
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import mark_safe

from cms.search.highlighting import spans
from cms.search.questions import Question
from cms.search.vectors import parts_of

register = template.Library()

EXCERPT_LENGTH = 90
WORDS_BEFORE = 24
# Of an attachment as long as a book, the beginning is looked through.
PARTS_READ = 30


@register.filter
def highlight(text, question: Question):
    """Return `text` escaped, with what was asked for marked."""
    return _marked(str(text), spans(str(text), question))


@register.filter
def excerpt(text, question: Question):
    """Return the part of `text` in which most of what was asked for stands, marked; or its beginning. A few lines."""
    text, is_first = _part_with(" ".join(str(text).split()), question)
    found = spans(text, question)
    first = max(found, key=lambda span: (_length_from(span[0], found), -span[0]), default=(0, 0))[0]
    start = max(first - WORDS_BEFORE, 0)
    end = start + EXCERPT_LENGTH
    within = [(max(one, start) - start, min(other, end) - start) for one, other in found if one < end and other > start]
    before, after = "…" if start or not is_first else "", "…" if end < len(text) else ""
    return mark_safe(before) + _marked(text[start:end], within) + mark_safe(after)


def _part_with(text: str, question: Question) -> tuple[str, bool]:
    """Return the part of a long text in which something asked for stands, and whether that is its beginning."""
    parts = parts_of(text)[:PARTS_READ]
    number = next((number for number, part in enumerate(parts) if spans(part, question)), 0)
    return (parts[number], number == 0) if len(parts) > 1 else (text, True)


def _length_from(start: int, found: list[tuple[int, int]]) -> int:
    """Return how much is marked in an excerpt that begins shortly before `start`."""
    return sum(other - one for one, other in found if start <= one < start + EXCERPT_LENGTH - WORDS_BEFORE)


def _marked(text: str, found: list[tuple[int, int]]):
    if not found:
        return conditional_escape(text)
    parts, end = [], 0
    for one, other in found:
        parts += [("", text[end:one], ""), (mark_safe("<mark>"), text[one:other], mark_safe("</mark>"))]
        end = other
    parts.append(("", text[end:], ""))
    return format_html_join("", "{}{}{}", parts)
