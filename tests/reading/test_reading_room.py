"""The reading room: catalogue, new arrivals, chosen books, and what they cost."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cms.search.entries import rebuild
from reading.models import Book
from reading.models.room import FeaturedBook
from tests.factories import BookFactory, CopyFactory, ImageFactory, MemberFactory
from tests.list_costs import queries_for


def catalogue(client, query=""):
    list(rebuild())
    response = client.get(f"/reading/{query}")
    assert response.status_code == 200
    return [book.title for book in response.context["books"]]


def test_books_are_found_by_title_author_description_and_isbn(site, client):
    BookFactory(title="本草漫谈", author="钱远志", description="厨房里的药材", isbn="9787117300001")
    BookFactory(title="护士手记", description="夜班的四季。")
    numbers = ["978-7-117-30000-1", "9787117300001"]
    for words in ["本草", "钱远志", "厨房", *numbers, "本草 钱远志", "  本草  ", "bencao", "bc", "qianyuanzhi"]:
        assert catalogue(client, f"?q={words}") == ["本草漫谈"]
    assert catalogue(client, "?q=本草 手记") == []


def test_a_sign_by_itself_finds_nothing_and_within_words_it_does_not_matter(site, client):
    BookFactory(title="百分之百")
    BookFactory(title="100%的认真")
    assert catalogue(client, "?q=%25") == []
    assert catalogue(client, "?q=100%25的") == ["100%的认真"]


def test_the_subject_narrows_the_catalogue(site, client):
    BookFactory(title="汤头歌诀", subject=Book.Subject.TCM)
    BookFactory(title="史记选", subject=Book.Subject.HISTORY)
    assert catalogue(client, "?subject=history") == ["史记选"]


@pytest.mark.parametrize(
    "query",
    ["?subject=alchemy", "?subject=%00", "?page=999", "?page=abc", "?page=0", "?q=%00", "?q=%20%20", "?q=%FF%FE"],
)
def test_an_unknown_choice_never_fails(query, site, client):
    BookFactory()
    assert client.get(f"/reading/{query}").status_code == 200


@pytest.mark.parametrize("words", ["药" * 5000, "药 " * 2000, "a b c d e f g h i j k l m n o p q r s t u v w x y z"])
def test_very_many_words_never_fail(words, site, client):
    BookFactory()
    assert client.get("/reading/", {"q": words}).status_code == 200


def test_an_empty_room_says_so(site, client):
    assert 'class="empty-state"' in client.get("/reading/").content.decode()


def test_a_search_without_result_leads_back_to_the_catalogue(site, client):
    BookFactory()
    html = client.get("/reading/?q=没有这本书").content.decode()
    assert 'class="empty-state"' in html
    assert 'href="/reading/"' in html


def test_a_book_that_waits_for_approval_is_nowhere(site, client):
    waiting = BookFactory(submitted=True, arrived_on=timezone.localdate())
    site.reading.featured.add(FeaturedBook(book=waiting))
    site.reading.save()
    response = client.get("/reading/")
    assert waiting.title not in response.content.decode()
    assert client.get(waiting.url).status_code == 404


def test_new_arrivals_are_listed_by_their_day(site, client):
    BookFactory(title="上周到", arrived_on=timezone.localdate() - timedelta(days=7))
    BookFactory(title="昨天到", arrived_on=timezone.localdate() - timedelta(days=1))
    BookFactory(title="一直在")
    assert [book.title for book in client.get("/reading/").context["new_books"]] == ["昨天到", "上周到"]


def test_chosen_books_keep_their_order(site, client):
    books = [BookFactory(title=title) for title in ("丙", "甲", "乙")]
    site.reading.featured.add(*[FeaturedBook(book=book, sort_order=n) for n, book in enumerate(books)])
    site.reading.save()
    assert [book.title for book in client.get("/reading/").context["page"].featured_books] == ["丙", "甲", "乙"]


def test_a_book_tells_how_many_copies_stand_on_the_shelf(site, client):
    book = BookFactory(donor=MemberFactory(name="曾怀德"))
    CopyFactory.create_batch(2, book=book)
    CopyFactory(book=book, withdrawn_on=date(2026, 1, 1))
    response = client.get(book.url)
    assert response.context["book"].copies_count == 2
    assert "曾怀德" in response.content.decode()


def test_the_room_costs_the_same_for_one_book_and_for_twenty(site, client):
    def put_on_the_shelf(number):
        book = BookFactory(listed=True, cover=ImageFactory(), arrived_on=timezone.localdate())
        CopyFactory(book=book)
        if number < 12:
            site.reading.featured.add(FeaturedBook(book=book))
            site.reading.save()

    put_on_the_shelf(0)
    one = queries_for(client, "/reading/")
    for number in range(1, 20):
        put_on_the_shelf(number)
    assert len(client.get("/reading/").context["books"]) == 20
    assert len(queries_for(client, "/reading/")) == len(one)
