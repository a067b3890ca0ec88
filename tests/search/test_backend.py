"""The back end behind the admin's searches: every way in which modelsearch lets one ask, order, bound and count."""

from io import StringIO
from itertools import islice, product
from string import ascii_lowercase

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from modelsearch.backends import get_search_backend
from modelsearch.backends.base import FilterFieldError, SearchFieldError
from modelsearch.backends.database.postgres.postgres import IndexEntry
from modelsearch.index import insert_or_update_object
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Boost, Fuzzy, Not, Or, Phrase, PlainText
from wagtail.models import Page

from cms.search import postgres
from cms.search.postgres import ChineseIndex
from news.models import NewsPage
from reading.models import Book
from tests.factories import BookFactory, NewsPageFactory

pytestmark = pytest.mark.usefixtures("db", "kept")

INDEX = "wagtailsearch_indexentry_words"


@pytest.fixture
def backend():
    return get_search_backend()


@pytest.fixture
def books(db):
    """Three books, the youngest last."""
    return [
        BookFactory(title="瑜伽入门", author="单亚芳", call_number="R71171"),
        BookFactory(title="太极入门", author="李四", call_number="R71172"),
        BookFactory(title="养生手册", author="瑜伽社", description="<p>瑜伽与太极</p>", call_number="R71173"),
    ]


def titles(found) -> list[str]:
    return [book.title for book in found]


YOGA, TAIJI = PlainText("瑜伽"), PlainText("太极")
ALL = {"瑜伽入门", "太极入门", "养生手册"}


def same_each_time(value) -> str:
    """Return the name of a case. A set is written in another order by each process, and workers compare names."""
    return str(sorted(value)) if isinstance(value, set) else repr(value)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("瑜伽", {"瑜伽入门", "养生手册"}),
        (PlainText("瑜伽 太极"), {"养生手册"}),
        (PlainText("瑜伽 太极", operator="or"), ALL),
        (PlainText("瑜伽 入门 -太极", operator="or"), {"瑜伽入门"}),
        (PlainText("-太极", operator="or"), set()),
        (Phrase("瑜伽与太极"), {"养生手册"}),
        (Phrase("太极瑜伽"), set()),
        (And([YOGA, TAIJI]), {"养生手册"}),
        (Or([YOGA, TAIJI]), ALL),
        (YOGA & ~TAIJI, {"瑜伽入门"}),
        (Not(YOGA), {"太极入门"}),
        (Not(Or([YOGA, TAIJI])), set()),
        (Not(Not(YOGA)), {"瑜伽入门", "养生手册"}),
        (Boost(YOGA, 3.0) | TAIJI, ALL),
        (Fuzzy("瑜伽"), {"瑜伽入门", "养生手册"}),
        (MATCH_ALL, ALL),
        (MATCH_NONE, set()),
        (And([MATCH_ALL, YOGA]), {"瑜伽入门", "养生手册"}),
        (And([MATCH_NONE, YOGA]), set()),
        (Or([MATCH_ALL, YOGA]), ALL),
        (Or([MATCH_NONE, YOGA]), {"瑜伽入门", "养生手册"}),
        (Not(And([MATCH_ALL, YOGA])), {"太极入门"}),
        (And([PlainText("！？"), YOGA]), {"瑜伽入门", "养生手册"}),
        (PlainText("！？"), set()),
        (Not(PlainText("！？")), set()),
        (Phrase(""), set()),
        (And([]), set()),
    ],
    ids=same_each_time,
)
def test_every_query_of_modelsearch_is_understood(query, expected, books, backend):
    assert set(titles(backend.search(query, Book))) == expected
    assert backend.search(query, Book).count() == len(expected)


def test_what_is_no_query_is_refused_by_name(backend):
    class Strange(PlainText.__base__):
        pass

    with pytest.raises(NotImplementedError, match="Strange"):
        list(backend.search(Strange(), Book))


