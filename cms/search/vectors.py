"""Texts as PostgreSQL keeps them for searching: a `tsvector`, written out by us, past its own parser, which takes each
clause of Chinese for one word.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Value
from django.db.models.functions import Cast

from .text import key_of, rows, tokens

# Limits of PostgreSQL (textsearch-limitations): places beyond the last one all count as the last.
LAST_PLACE = 16_383
PLACES_OF_A_WORD = 255
LONGEST_WORD = 500
# A vector holds a megabyte at most, of words, and of 2 bytes for each place and 4 for how many there are.
MOST_WORDS = 60_000
LARGEST = 900_000
# Between two texts, so that no phrase reaches from one into the next.
APART = 8

# A phrase is found as far as PostgreSQL counts places, and a word counts at 255 of them: long texts stand in parts.
PART = 6_000
# Nothing that is shorter is lost where two parts meet.
OVERLAP = 200

# Before what stands in a row (`text.rows`). To check that two words stand behind each other, PostgreSQL reads the
# vector of whatever has both; that a row stands there is known from the index.
IN_A_ROW = "="

# The weights of a tsvector, strongest first.
TITLE, NAMES, SUMMARY, TEXT = "ABCD"


def written(texts: Iterable[tuple[str, str]], unplaced: Iterable[str] = ()) -> str:
    """Return a tsvector as PostgreSQL reads it: of `texts`, pairs of a text and its weight; the words in `unplaced`
    stand nowhere in them (sounds, what stands in a row).
    """
    places: dict[str, list[str]] = defaultdict(list)
    first = size = 0
    for text, weight in texts:
        last = first
        for token in tokens(key_of(text))[:MOST_WORDS]:
            last = first + token.place
            size += 2 if token.word in places else len(token.word.encode()) + 6
            if size > LARGEST:
                break
            if len(places[token.word]) < PLACES_OF_A_WORD:
                places[token.word].append(f"{min(last, LAST_PLACE)}{weight}")
        first = last + APART if last > first else first
    words = [f"'{word[:LONGEST_WORD]}':{','.join(found)}" for word, found in places.items()]
    return " ".join([*words, *(f"'{word}'" for word in sorted(unplaced))])


def in_a_row(text: str) -> set[str]:
    """Return the words by which is found what stands in a row in one text."""
    return {f"{IN_A_ROW}{row}" for row in rows(key_of(text))}


def as_vector(written_out: str) -> Cast:
    """Return the expression by which a tsvector that is written out is stored."""
    return Cast(Value(written_out), SearchVectorField())


def parts_of(text: str) -> list[str]:
    """Return a text in parts of at most `PART` characters that overlap by `OVERLAP`; a short one as it is."""
    ends = range(0, max(len(text) - OVERLAP, 1), PART - OVERLAP)
    return [text[start : start + PART] for start in ends]
