"""The office's words, all looked for in one pass over the text."""

from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick

from approval.models.checked_word import CheckedWord

from .folding import Folded


class WordList:
    def __init__(self, entries: Iterable[CheckedWord]):
        self._entries = [(entry, Folded(entry.word).plain) for entry in entries]
        self._entries = [(entry, word) for entry, word in self._entries if word]
        self._automaton = AhoCorasick([word for _entry, word in self._entries]) if self._entries else None

    def find(self, plain: str, kind: str) -> Iterator[tuple[CheckedWord, int, int]]:
        """Yield entries of `kind` with their place in folded text; a word within a longer one of its kind is skipped.

        Words in Latin letters are found as whole words only.
        """
        if not self._automaton:
            return
        found = [
            (self._entries[index][0], start, end)
            for index, start, end in self._automaton.find_matches_as_indexes(plain, overlapping=True)
            if self._entries[index][0].kind == kind and _is_whole(plain, start, end)
        ]
        # Longest first where two begin at one place, so that what a longer word holds is met after it.
        found.sort(key=lambda match: (match[1], -match[2]))
        reached = 0
        for entry, start, end in found:
            if end > reached:
                reached = end
                yield entry, start, end


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (_continues(text, start) or _continues(text, end))


def _continues(text: str, place: int) -> bool:
    """True when a Latin word or a number goes on across `place`."""
    if place == 0 or place == len(text):
        return False
    left, right = text[place - 1], text[place]
    return left.isascii() and left.isalnum() and right.isascii() and right.isalnum()