def test_the_last_word_goes_on_while_somebody_types_and_no_other(books, backend):
    assert titles(backend.autocomplete("R7117", Book)) == ["养生手册", "太极入门", "瑜伽入门"]
    assert titles(backend.autocomplete("R7 太极", Book)) == []
    assert titles(backend.search("R7117", Book)) == []
    assert titles(backend.autocomplete("入门 瑜", Book, operator="or"))[0] == "瑜伽入门"


@pytest.mark.parametrize(
    ("query", "fields", "expected"),
    [
        ("伽", ["author"], {"养生手册"}),
        ("瑜伽", ["title"], {"瑜伽入门"}),
        ("瑜伽", ["title", "author"], {"瑜伽入门", "养生手册"}),
        ("太極", ["title"], {"太极入门"}),
        ("入门 太极", ["title"], {"太极入门"}),
        (PlainText("瑜伽 太极", operator="or"), ["title"], {"瑜伽入门", "太极入门"}),
        (Phrase("极入"), ["title"], {"太极入门"}),
        (Not(PlainText("太极")), ["title"], {"瑜伽入门", "养生手册"}),
        (And([PlainText("入门"), Not(YOGA)]), ["title"], {"太极入门"}),
        (Or([TAIJI, Boost(YOGA, 2)]), ["title"], {"瑜伽入门", "太极入门"}),
        (MATCH_ALL, ["title"], ALL),
        (MATCH_NONE, ["title"], set()),
        (" ", ["title"], set()),
        ("100%", ["title"], set()),
        ("瑜\x00伽", ["title"], {"瑜伽入门"}),
    ],
    ids=same_each_time,
)
def test_named_fields_are_searched_for_what_stands_in_them(query, fields, expected, books, backend):
    found = backend.search(query, Book, fields=fields)
    assert set(titles(found)) == expected
    assert found.count() == len(expected)


def test_fields_that_are_not_searched_are_refused(backend, books):
    for fields in (["donor"], ["title", "call_number"], ["nothing"]):
        with pytest.raises(SearchFieldError, match=fields[-1]):
            backend.search("瑜伽", Book, fields=fields)
    assert titles(backend.search("瑜伽", Book, fields=[])) == []


def test_rows_are_narrowed_and_ordered_by_any_column(books, backend):
    """Upstream asks for a `FilterField` for each, and knows no expressions."""
    narrowed = Book.objects.filter(subject=books[0].subject).exclude(pk__in=Book.objects.filter(author="李四"))
    assert titles(backend.search("入门", narrowed)) == ["瑜伽入门"]
    for ordering in (["author"], ["-author"], [F("author").desc(nulls_last=True), "pk"]):
        ordered = Book.objects.order_by(*ordering)
        expected = [book.title for book in ordered if "入门" in book.title]
        assert titles(backend.search("入门", ordered, order_by_relevance=False)) == expected
    assert titles(backend.search("入门", Book.objects.none())) == []
    assert titles(backend.search("入门", Book.objects.order_by(), order_by_relevance=False)) == ["太极入门", "瑜伽入门"]


def test_the_title_counts_more_than_the_text_and_the_best_comes_first(books, backend):
    assert titles(backend.search("瑜伽", Book)) == ["瑜伽入门", "养生手册"]
    assert titles(backend.search("瑜伽", Book)[1:]) == ["养生手册"]
    assert backend.search("瑜伽", Book)[0].title == "瑜伽入门"


def test_scores_and_facets_are_given(books, backend):
    scored = backend.search("瑜伽", Book).annotate_score("score")
    assert [book.score > 0 for book in scored] == [True, True]
    assert scored[0].score > scored[1].score
    for others in (backend.search("瑜伽", Book, fields=["title"]), backend.search(Not(YOGA), Book)):
        assert all(isinstance(book.score, float) for book in others.annotate_score("score"))
    Book.objects.filter(title="养生手册").update(live=False)
    assert dict(backend.search("瑜伽", Book).facet("live")) == {True: 1, False: 1}
    assert dict(backend.search("门", Book, fields=["title"]).facet("live")) == {True: 2}
    with pytest.raises(FilterFieldError):
        backend.search("瑜伽", Book).facet("isbn")


