"""What text is to the search: one form for all ways in which the same may be written, and where each part of it stood.

Characters are folded one by one (NFKC, lower case, accents off, traditional to simplified), so that every character of
the folded text knows the place that it came from. Spaces, quotation marks and hyphens do not part Chinese; other
punctuation and new lines do.
"""

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from opencc import OpenCC

# Between two words of letters, or two numbers; and where a sentence or a clause ends.
SPACE, GAP = " ", "|"
HAN, LETTER, DIGIT, JOINER, BREAK, NOTHING = "han", "letter", "digit", "joiner", "break", ""

# Names and titles are written with and without them.
JOINERS = set("《》〈〉「」『』【】“”‘’\"'`´·•‧・-‐‑‒–—_~～")
# Iteration mark, zero, and kana: written without spaces, like Chinese.
BESIDE_HAN = ((0x3005, 0x3007), (0x3040, 0x30FF), (0x31F0, 0x31FF))
HAN_RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF), *BESIDE_HAN)


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=1 << 16)
def _folded(character: str) -> tuple[tuple[str, str], ...]:
    """Return what one character becomes: characters, each with its class. Nothing for what is not seen."""
    return tuple((each, class_of(each)) for each in _fold(character) if class_of(each))


def _fold(character: str) -> str:
    if unicodedata.category(character) in ("Cf", "Mn", "Me", "Cs"):
        return ""
    if character in JOINERS or character == "\n":
        return character
    text = unicodedata.normalize("NFKC", character).casefold()
    bare = "".join(unicodedata.normalize("NFD", each)[0] if not _is_han(each) else each for each in text)
    return _simplifier().convert(bare) if any(map(_is_han, bare)) else bare


def _is_han(character: str) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in HAN_RANGES)


@lru_cache(maxsize=1 << 16)
def class_of(character: str) -> str:
    """Return to which class a folded character belongs; "" for one that is not seen."""
    if character in JOINERS:
        return JOINER
    if _is_han(character):
        return HAN
    if character.isdecimal() and character.isascii():
        return DIGIT
    if character.isalnum():
        return LETTER
    if character.isspace() and character not in "\n\r\v\f\x85\u2028\u2029":
        return JOINER
    return NOTHING if unicodedata.category(character) in ("Mn", "Cf") else BREAK


@dataclass(frozen=True)
class Token:
    """One word of the index, as it is written there, with its place in the line of words and in the folded text."""

    word: str
    place: int
    start: int


@dataclass(frozen=True)
class Folded:
    """A text in the form that is compared. `sources[i]` is where the i-th of its characters stood in the text."""

    text: str
    sources: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return from where to where the folded characters from `start` to `end` stood in the text."""
        return self.sources[start], self.sources[end - 1] + 1


def fold(text: str) -> Folded:
    """Return `text` in the form that is compared; two texts that say the same in other characters fold alike."""
    characters, sources = [], []
    previous, between = None, ""
    for source, character in enumerate(text):
        for each, kind in _folded(character):
            if kind in (JOINER, BREAK):
                between = GAP if kind == BREAK else between or SPACE
                continue
            if previous and (between == GAP or (between and kind == previous != HAN)):
                characters.append(between)
                sources.append(source)
            characters.append(each)
            sources.append(source)
            previous, between = kind, ""
    return Folded("".join(characters), tuple(sources))


def key_of(text: str) -> str:
    """Return the folded text alone: what two titles are compared by."""
    return fold(text).text


def runs(folded: str) -> list[tuple[str, int, int]]:
    """Return the runs of one class in a folded text: the class (of letters, digits, Chinese, or a gap), start, end."""
    kinds = [GAP if each == GAP else SPACE if each == SPACE else class_of(each) for each in folded]
    edges = [0, *(place for place, (one, other) in enumerate(pairwise(kinds), 1) if one != other), len(kinds)]
    return [(kinds[start], start, end) for start, end in pairwise(edges) if start < end and kinds[start] != SPACE]


def tokens(folded: str) -> list[Token]:
    """Return the words under which a folded text is kept: a run ABC of Chinese as AB, BC and C, others as they are.

    Words that follow each other stand one place apart; a gap is one place more.
    """
    found, place = [], 1
    for kind, start, end in runs(folded):
        if kind == HAN:
            for at in range(start, end):
                found.append(Token(folded[at : min(at + 2, end)], place, at))
                place += 1
        elif kind == GAP:
            place += 1
        else:
            found.append(Token(folded[start:end], place, start))
            place += 1
    return found


def rows(folded: str) -> list[str]:
    """Return what stands in a row in a folded text: each three of Chinese, and each word of letters or number with the
    one character of Chinese before or behind it.
    """
    found, all_runs = [], runs(folded)
    for kind, start, end in all_runs:
        if kind == HAN:
            found += [folded[at : at + 3] for at in range(start, end - 2)]
    for (one, start, middle), (other, _middle, end) in pairwise(all_runs):
        if one == HAN and other in (LETTER, DIGIT):
            found.append(folded[middle - 1 : end])
        elif other == HAN and one in (LETTER, DIGIT):
            found.append(folded[start : middle + 1])
    return found


def occurrences(folded: str, words: str, as_prefix: bool = False) -> list[tuple[int, int]]:
    """Return where `words`, folded, stand in a folded text. Letters and digits are found as whole words.

    With `as_prefix` the last of them may go on, as while somebody types.
    """
    found, at = [], folded.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not _cuts(folded, at) and (as_prefix or not _cuts(folded, end)):
            found.append((at, end))
        at = folded.find(words, at + 1)
    return found


def _cuts(folded: str, at: int) -> bool:
    """True where a cut before the character `at` would cut a word of letters or a number in two."""
    if not 0 < at < len(folded):
        return False
    before, after = class_of(folded[at - 1]), class_of(folded[at])
    return before == after and after in (LETTER, DIGIT)


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, with those that touch or overlap made one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def first_at_or_after(sources: tuple[int, ...], place: int) -> int:
    """Return the folded place of the first character that stood at `place` of the text or behind it."""
    return bisect_left(sources, place)
