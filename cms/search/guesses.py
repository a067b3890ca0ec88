"""What somebody may have meant who found nothing: words of our own titles that sound the same, or nearly, or differ by
one character; and where no title has one, words of our texts that sound the same, or the same words apart.
"""

import re
from collections import Counter
from collections.abc import Iterable

from .finding import matching
from .highlighting import heard
from .kinds import kind_named
from .matching import TsQuery
from .models import SearchEntry
from .pinyin import LETTERS, SOUND, readings, syllables
from .questions import Question, Term, adjacent, understand
from .text import HAN, SPACE, class_of, key_of, runs

# So many titles are looked at for each word; the newest first.
TITLES = 60
# So many texts, and so much of each: longer than a title, and read only where no title helps.
TEXTS = 12
CHARACTERS = 20_000
# A longer word is a sentence, and one that sounds like it is unlikely.
LONGEST = 10
SHORTEST_SOUND = 3
MOST_SPELLINGS = 64
# A word that is parted leaves so many characters on each side; so much found tells a likely place.
SHORTEST_PART = 2
FOUND_APART = 50
# Of more words none is parted: each place is a search.
MOST_PARTED = 3
CONFUSED_LETTERS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"), ("h", "f"), ("v", "u"))


def guess(question: Question, reader) -> str | None:
    """Return words that `reader` finds something with, close to the question's; None where nothing is close."""
    meant, changed = [], False
    for term in question.wanted:
        if SearchEntry.objects.open_to(reader).filter(vector=TsQuery(term.quick_tsquery())).exists():
            meant.append(term.text)
            continue
        word = _closest(term, reader)
        if word is None and len(question.wanted) <= MOST_PARTED:
            word = _apart(term.text, reader)
        if word is None:
            return None
        changed = True
        meant.append(word)
    words = " ".join(meant)
    if not changed or not matching(understand(words), reader).exists():
        return None
    return words


def _closest(term: Term, reader) -> str | None:
    if _is_han(term.text) and 2 <= len(term.text) <= LONGEST:
        found = _best(term.text, _titles(_sounding(term.text), reader), _windows_that_sound)
        if found or len(term.text) == 2:
            return found
        return _best(term.text, _titles(_differing(term.text), reader), _windows_that_differ) or _best(
            term.text, _texts(term.text, reader), _windows_with_another
        )
    if term.may_be_sound and len(term.text) >= SHORTEST_SOUND:
        for spelling in _spellings(term.text):
            found = _best(spelling, _titles([f"'{SOUND}{spelling[:LETTERS]}':*"], reader), _windows_spelt)
            if found:
                return found
    return None


def _apart(text: str, reader) -> str | None:
    """Return `text` as two words, parted where most is found: 瑜伽活动 stands nowhere, 瑜伽 and 活动 stand together."""
    if not _has_han(text) or SPACE in text or len(text) > LONGEST:
        return None
    places = [at for at in range(SHORTEST_PART, len(text) - SHORTEST_PART + 1) if _may_part(text[at - 1], text[at])]
    parted = [f"{text[:at]} {text[at:]}" for at in places]
    found = {words: matching(understand(words), reader)[:FOUND_APART].count() for words in parted}
    best = max(parted, key=found.get, default=None)
    return best if best and found[best] else None


def _may_part(before: str, after: str) -> bool:
    """Numbers and words of letters stay whole."""
    return HAN in (class_of(before), class_of(after))


def _has_han(text: str) -> bool:
    return any(class_of(each) == HAN for each in text)


def _is_han(text: str) -> bool:
    return [kind for kind, _start, _end in runs(text)] == [HAN]


def _titles(asked: Iterable[str], reader) -> list[str]:
    """Return the titles and names, folded, that one of the tsqueries finds."""
    found = SearchEntry.objects.open_to(reader).filter(title_vector=TsQuery(" | ".join(asked)), part=0)
    rows = found.order_by("-date", "-pk").values_list("title_key", "names")[:TITLES]
    return [text for title, names in rows for text in (title, *names.split("\n")) if text]