def test_values_of_one_column_are_found_as_wagtail_asks_when_a_whole_list_is_chosen(books, backend):
    assert set(backend.search("瑜伽", Book.objects.values_list("pk", flat=True)).results()) == {
        books[0].pk,
        books[2].pk,
    }


def test_bounding_what_is_ranked_drops_nothing_and_keeps_titles_first(backend, monkeypatch):
    monkeypatch.setattr(postgres, "RANKED", 3)
    titled = BookFactory(title="养生操")
    for number in range(10):
        BookFactory(title=f"手册{number}", description="<p>养生操</p>")
    found = backend.search("养生操", Book)
    assert found.count() == 11
    assert titles(found[:4]) == ["养生操", "手册9", "手册8", "手册7"]
    assert len({book.pk for book in found}) == 11
    assert found[0] == titled
    pages = [titles(found[start : start + 4]) for start in range(0, 12, 4)]
    assert sorted(sum(pages, [])) == sorted(titles(found))


ODD = [
    "",
    " ",
    "'",
    "''''",
    "\\",
    "a'b:*",
    "!(a|b)&<->",
    ":*",
    "职" * 10_000,
    "a" * 10_000,
    "a 职 " * 3_000,
    "\x00职代会",
    "😀",
    "\ud83d",
    "“职代会”",
    "-",
    "--职",
    "％＿%_",
    "\u202e职\u200b代\ufeff会",
    "ﷺ" * 50,
    '"',
    '"" ""',
    "İ" * 30,
]


@pytest.mark.parametrize("typed", ODD, ids=range(len(ODD)))
def test_no_input_is_an_error(typed, books, backend):
    for ask in (backend.search, backend.autocomplete):
        found = ask(typed, Book)
        assert len(list(found)) == found.count()
        assert len(list(ask(typed.replace("\ud83d", ""), Book, fields=["title"]))) <= 3
    for query in (Phrase(typed), Fuzzy(typed), Not(PlainText(typed)), And([PlainText(typed), Phrase(typed)])):
        assert len(list(backend.search(query, Book))) <= 3


def test_odd_titles_are_kept_and_changed(backend):
    for title in ("'", "\\", "a:1", "😀", "职" * 120, "word" * 30, "٣", "ǆ"):
        book = BookFactory(title=title)
        book.author = "改"
        book.save()
        assert IndexEntry.objects.filter(object_id=str(book.pk)).count() == 1


def test_a_long_text_of_nothing_but_different_words_can_be_saved(site):
    endings = islice(product(ascii_lowercase, repeat=4), 24_000)
    words = " ".join("y" * 40 + "".join(ending) for ending in endings)
    page = NewsPageFactory(title="长文", listed=True, body=[("text", f"<p>{words}</p>")])
    assert list(Page.objects.search("长文")) == [page.page_ptr]


