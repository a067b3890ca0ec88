"""The feed, as programs read it."""

from datetime import date, datetime
from xml.etree import ElementTree

import pytest

from tests.factories import ImageFactory, NewsCategoryFactory, NewsPageFactory
from tests.list_costs import queries_for

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client, **headers):
    response = client.get("/feed/", **headers)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def test_an_entry_says_what_atom_asks_for(site, client):
    NewsPageFactory(title="春季健步走", slug="spring", summary="滨河步道见。", writer="钱小文", date=date(2026, 4, 1))
    (entry,) = read(client).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "春季健步走"
    assert entry.findtext(f"{ATOM}summary") == "滨河步道见。"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "钱小文"
    assert entry.find(f"{ATOM}category").get("term") == "工会动态"
    assert entry.find(f"{ATOM}link").get("href") == "http://testserver/news/spring/"
    assert entry.findtext(f"{ATOM}id")
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")).utcoffset() is not None
    assert entry.findtext(f"{ATOM}published") == "2026-04-01T08:00:00+08:00"


def test_the_feed_names_itself_and_the_list(site, client):
    NewsPageFactory()
    feed = read(client)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": "http://testserver/feed/", "alternate": "http://testserver/news/"}
    assert feed.findtext(f"{ATOM}title") == "职工之家"
    assert datetime.fromisoformat(feed.findtext(f"{ATOM}updated"))
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-hans"


def test_ids_are_each_ones_own(site, client):
    NewsPageFactory.create_batch(3)
    ids = [entry.findtext(f"{ATOM}id") for entry in read(client).findall(f"{ATOM}entry")]
    assert len(set(ids)) == 3


def test_an_empty_feed_is_still_a_feed(site, client):
    feed = read(client)
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}updated")


def test_nothing_unapproved_and_nothing_for_staff_alone_is_in_it(site, client):
    NewsPageFactory(draft=True)
    NewsPageFactory(submitted=True)
    NewsPageFactory(staff_only=True)
    assert read(client).findall(f"{ATOM}entry") == []


def test_the_newest_stands_first_and_thirty_are_enough(site, client):
    NewsPageFactory(title="老文章", date=date(2020, 1, 1))
    NewsPageFactory.create_batch(30, listed=True, date=date(2026, 1, 1))
    titles = [entry.findtext(f"{ATOM}title") for entry in read(client).findall(f"{ATOM}entry")]
    assert len(titles) == 30
    assert "老文章" not in titles


@pytest.mark.parametrize("character", ["\x0b", "\x1f", "\x08"])
def test_a_character_that_xml_does_not_know_does_not_stop_the_feed(character, site, client):
    """A line break within a paragraph of Word or PowerPoint arrives as a vertical tab."""
    NewsPageFactory(title=f"上半句{character}下半句", summary=f"一{character}二", writer=f"钱{character}小文")
    assert read(client).find(f"{ATOM}entry").findtext(f"{ATOM}title") == "上半句 下半句"


def test_an_english_browser_gets_the_same_feed(site, client):
    NewsPageFactory()
    assert read(client, headers={"Accept-Language": "en"}).findtext(f"{ATOM}subtitle") == "工会动态"


def test_the_feed_costs_the_same_for_one_article_and_for_twenty(site, client):
    def publish(number):
        category = NewsCategoryFactory(name=f"栏目{number}", slug=f"category-{number}")
        NewsPageFactory(listed=True, cover=ImageFactory(), category=category, tags=[f"标签{number}"])

    publish(0)
    one = queries_for(client, "/feed/")
    for number in range(1, 20):
        publish(number)
    assert len(queries_for(client, "/feed/")) == len(one)
