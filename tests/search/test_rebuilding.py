"""Making the entries anew while the site is at work."""

import threading
from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connections

from cms.jobs import rebuild_search
from cms.models import SearchEntry
from cms.search import entries
from cms.search.finding import find
from cms.search.kinds import kind_named, kind_of
from cms.search.questions import understand
from reading.models import Book
from tests.factories import BookFactory, DocumentFactory, NewsPageFactory

WAIT = 10


def counts(typed):
    return find(understand(typed), AnonymousUser()).counts


def test_what_was_changed_past_publishing_is_right_after_the_night(site):
    BookFactory(title="本草纲目")
    gone = BookFactory(title="本草别录")
    NewsPageFactory(title="本草讲座")
    rebuild_search(0)
    assert counts("本草") == {"books": 2, "news": 1}
    Book.objects.filter(pk=gone.pk).update(live=False)
    Book.objects.exclude(pk=gone.pk).update(title="伤寒论")
    rebuild_search(0)
    assert (counts("本草"), counts("伤寒")) == ({"news": 1}, {"books": 1})


def test_it_goes_on_beyond_as_many_as_are_made_at_once(site):
    for number in range(5):
        BookFactory(title=f"本草{number}")
    books = replace(kind_named("books"), at_once=2)
    assert list(entries.rebuild([books])) == [(books, 5)]
    assert counts("本草") == {"books": 5}


def test_documents_as_long_as_books_are_made_one_by_one(site, monkeypatch):
    """Together they would be more than a statement may hold, and whoever publishes would wait for all of them."""
    for _each in range(3):
        DocumentFactory()
    together = []
    keep = entries._keep

    def note(made):
        together.append({entry.object_id for entry in made if entry.kind == "documents"})
        keep(made)

    monkeypatch.setattr(entries, "_keep", note)
    list(entries.rebuild())
    assert sorted(map(len, filter(None, together))) == [1, 1, 1]


def test_entries_of_a_kind_that_is_no_more_go_in_the_night(site):
    BookFactory(title="本草")
    list(entries.rebuild())
    SearchEntry.objects.filter(kind="books").update(kind="scrolls")
    # What is told to make one kind leaves the others alone.
    list(entries.rebuild([]))
    assert SearchEntry.objects.filter(kind="scrolls").exists()
    rebuild_search(0)
    assert not SearchEntry.objects.filter(kind="scrolls").exists()
    assert counts("本草") == {"books": 1}


def test_a_command_says_how_many_there_are(site, capsys):
    BookFactory(title="本草")
    call_command("rebuild_search")
    assert "books: 1" in capsys.readouterr().out


def _entries_after_a_book_is_taken_down_meanwhile(monkeypatch) -> int:
    """Between reading a book and entering it anew somebody takes it down, if they can; return what is left of it."""
    book = BookFactory(title="本草纲目")
    list(entries.rebuild())
    entries_of = entries.entries_of

    def take_down() -> None:
        book.unpublish()
        connections.close_all()

    somebody = threading.Thread(target=take_down)

    def meanwhile(thing, kind):
        if threading.current_thread() is threading.main_thread():
            somebody.start()
            somebody.join(2)
        return entries_of(thing, kind)

    monkeypatch.setattr(entries, "entries_of", meanwhile)
    list(entries.rebuild([kind_of(book)]))
    somebody.join(WAIT)
    return SearchEntry.objects.filter(title="本草纲目").count()


@pytest.mark.race
def test_what_is_taken_down_while_the_entries_are_made_anew_stays_gone(committed_db, monkeypatch):
    assert _entries_after_a_book_is_taken_down_meanwhile(monkeypatch) == 0


@pytest.mark.race
def test_without_the_lock_it_would_come_back(committed_db, monkeypatch):
    monkeypatch.setattr(entries, "_lock", lambda function: None)
    assert _entries_after_a_book_is_taken_down_meanwhile(monkeypatch) == 1