@pytest.fixture
def many_entries(books):
    """So many entries of books that it does not pay to read them from the first to the last."""
    type_of_books = IndexEntry.objects.get(object_id=str(books[0].pk), content_type__model="book").content_type_id
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO wagtailsearch_indexentry
                (content_type_id, object_id, title_norm, title, body, autocomplete, title_text, body_text)
            SELECT %s, 'x' || n, 1, word, word, word, '', ''
            FROM (SELECT n, array_to_tsvector(ARRAY['w' || n]) AS word FROM generate_series(1, 3000) AS n) AS made
            """,
            [type_of_books],
        )
        # Words that wait to be sorted in make an index look slow.
        cursor.execute(
            """
            SELECT gin_clean_pending_list(indexrelid)
            FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam
            WHERE indrelid = 'wagtailsearch_indexentry'::regclass AND amname = 'gin'
            """
        )
        cursor.execute("ANALYZE wagtailsearch_indexentry")
        # There are few books: nor does it pay to go from each of them to its entry.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_nestloop = off")


def plan_of(found) -> str:
    return found.query_compiler.search("simple", None, None).explain()


def test_the_words_of_titles_and_texts_have_an_index_that_is_used(many_entries, backend):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [INDEX])
        (definition,) = cursor.fetchone()
    assert "USING gin" in definition
    assert "(title || body)" in definition
    assert f"Bitmap Index Scan on {INDEX}" in plan_of(backend.search("瑜伽", Book, order_by_relevance=False))
    assert f"Bitmap Index Scan on {INDEX}" in plan_of(backend.search("瑜伽", Book))


def test_what_is_asked_while_typing_has_an_index_that_is_used(many_entries, backend):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%%indexentry USING gin (autocomplete)'")
        (name,) = cursor.fetchone()
    assert f"Bitmap Index Scan on {name}" in plan_of(backend.autocomplete("瑜伽", Book))


def test_one_save_writes_its_own_entry_and_reads_no_other(books):
    with CaptureQueriesContext(connection) as captured:
        insert_or_update_object(books[0])
    statements = [query["sql"] for query in captured if "wagtailsearch_indexentry" in query["sql"]]
    assert len(statements) == 1
    assert statements[0].startswith("INSERT INTO")


def test_rows_given_twice_are_kept_once(books, backend):
    backend.add_bulk(Book, [books[0], books[0]])
    backend.add_bulk(Book, [])
    assert IndexEntry.objects.filter(object_id=str(books[0].pk)).count() == 1


@pytest.mark.parametrize("command", ["update_index", "wagtail_update_index"])
def test_the_index_is_made_anew_by_the_command(command, books, backend, site):
    page = NewsPageFactory(title="公告")
    IndexEntry.objects.all().delete()
    assert titles(backend.search("瑜伽", Book)) == []
    said = StringIO()
    call_command(command, stdout=said, chunk_size=2)
    assert titles(backend.search("瑜伽", Book)) == ["瑜伽入门", "养生手册"]
    assert list(Page.objects.autocomplete("公告")) == [page.page_ptr]
    assert "reading.Book" in said.getvalue()
    assert "indexed" in said.getvalue()


def test_making_it_anew_takes_away_what_is_gone_and_nothing_else(books, backend, site):
    page = NewsPageFactory(title="公告")
    Book.objects.filter(pk=books[1].pk)._raw_delete("default")
    before = IndexEntry.objects.count()
    call_command("update_index", stdout=StringIO())
    assert set(titles(backend.search("入门", Book))) == {"瑜伽入门"}
    assert IndexEntry.objects.filter(object_id=str(books[1].pk), content_type__model="book").count() == 0
    assert list(NewsPage.objects.search("公告")) == [page]
    assert before >= IndexEntry.objects.count() - Page.objects.count()


def test_readers_find_what_was_there_until_all_is_made_and_when_making_it_fails(books, backend, monkeypatch):
    written = ChineseIndex.add_items

    def failing(self, model, objs):
        if model is Book:
            raise RuntimeError("no space left")
        written(self, model, objs)

    monkeypatch.setattr(ChineseIndex, "add_items", failing)
    Book.objects.filter(pk=books[0].pk).update(title="舞蹈入门")
    with pytest.raises(RuntimeError):
        call_command("update_index", stdout=StringIO())
    monkeypatch.undo()
    assert titles(backend.search("瑜伽入门", Book)) == ["舞蹈入门"]


def test_making_it_anew_asks_no_average_of_all_titles(books):
    with CaptureQueriesContext(connection) as captured:
        call_command("update_index", stdout=StringIO())
    statements = [query["sql"] for query in captured]
    assert not [sql for sql in statements if "AVG(" in sql or "title_norm" in sql and sql.startswith("UPDATE")]
