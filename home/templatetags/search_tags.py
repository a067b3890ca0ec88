import re

from django import template
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import mark_safe

register = template.Library()

EXCERPT_LENGTH = 90
WORDS_BEFORE = 24


def _pattern(query: str) -> re.Pattern | None:
    words = sorted({word for word in query.split() if word}, key=len, reverse=True)
    return re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE) if words else None


@register.filter
def highlight(text, query: str):
    """Return `text` escaped, with each word of `query` that stands in it marked."""
    pattern = _pattern(query)
    if not pattern:
        return conditional_escape(text)
    parts = []
    end = 0
    for match in pattern.finditer(str(text)):
        parts += [("", str(text)[end : match.start()], ""), ("<mark>", match[0], "</mark>")]
        end = match.end()
    parts.append(("", str(text)[end:], ""))
    return format_html_join(
        "", "{}{}{}", ((mark_safe(before), part, mark_safe(after)) for before, part, after in parts)
    )


@register.filter
def excerpt(text, query: str) -> str:
    """Return the part of `text` around the first word of `query` in it, or its beginning; at most a few lines."""
    text = " ".join(str(text).split())
    pattern = _pattern(query)
    match = pattern.search(text) if pattern else None
    start = max(match.start() - WORDS_BEFORE, 0) if match else 0
    part = text[start : start + EXCERPT_LENGTH]
    return f"{'…' if start else ''}{part}{'…' if start + EXCERPT_LENGTH < len(text) else ''}"
