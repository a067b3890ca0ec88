"""What somebody types into a search, understood: words that must all be there, phrases in quotes, and what must not be.

A word is folded like the texts (`text`), so 職代會, ＡＩ and Covid‑19 need no rules of their own here.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from .pinyin import FIRST_SOUND, LETTERS, SOUND
from .text import DIGIT, GAP, HAN, LETTER, class_of, key_of, rows, runs, tokens
from .vectors import IN_A_ROW

# More is no question but a pasted text; what stands first counts.
MOST_CHARACTERS = 200
MOST_TERMS = 12
MOST_TOKENS = 60
MOST_ALTERNATIVES = 12

QUOTED = re.compile(r'[-－−]?["“”„«»＂「『]([^"“”„«»＂」』]*)["“”„«»＂」』]')
MINUS = "-－−"
# Between two words of Chinese it is a hyphen, which joins them.
HYPHEN = re.compile(rf"(?<=[^\W\d_a-zA-Z])[{MINUS}](?=[^\W\d_a-zA-Z])")


@dataclass(frozen=True)
class Term:
    """One thing that is asked for: `text`, folded, or one of `alternatives` that mean it, too."""

    text: str
    is_phrase: bool = False
    is_excluded: bool = False
    alternatives: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        return (self.text, *self.alternatives)

    @property
    def may_be_sound(self) -> bool:
        """True for letters that may be pinyin or initials."""
        return not self.is_phrase and self.text.isascii() and self.text.isalpha() and len(self.text) > 1

    def tsquery(self, as_prefix: bool = False, with_sound: bool = False) -> str:
        """Return it as PostgreSQL reads a tsquery. `as_prefix` lets its last word go on."""
        asked = [adjacent(wording, as_prefix) for wording in self.wordings]
        if with_sound and self.may_be_sound:
            asked.append(sound(self.text))
        return self._joined(asked)

    @property
    def has_rows(self) -> bool:
        """True where more has to stand in a row than one word of the index says."""
        return any(len(rows(wording)) > 1 for wording in self.wordings)

    def quick_tsquery(self, is_checked: bool = True) -> str:
        """Return it for vectors that know what stands in a row, and so are seldom read for it (`standing`)."""
        return self._joined([standing(wording, is_checked) for wording in self.wordings])

    def _joined(self, asked: list[str]) -> str:
        joined = asked[0] if len(asked) == 1 else f"({' | '.join(asked)})"
        return f"!{joined}" if self.is_excluded else joined


@dataclass(frozen=True)
class Question:
    """A search as it was understood. Without a term that is not excluded it asks for nothing, and finds nothing."""

    terms: tuple[Term, ...] = field(default=())

    @property
    def wanted(self) -> list[Term]:
        return [term for term in self.terms if not term.is_excluded]

    def __bool__(self):
        return bool(self.wanted)

    @property
    def key(self) -> str:
        """What was asked, in one form for all ways to type it."""
        return " ".join(term.text for term in self.wanted)

    def tsquery(self, as_prefix: bool = False, with_sound: bool = False) -> str:
        """Return all of it as PostgreSQL reads a tsquery; the last word alone may go on."""
        last = len(self.terms) - 1
        asked = [term.tsquery(as_prefix and n == last, with_sound) for n, term in enumerate(self.terms)]
        return " & ".join(asked)

    def first_sound(self) -> str:
        """Return a tsquery for titles that sound so from their beginning; "" where it is not typed in letters."""
        letters = self.key.replace(" ", "")
        return sound(letters, FIRST_SOUND) if letters.isascii() and letters.isalpha() and len(letters) > 1 else ""

    def one_phrase(self) -> str:
        """Return a tsquery for its words as they stand one behind the other."""
        return adjacent(" ".join(term.text for term in self.wanted))

    def widened(self, meanings: Callable[[str], Iterable[str]]) -> "Question":
        """Return it with what else its words mean; what is excluded is excluded as it was typed."""
        return Question(
            tuple(
                term
                if term.is_excluded
                else replace(term, alternatives=(*term.alternatives, *_at_most(meanings(term.text))))
                for term in self.terms
            )
        )


def _at_most(wordings: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(wordings))[:MOST_ALTERNATIVES]


def understand(typed: str) -> Question:
    """Return what was typed as a question. Never raises: what cannot be a word is no word."""
    typed = typed[:MOST_CHARACTERS]
    terms: list[Term] = []
    end = 0
    for match in QUOTED.finditer(typed):
        terms += _words(typed[end : match.start()])
        terms += _term(match[1], is_phrase=True, is_excluded=match[0][0] in MINUS)
        end = match.end()
    terms += _words(typed[end:])
    unique = list(dict.fromkeys(terms))
    return Question(tuple(_within_bounds(unique)))


def with_minus(typed: str) -> str | None:
    """Return what was typed with each hyphen between Chinese as the minus that leaves a word out; None without one."""
    spaced = HYPHEN.sub(" -", typed)
    return spaced if spaced != typed else None


def _words(typed: str) -> list[Term]:
    found = []
    for word in typed.split():
        is_excluded = word[0] in MINUS and len(word) > 1
        for part in _clauses(key_of(word[1:] if is_excluded else word)):
            found += _term(part, is_excluded=is_excluded)
    return found


def _clauses(folded: str) -> list[str]:
    """Part what was typed without a space where punctuation parts Chinese; 3.5 and 12:30 stay what they are."""
    parts = [""]
    for one, at, other in zip(" " + folded, folded, folded[1:] + " ", strict=False):
        if at == GAP and HAN in (class_of(one), class_of(other)):
            parts.append("")
        else:
            parts[-1] += at
    return parts


def _term(typed: str, is_phrase: bool = False, is_excluded: bool = False) -> list[Term]:
    text = key_of(typed)
    if not text:
        return []
    # Such as an ISBN, whose hyphens stand elsewhere in each book.
    whole = text.replace(" ", "")
    is_number = whole != text and whole.isdecimal() and not is_phrase
    return [Term(text, is_phrase, is_excluded, (whole,) if is_number else ())]


def _within_bounds(terms: list[Term]) -> list[Term]:
    kept, number = [], 0
    for term in terms[:MOST_TERMS]:
        number += len(term.text)
        if number > MOST_TOKENS and kept:
            break
        kept.append(replace(term, text=term.text[:MOST_TOKENS]))
    return kept


def adjacent(folded: str, as_prefix: bool = False) -> str:
    """Return a tsquery that finds a folded text, its words as far apart as they stand there.

    A run ABC of Chinese is asked for as AB and BC behind each other. One character by itself is asked for as the
    beginning of any two; where something else follows it directly, as the end of a run.
    """
    asked: list[tuple[str, int]] = []
    words = {token.start: token for token in tokens(folded)}
    all_runs = runs(folded)
    for kind, start, end in all_runs:
        if kind == GAP:
            continue
        is_last = end == len(folded)
        if kind == HAN and end - start == 1:
            asked.append((_quoted(words[start].word, is_last), words[start].place))
        elif kind == HAN:
            asked += [(_quoted(words[at].word), words[at].place) for at in range(start, end - 1)]
        else:
            asked.append((_quoted(words[start].word, as_prefix and is_last), words[start].place))
    parts = [asked[0][0]]
    parts += [f" <{place - before}> {word}" for (_word, before), (word, place) in zip(asked, asked[1:], strict=False)]
    return f"({''.join(parts)})" if len(parts) > 1 else parts[0]


def standing(folded: str, is_checked: bool = True) -> str:
    """Return a tsquery that finds a folded text where words tell what stands in a row (`vectors.in_a_row`).

    `is_checked` reads the texts that have all its rows to make sure that these stand behind each other, too.
    """
    found = rows(folded)
    words = [f"'{IN_A_ROW}{row}'" for row in found]
    if found == [folded]:
        return words[0]
    if is_checked or not found:
        words.append(adjacent(folded))
    return f"({' & '.join(words)})" if len(words) > 1 else words[0]


def _quoted(word: str, as_prefix: bool = False) -> str:
    # Of letters, digits and Chinese alone: nothing in it needs escaping.
    return f"'{word}':*" if as_prefix else f"'{word}'"


def sound(letters: str, mark: str = SOUND) -> str:
    return f"'{mark}{letters[:LETTERS]}':*"


def is_typed_in_letters(term: Term) -> bool:
    return {kind for kind, _start, _end in runs(term.text)} <= {LETTER, DIGIT}
