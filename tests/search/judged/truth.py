"""What is right, said without the search's own code: the words, normalised, stand in the text, normalised.

A word of letters or a number stands there as a whole word. Letters that no title has as a word may be the sound of a
part of a title, or the initials of it.
"""

import re
import unicodedata
from functools import cache

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
# What Chinese is written with and without; other signs part one clause from the next.
SPACES_AND_QUOTES = r"[\s《》〈〉「」『』“”‘’\"'·・—–‑‐~～-]"
SIMPLIFIED = OpenCC("t2s")


def normal(text: str) -> str:
    """Return a text in full-width and traditional characters, capitals and quotes as it would be plainly written."""
    lines = unicodedata.normalize("NFKC", text).lower().split("\n")
    return "\n".join(_without_joiners(SIMPLIFIED.convert(line)) for line in lines)


def _without_joiners(line: str) -> str:
    parts = re.split(SPACES_AND_QUOTES + "+", line)
    joined = parts[0]
    for part in parts[1:]:
        needs_space = joined and part and not (re.search(HAN + "$", joined) or re.match(HAN, part))
        joined += (" " if needs_space else "") + part
    return joined


def stands_in(word: str, text: str) -> bool:
    """True where a word, normalised, stands in a text, normalised: of letters or digits as a whole."""
    before = r"(?<![a-z])" if word[0].isascii() and word[0].isalpha() else r"(?<!\d)" if word[0].isdigit() else ""
    after = r"(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else r"(?!\d)" if word[-1].isdigit() else ""
    return re.search(before + re.escape(word) + after, text) is not None


def sounds_in(letters: str, title: str) -> bool:
    """True where a part of a title is read as the letters go, or begins with each of them."""
    for run in re.findall(HAN + "+", title):
        read = read_aloud(run)
        for start in range(len(read)):
            spoken, initials = "".join(read[start:]), "".join(each[0] for each in read[start:])
            if spoken.startswith(letters) or initials.startswith(letters):
                return True
    return False


@cache
def read_aloud(run: str) -> list[str]:
    """Return how each character of a run of Chinese is read."""
    return lazy_pinyin(run, style=Style.NORMAL)


class Texts:
    """Texts by their keys, each a pair of a title and a text, that are asked what stands in them."""

    def __init__(self, texts: dict[int, tuple[str, str]]):
        self.plain = {key: (normal(title), normal(text)) for key, (title, text) in texts.items()}

    def right_ones(self, wanted: list[str], unwanted: list[str]) -> set[int]:
        """Return the keys of the texts in which every word stands, and none of the others."""
        right = set(self.plain)
        for word in map(normal, wanted):
            right &= self._with_word(word) | self._with_sound(word)
        for word in map(normal, unwanted):
            right -= self._with_word(word)
        return right

    def _with_word(self, word: str) -> set[int]:
        return {key for key, parts in self.plain.items() if any(stands_in(word, part) for part in parts)}

    def _with_sound(self, word: str) -> set[int]:
        titles = {key: title for key, (title, _text) in self.plain.items()}
        if not re.fullmatch("[a-z]{2,}", word) or any(stands_in(word, title) for title in titles.values()):
            return set()
        return {key for key, title in titles.items() if sounds_in(word, title)}
