"""Text as it is searched: full-width forms made plain, invisible characters gone; places lead back to the original."""

import unicodedata
from functools import cached_property

# Pasted from Word and from web pages, they stand unseen within words and numbers.
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
DASHES = frozenset("‐‑‒–—―−－")


def _fold(character: str) -> str:
    if character in INVISIBLE:
        return ""
    if character in DASHES:
        return "-"
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    folded = unicodedata.normalize("NFKC", character)
    # ① and ㎡ would lend their digit to the number that stands beside them.
    if any(part.isdecimal() for part in folded):
        return character
    return folded.lower() if len(folded.lower()) == len(folded) else folded


class Folded:
    """`plain` is the text to search in; `span` leads from a place in it to the place in the original."""

    def __init__(self, original: str):
        self.original = original

    @cached_property
    def _parts(self) -> tuple[str, list[int]]:
        plain, offsets = [], []
        for position, character in enumerate(self.original):
            folded = _fold(character)
            plain.append(folded)
            offsets += [position] * len(folded)
        return "".join(plain), offsets

    @property
    def plain(self) -> str:
        return self._parts[0]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original of plain[start:end], which is not empty."""
        offsets = self._parts[1]
        return offsets[start], offsets[end - 1] + 1
