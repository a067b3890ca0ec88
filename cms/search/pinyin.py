"""How a title or a name can be found by its sound: typed in pinyin (yujia) or by initials (yj), from any character on.

These words stand in the index beside the text with a mark before them, so that a word in letters never means a sound.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from pypinyin import Style, lazy_pinyin

from people.pinyin import pinyin_of

from .text import HAN, key_of, runs

SOUND = "~"
# The same of the very beginning: of two titles the one that begins so is the likelier.
FIRST_SOUND = "~^"
# What follows further is not asked for: nobody types a title out.
SYLLABLES = 6
INITIALS = 8
LETTERS = 24
# Sounds that many speakers do not tell apart.
ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("h", "f"), ("ang", "an"), ("eng", "en"), ("ing", "in"))
MOST_READINGS = 64


@lru_cache(maxsize=1 << 14)
def syllables(han: str) -> tuple[str, ...]:
    """Return how a run of Chinese is read, a syllable for each character; ü is written v, as it is typed."""
    read = lazy_pinyin(han, style=Style.NORMAL, v_to_u=False, errors=list)
    return tuple(read) if len(read) == len(han) else ("",) * len(han)


def sounds(title: str) -> set[str]:
    """Return the words by which a title is found by its sound."""
    folded = key_of(title)
    found: set[str] = set()
    for kind, start, end in runs(folded):
        if kind == HAN:
            read = syllables(folded[start:end])
            found |= {SOUND + word for at in range(len(read)) for word in _spoken_from(read, at)}
            if start == 0:
                found |= {FIRST_SOUND + word for word in _spoken_from(read, 0)}
    return found


def sounds_of_name(name: str) -> set[str]:
    """Return the same for the name of somebody, whose surname is read in its own way (单 shan, 曾 zeng)."""
    spoken = pinyin_of(key_of(name)).replace(" ", "")
    surname = pinyin_of(key_of(name)).split(" ")[0]
    given = syllables(key_of(name))[1:]
    initials = surname[:1] + "".join(each[:1] for each in given)
    return {
        SOUND + word for word in (spoken[:LETTERS], initials[:INITIALS]) if word.isascii() and len(word) > 1
    } | sounds(name)


def _spoken_from(read: tuple[str, ...], start: int) -> list[str]:
    """Return what is heard from a syllable on: in full, and by initials."""
    spoken = "".join(read[start : start + SYLLABLES])[:LETTERS]
    initials = "".join(each[:1] for each in read[start : start + INITIALS])
    return [word for word in (spoken, initials) if word.isascii() and word.isalpha() and len(word) > 1]


def readings(han: str) -> Iterator[str]:
    """Yield how a Chinese word sounds, then how it sounds to those who do not tell similar sounds apart."""
    choices = [_variants(each) for each in syllables(han)]
    for number, chosen in enumerate(product(*choices)):
        if number == MOST_READINGS:
            return
        yield "".join(chosen)[:LETTERS]


def _variants(syllable: str) -> list[str]:
    found = [syllable]
    for long, short in ALIKE:
        for one, other in ((long, short), (short, long)):
            if one.startswith(("a", "e", "i")):
                same = syllable.endswith(one) and not (one == short and syllable.endswith(long))
                changed = syllable[: -len(one)] + other if same else ""
            else:
                same = syllable.startswith(one) and not (one == short and syllable.startswith(long))
                changed = other + syllable[len(one) :] if same else ""
            if changed and changed not in found:
                found.append(changed)
    return found
