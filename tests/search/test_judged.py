"""The search is judged: by what 190 queries find in the paragraphs of the demo hospital, and by what comes first.

`.venv/bin/python -m pytest tests/search/test_judged.py -s` prints the figures that docs/search-figures.md shows.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import mean
from unittest import mock

import pytest
from django.contrib.auth.models import AnonymousUser
from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend
from wagtail.search import index
from wagtail.search.utils import parse_query_string

from cms.search.entries import rebuild
from cms.search.finding import Choice, find
from cms.search.guesses import guess
from cms.search.kinds import all_kinds, kind_named
from cms.search.postgres import SearchBackend
from cms.search.questions import understand
from reading.models import Book
from tests.plugins.databases import default_database

from .judged.corpus import keep_paragraphs, keep_things
from .judged.queries import MISTYPED, QUERIES, TYPED_IN_WORDS, WAYS, WITH_ONE_RIGHT_RESULT
from .judged.truth import Texts

VISITOR = AnonymousUser()
GOAL = 0.98
GOAL_OF_FIRST_THREE = 0.95
GOAL_OF_OFFERS = 0.95
OURS, IN_ADMIN, STOCK, OFFERED = "the site's search", "the admin's search", "Wagtail's own", "what is offered"


@dataclass(frozen=True)
class Answer:
    """The keys of the paragraphs that a search has found, and of those in which the words stand."""

    found: set[int]
    right: set[int]


def recall(answers: list[Answer]) -> float:
    """Return how much of what is right was found, at the mean over the answers."""
    return mean(len(answer.found & answer.right) / len(answer.right) for answer in answers if answer.right)


def precision(answers: list[Answer]) -> float:
    """Return how much of what was found is right, at the mean over the answers that have found anything."""
    shares = [len(answer.found & answer.right) / len(answer.found) for answer in answers if answer.found]
    return mean(shares) if shares else 1.0


@pytest.fixture(scope="module")
def new_database(run_databases, migrated_template, django_db_setup, django_db_blocker):
    """Return a context in a database of its own, in which rows stay that all tests of this file read."""

    @contextmanager
    def entered() -> Iterator[None]:
        name = run_databases.clone(migrated_template)
        with django_db_blocker.unblock(), default_database(name):
            yield
        run_databases.drop(name)

    return entered


@pytest.fixture(scope="module")
def paragraphs(new_database) -> Iterator[dict]:
    """The paragraphs by their keys; while a test has them they are in the database, and what finds them."""
    with new_database():
        kept = keep_paragraphs()
        list(rebuild([kind_named("books")]))
        yield kept


@pytest.fixture(scope="module")
def answers(paragraphs) -> dict[str, dict[str, Answer]]:
    """What each search finds for each query that is typed in the words that are meant."""
    texts = Texts({key: (each.title, each.text) for key, each in paragraphs.items()})
    right = {query.typed: texts.right_ones(query.words(), query.words(unwanted=True)) for query in QUERIES}
    typed = [query.typed for query in TYPED_IN_WORDS]
    found = {OURS: [_on_the_site(each) for each in typed]}
    # One after the other: both back ends keep what they keep in the same table.
    with _in_admin(SearchBackend) as search:
        found[IN_ADMIN] = [search(each) for each in typed]
    with _in_admin(PostgresSearchBackend) as search:
        found[STOCK] = [search(parse_query_string(each, operator="and")[1]) for each in typed]
    return {
        name: {each: Answer(keys, right[each]) for each, keys in zip(typed, series, strict=True)}
        for name, series in found.items()
    } | {OFFERED: {query.typed: Answer(_offered(query.typed), right[query.typed]) for query in MISTYPED}}


def _on_the_site(typed: str) -> set[int]:
    return set(find(understand(typed), VISITOR, Choice(kind="books")).of(kind_named("books")))


def _offered(typed: str) -> set[int]:
    return _on_the_site(guess(understand(typed), VISITOR) or "")


@contextmanager
def _in_admin(backend_class: type) -> Iterator[Callable[[object], set[int]]]:
    """Within it, a Wagtail back end looks through the same titles and texts."""
    fields = [index.SearchField("title", boost=2), index.SearchField("description")]
    with mock.patch.object(Book, "search_fields", fields):
        backend = backend_class({"SEARCH_CONFIG": "simple"})
        backend.add_bulk(Book, list(Book.objects.all()))
        yield lambda query: {book.pk for book in backend.search(query, Book.objects.all())}


@pytest.fixture(scope="module")
def firsts(new_database) -> dict[str, list[str]]:
    """The titles of the first three things in the whole hospital, for each query; of those mistyped, for what is
    offered.
    """
    with new_database():
        keep_things()
        list(rebuild())
        titles = {(kind.key, thing.pk): thing.title for kind in all_kinds() for thing in kind.shown_to(VISITOR)}
        asked = {query.typed: query.typed for query in TYPED_IN_WORDS}
        asked |= {query.typed: guess(understand(query.typed), VISITOR) or "" for query in MISTYPED}
        found = {typed: find(understand(words), VISITOR).hits[:3] for typed, words in asked.items()}
        return {typed: [titles[hit.kind, hit.object_id] for hit in hits] for typed, hits in found.items()}


def test_there_is_enough_to_judge_by(paragraphs, answers):
    assert len(paragraphs) >= 600
    assert len(QUERIES) >= 150
    assert sum(query.way != "plain" for query in QUERIES) >= 40
    assert len(WITH_ONE_RIGHT_RESULT) >= 60
    without = [typed for series in (OURS, OFFERED) for typed, answer in answers[series].items() if not answer.right]
    assert without == [], "what stands nowhere judges nothing"


@pytest.mark.parametrize("search", [OURS, IN_ADMIN])
def test_what_stands_there_is_found_and_nothing_else(search, answers):
    series = answers[search]
    wrong = [typed for typed, answer in series.items() if answer.found != answer.right]
    assert recall(list(series.values())) >= GOAL, wrong
    assert precision(list(series.values())) >= GOAL, wrong


def test_the_stock_back_end_finds_less(answers):
    assert recall(list(answers[STOCK].values())) < recall(list(answers[OURS].values())) / 2


def test_what_is_mistyped_finds_what_was_meant(answers):
    series = answers[OFFERED]
    wrong = [typed for typed, answer in series.items() if answer.found != answer.right]
    assert recall(list(series.values())) >= GOAL_OF_OFFERS, wrong


def test_what_is_meant_is_among_the_first_three(firsts):
    missed = [query.typed for query in WITH_ONE_RIGHT_RESULT if not query.is_answered_by(firsts[query.typed])]
    share = 1 - len(missed) / len(WITH_ONE_RIGHT_RESULT)
    assert share >= GOAL_OF_FIRST_THREE, {typed: firsts[typed] for typed in missed}


def test_the_figures_are_shown(answers, firsts, paragraphs):
    """The table of docs/search-figures.md; `-s` lets it be seen."""
    columns = "".join(f"{name:>22}" for name in (OURS, IN_ADMIN, STOCK))
    lines = [f"{len(QUERIES)} queries, {len(paragraphs)} paragraphs; recall / precision"]
    lines += [f"{'typed as':<18}{'number':>7}{columns}  first three"]
    lines += [_line(way, answers, firsts) for way in [*WAYS, None]]
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
    assert len(lines) == 3 + len(WAYS)


def _line(way: str | None, answers: dict, firsts: dict) -> str:
    queries = [query for query in QUERIES if way in (None, query.way)]
    cells = f"{way or 'all':<18}{len(queries):>7}"
    for name in (OURS, IN_ADMIN, STOCK):
        series = answers[OFFERED] if name == OURS else {}
        series = {**series, **answers[name]}
        judged = [series[query.typed] for query in queries if query.typed in series]
        cells += f"{recall(judged):>14.3f} / {precision(judged):.3f}" if judged else f"{'':>22}"
    ranked = [query for query in queries if query.right]
    right = sum(query.is_answered_by(firsts[query.typed]) for query in ranked)
    return f"{cells}  {right} of {len(ranked)}"