def _texts(word: str, reader) -> list[str]:
    """Return texts, folded, that have all of `word` but one character, as `reader` may read them; the newest first."""
    asked = [_around(word[:at], word[at + 1 :]) for at in range(1, len(word) - 1)]
    asked += [adjacent(word[1:]), adjacent(word[:-1])]
    found = SearchEntry.objects.open_to(reader).filter(vector=TsQuery(" | ".join(asked)))
    keys: dict[str, set[int]] = {}
    for kind, pk in found.order_by("-date", "-pk").values_list("kind", "object_id")[:TEXTS]:
        keys.setdefault(kind, set()).add(pk)
    said = [
        kind_named(kind).describe(thing)
        for kind, pks in keys.items()
        for thing in kind_named(kind).shown_to(reader).filter(pk__in=pks)
    ]
    return [key_of(f"{each.summary}\n{each.text[:CHARACTERS]}") for each in said]


def _best(word: str, titles: Iterable[str], windows) -> str | None:
    """Return the part of a title that is closest to `word`: the one that differs least, then the commonest."""
    counted = Counter(window for title in titles for window in windows(title, word))
    if not counted:
        return None
    return min(counted, key=lambda window: (_distance(word, window), -counted[window], window))


def _sounding(word: str) -> list[str]:
    return [f"'{SOUND}{reading}':*" for reading in readings(word)]


def _windows_that_sound(title: str, word: str) -> list[str]:
    sounds = set(readings(word))
    return [window for window in _windows(title, [len(word)]) if "".join(syllables(window))[:LETTERS] in sounds]


def _windows_that_differ(title: str, word: str) -> list[str]:
    sizes = range(len(word) - 1, len(word) + 2)
    return [window for window in _windows(title, sizes) if _edits(word, window) == 1]


def _windows_with_another(text: str, word: str) -> list[str]:
    """Return where `word` stands with another character in it that sounds the same."""
    forms = "|".join(f"{word[:at]}.{word[at + 1 :]}" for at in range(len(word)))
    found = (match[1] for match in re.finditer(f"(?=({forms}))", text))
    return [window for window in found if _is_han(window) and syllables(window) == syllables(word)]


def _windows_spelt(title: str, letters: str) -> list[str]:
    return [title[start:end] for start, end in heard(title, letters)]


def _windows(title: str, sizes: Iterable[int]) -> list[str]:
    """Return every part of these sizes of a run of Chinese in a title."""
    return [
        title[at : at + size]
        for kind, start, end in runs(title)
        if kind == HAN
        for size in sizes
        for at in range(start, end - size + 1)
    ]


def _differing(word: str) -> list[str]:
    """Return tsqueries for `word` with one character too many, one wrong, one missing, or two exchanged."""
    asked = []
    for at in range(len(word)):
        left, right = word[:at], word[at + 1 :]
        asked.append(adjacent(left + right))
        if left and right:
            asked += [_around(left, right), _around(left, word[at:])]
        if right:
            asked.append(adjacent(left + right[0] + word[at] + right[1:]))
    asked += [adjacent(word[1:]), adjacent(word[:-1])]
    return list(dict.fromkeys(asked))


def _around(left: str, right: str) -> str:
    """Return a tsquery for two parts with one character between them."""
    apart = 2 if len(left) == 1 else 3
    return f"({adjacent(left)} <{apart}> {adjacent(right)})"


def _edits(one: str, other: str) -> int:
    """Return how many characters are to be put in, left out, replaced or exchanged with the next (optimal string
    alignment).
    """
    before, above = [], list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        line = [row]
        for column, right in enumerate(other, 1):
            cost = min(line[-1] + 1, above[column] + 1, above[column - 1] + (left != right))
            if row > 1 and column > 1 and left == other[column - 2] and one[row - 2] == right:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]


def _distance(word: str, window: str) -> tuple[int, int, int]:
    """Return how far two words are apart: in characters, and in how they sound. Of two equally far the longer is the
    likelier: more is left out than put in.
    """
    if not _is_han(word):
        return (len(window), 0, 0)
    return (_edits(word, window), -len(window), _edits("".join(syllables(word)), "".join(syllables(window))))


def _spellings(letters: str) -> list[str]:
    """Return letters with one slip undone: one too many, two exchanged, or sounds that are confused."""
    found = [letters[:at] + letters[at + 1 :] for at in range(len(letters))]
    found += [letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :] for at in range(len(letters) - 1)]
    for pair in CONFUSED_LETTERS:
        for one, other in (pair, pair[::-1]):
            found += [
                letters[:at] + other + letters[at + len(one) :]
                for at in range(len(letters))
                if letters.startswith(one, at)
            ]
    return [each for each in dict.fromkeys(found) if each != letters and len(each) >= SHORTEST_SOUND][:MOST_SPELLINGS]
