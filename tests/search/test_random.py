"""Whatever is typed, the search answers, and soon; and it answers alike what says the same."""

import re
import time
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from cms.search.entries import rebuild
from cms.search.finding import Choice, find
from cms.search.guesses import guess
from cms.search.kinds import kind_named
from cms.search.postgres import SearchBackend
from cms.search.questions import MINUS, QUOTED, understand
from cms.search.suggesting import suggest
from cms.search.text import key_of, occurrences
from cms.search.vectors import TEXT, in_a_row, written
from news.models import NewsPage
from reading.models import Book
from tests.factories import NewsPageFactory, make_site
from tests.plugins.databases import default_database

from .judged.corpus import keep_paragraphs, paragraphs
from .judged.queries import QUERIES

VISITOR = AnonymousUser()
# Nothing here takes a tenth of it.
SOON_SECONDS = 1
TURNS = 3
ARTICLES = 40
TITLES = sorted({each.title for each in paragraphs()})
OPERATORS = [*"&|!()<>:*'\"\\%_;-−－“”«»「」＂，。·～ \n", "<->", ":*", "''", "--", " OR ", " AND ", "NOT ", "$$"]
# Nulls, marks that are not seen, what is several characters for one, or has another length when folded.
STRANGE = [*"\x00\x7f\u200d\ufeff\u0301\u202e𬭎㛃ﬁßİΣ가の१２", "👩‍⚕️", "🧘🏽"]
WORDS = sorted({query.typed for query in QUERIES}) + ["AI", "２０２６", "covid-19", "Ünïcode", "職代會"]

characters = st.characters(exclude_categories=["Cs"])
pieces = (
    st.sampled_from(OPERATORS) | st.sampled_from(STRANGE) | st.sampled_from(WORDS) | st.text(characters, max_size=8)
)
long_texts = st.builds(lambda piece, times: (piece * times)[:10_000], pieces.filter(bool), st.integers(1, 10_000))
typed_texts = st.lists(pieces, max_size=12).map("".join) | st.text(characters, max_size=60) | long_texts


def tries(number: int) -> settings:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(max_examples=number, deadline=None, suppress_health_check=checks)


@pytest.fixture(scope="module")
def library(run_databases, migrated_template, django_db_setup, django_db_blocker):
    """A database with 2,000 texts, in the index of the site and in that of the admin."""
    name = run_databases.clone(migrated_template)
    with django_db_blocker.unblock(), default_database(name):
        make_site()
        for title in TITLES[:ARTICLES]:
            NewsPageFactory(title=title, listed=True)
        keep_paragraphs()
        keep_paragraphs()
        list(rebuild())
        backend = SearchBackend({"SEARCH_CONFIG": "simple"})
        for model in (NewsPage, Book):
            backend.add_bulk(model, list(model.objects.all()))
        yield backend
    run_databases.drop(name)


def answers_soon(typed: str, backend: SearchBackend) -> None:
    """Ask for `typed` in every way there is."""
    client = Client()
    ways: dict[str, Callable[[], object]] = {
        "find": lambda: find(understand(typed), VISITOR),
        "suggest": lambda: suggest(typed, VISITOR),
        "guess": lambda: guess(understand(typed), VISITOR),
        "page": lambda: client.get("/search/", {"q": typed}),
        "one kind": lambda: client.get("/search/", {"q": typed, "kind": "books", "year": typed[:5], "page": typed[:3]}),
        "suggestions": lambda: client.get("/search/suggestions/", {"q": typed}),
    }
    for model in (NewsPage, Book):
        ways[f"admin, {model.__name__}"] = lambda model=model: list(backend.search(typed, model)[:20])
        ways[f"while typing, {model.__name__}"] = lambda model=model: list(backend.autocomplete(typed, model)[:20])
    for way, ask in ways.items():
        # What takes long takes long again; a machine that stops for a moment does not.
        assert any(seconds_of(ask, way) < SOON_SECONDS for _turn in range(TURNS)), way


def seconds_of(ask: Callable[[], object], way: str) -> float:
    begun = time.perf_counter()
    answer = ask()
    assert getattr(answer, "status_code", 200) == 200, way
    return time.perf_counter() - begun


@tries(200)
@given(typed_texts)
def test_whatever_is_typed_there_is_an_answer_soon(library, typed):
    answers_soon(typed, library)


@pytest.mark.long
@tries(10_000)
@given(typed_texts)
def test_of_ten_thousand_searches_none_fails_or_takes_long(library, typed):
    answers_soon(typed, library)


def traditional(text: str) -> str:
    return OpenCC("s2t").convert(text)


def full_width(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if "!" < each <= "~" and each not in "-'" else each for each in text)


def in_quotation_marks(text: str) -> str:
    return f"《{text}》"


@tries(100)
@given(st.sampled_from(WORDS), st.sampled_from([traditional, full_width, str.upper, in_quotation_marks]))
def test_what_says_the_same_finds_the_same(library, typed, other):
    # What is in quotes, or behind a minus, is asked for otherwise.
    assume(not any(sign in typed for sign in '-"“《'))
    one, same = find(understand(typed), VISITOR), find(understand(other(typed)), VISITOR)
    assert (one.hits, one.counts) == (same.hits, same.counts)


@tries(200)
@given(st.text("甲乙3，", max_size=30), st.text("甲乙3，", min_size=1, max_size=8))
def test_what_stands_in_a_text_is_found_and_nothing_else(library, text, typed):
    # Of few characters, so that all its pairs often stand where it does not.
    term = next(iter(understand(f'"{typed}"').wanted), None)
    assume(term)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT %s::tsvector @@ %s::tsquery", [written([(text, TEXT)], in_a_row(text)), term.quick_tsquery()]
        )
        assert cursor.fetchone() == (bool(occurrences(key_of(text), term.text)),)


def is_cut_from(title: str, start: int, end: int) -> bool:
    """True where a word of letters, or a number, goes on outside: only whole ones are found."""
    return any(re.fullmatch("[A-Za-z]{2}|[0-9]{2}", title[max(at - 1, 0) : at + 1]) for at in (start, end))


@tries(200)
@given(st.data())
def test_two_characters_of_a_title_find_it(library, data):
    title = data.draw(st.sampled_from(TITLES))
    start = data.draw(st.integers(0, len(title) - 2))
    typed = title[start : data.draw(st.integers(start + 2, len(title)))]
    assume(not is_cut_from(title, start, start + len(typed)))
    # What is in quotes, or behind a minus, is not asked for as it stands.
    assume(understand(typed).wanted and typed[0] not in MINUS and not QUOTED.search(typed))
    books = kind_named("books")
    found = find(understand(typed), VISITOR, Choice(kind="books")).of(books)
    assert Book.objects.filter(pk__in=found, title=title).exists(), typed
