"""Sentences that are said one after the other."""

from collections.abc import Iterable

from django.utils.translation import pgettext


def joined(sentences: Iterable[object]) -> str:
    """Return sentences as one text: with a space between them where the language has one; Chinese has none."""
    said = ""
    for sentence in sentences:
        between = pgettext("one sentence after another", "%(first)s %(second)s")
        said = between % {"first": said, "second": sentence} if said else str(sentence)
    return said
