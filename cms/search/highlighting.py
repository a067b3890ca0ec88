"""Which parts of a text a question means: marked in the text as it is written, whatever the way it was typed."""

from .pinyin import syllables
from .questions import Question, Term
from .text import HAN, Folded, fold, merged, occurrences, runs

# What is found by its sound is a title or a name; longer texts are not read aloud.
LONGEST_HEARD = 300


def spans(text: str, question: Question, as_prefix: bool = False) -> list[tuple[int, int]]:
    """Return from where to where what was asked for stands in `text`, in order and without overlaps."""
    folded = fold(text)
    found: list[tuple[int, int]] = []
    for number, term in enumerate(question.wanted, 1):
        found += _places(folded, term, as_prefix and number == len(question.wanted))
    return merged([folded.span(start, end) for start, end in found])


def _places(folded: Folded, term: Term, as_prefix: bool) -> list[tuple[int, int]]:
    found = [place for wording in term.wordings for place in occurrences(folded.text, wording, as_prefix)]
    if not found and term.may_be_sound and len(folded.text) <= LONGEST_HEARD:
        found = heard(folded.text, term.text)
    return found


def heard(folded: str, letters: str) -> list[tuple[int, int]]:
    """Return where Chinese stands that is read as `letters`, in pinyin or by its initials; the last may be begun."""
    found = []
    for kind, start, end in runs(folded):
        if kind != HAN:
            continue
        read = syllables(folded[start:end])
        for spoken in (read, tuple(each[:1] for each in read)):
            found += [(start + first, start + last) for first, last in _spoken(spoken, letters)]
    return found


def _spoken(read: tuple[str, ...], letters: str) -> list[tuple[int, int]]:
    found = []
    for first in range(len(read)):
        said = ""
        for last in range(first, len(read)):
            said += read[last]
            if said.startswith(letters):
                found.append((first, last + 1))
            if said.startswith(letters) or not letters.startswith(said):
                break
    return found
