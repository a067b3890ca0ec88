"""The search of the whole site."""

import time
from datetime import date

import pytest

from cms.models import PromotedResult, Synonym
from cms.search.entries import rebuild
from cms.search.synonyms import keep_synonym
from tests.factories import (
    BookFactory,
    ClubPageFactory,
    ContestFactory,
    CopyFactory,
    DepartmentFactory,
    FestivalPageFactory,
    HonourFactory,
    ImageFactory,
    MemberFactory,
    NewsPageFactory,
    RecurringActivityFactory,
    StandardPageFactory,
)
from tests.list_costs import queries_for


def shown(response):
    """Return the titles that a page of results shows, by kind."""
    search, titles = response.context["search"], {}
    of_one_kind = response.context.get("page_obj", ())
    groups = [] if search.kind else [result for group in search.groups for result in group.results]
    for result in [*of_one_kind, *([] if search.kind else search.best), *groups]:
        titles.setdefault(result.kind.key, []).append(result.thing.title)
    return titles


def found(client, **choices):
    for _kind in rebuild():
        pass
    response = client.get("/search/", choices)
    assert response.status_code == 200
    return shown(response)


def one_of_each():
    NewsPageFactory(title="瑜伽公开课")
    ClubPageFactory(title="瑜伽俱乐部")
    RecurringActivityFactory(title="周三瑜伽")
    FestivalPageFactory(title="瑜伽文化节")
    ContestFactory(title="瑜伽体式联赛")
    HonourFactory(title="瑜伽展示一等奖")
    BookFactory(title="瑜伽与呼吸")
    StandardPageFactory(title="瑜伽教室使用须知")


def test_every_kind_is_found(site, client):
    one_of_each()
    assert found(client, q="瑜伽") == {
        "news": ["瑜伽公开课"],
        "clubs": ["瑜伽俱乐部"],
        "activities": ["周三瑜伽"],
        "festivals": ["瑜伽文化节"],
        "contests": ["瑜伽体式联赛"],
        "honours": ["瑜伽展示一等奖"],
        "books": ["瑜伽与呼吸"],
        "pages": ["瑜伽教室使用须知"],
    }


def test_words_in_the_text_are_found_and_all_of_them_must_be_there(site, client):
    NewsPageFactory(title="健步走", body=[("text", "<p>集合地点在本部院区南门。</p>")])
    assert found(client, q="南门") == {"news": ["健步走"]}
    assert found(client, q="南门 健步走") == {"news": ["健步走"]}
    assert found(client, q="南门 北门") == {}


def test_markup_is_not_searched(site, client):
    NewsPageFactory(body=[("text", "<p><b>集合</b></p>")])
    assert found(client, q="<b>") == {}


def test_honours_are_found_by_who_received_them(site, client):
    HonourFactory(title="先进", to=["急诊护理组", MemberFactory(name="曾怀德")])
    for words in ("曾怀德", "护理组", "先进 曾怀德 护理组"):
        assert found(client, q=words) == {"honours": ["先进"]}


def test_what_waits_for_approval_is_not_found(site, client):
    for factory in (NewsPageFactory, ClubPageFactory, RecurringActivityFactory, HonourFactory, BookFactory):
        factory(title="瑜伽草稿", submitted=True)
    client.force_login(MemberFactory())
    assert found(client, q="瑜伽") == {}


def test_staff_find_what_visitors_do_not(site, client):
    NewsPageFactory(title="夜班补助说明", staff_only=True)
    assert found(client, q="夜班") == {}
    client.force_login(MemberFactory())
    assert found(client, q="夜班") == {"news": ["夜班补助说明"]}


def test_without_words_there_are_ways_to_go_on(site, client):
    response = client.get("/search/")
    assert shown(response) == {}
    assert 'href="/reading/"' in response.content.decode()


def test_a_kind_of_which_nothing_is_found_leads_back_to_everything(site, client):
    NewsPageFactory(title="瑜伽公开课")
    assert found(client, q="瑜伽", kind="books") == {}
    html = client.get("/search/", {"q": "瑜伽", "kind": "books"}).content.decode()
    assert 'href="?q=%E7%91%9C%E4%BC%BD"' in html
    # It says that nothing was found, so it says no number beside.
    assert "没有找到“瑜伽”" in html
    assert "search-page__total" not in html
    assert "search-page__total" in client.get("/search/", {"q": "瑜伽", "kind": "news"}).content.decode()


def test_words_that_were_meant_are_offered_and_lead_to_them(site, client):
    NewsPageFactory(title="职工疗休养报名")
    assert found(client, q="疗修养") == {}
    response = client.get("/search/", {"q": "疗修养"})
    assert response.context["search"].meant == "疗休养"
    assert "?q=%E7%96%97%E4%BC%91%E5%85%BB" in response.content.decode()


def test_within_a_kind_what_was_meant_is_offered_at_once_where_no_kind_has_it(site, client):
    NewsPageFactory(title="职工疗休养报名")
    html = client.get("/search/", {"q": "疗修养", "kind": "books"}).content.decode()
    assert 'href="?q=%E7%96%97%E4%BC%91%E5%85%BB"' in html
    assert "在全站搜索" not in html


def test_a_hyphen_that_finds_nothing_says_how_to_leave_a_word_out(site, client):
    NewsPageFactory(title="瑜伽公开课")
    NewsPageFactory(title="瑜伽老师，烘焙照旧")
    response = client.get("/search/", {"q": "瑜伽-烘焙"})
    assert response.context["search"].meant == "瑜伽 烘焙"
    assert response.context["search"].with_minus == "瑜伽 -烘焙"
    assert 'href="?q=%E7%91%9C%E4%BC%BD+-%E7%83%98%E7%84%99"' in response.content.decode()
    assert found(client, q="瑜伽 -烘焙") == {"news": ["瑜伽公开课"]}
    # Where it leads to nothing, or something is found, nothing is said of it.
    assert client.get("/search/", {"q": "插花-烘焙"}).context["search"].with_minus is None
    assert client.get("/search/", {"q": "瑜伽-公开课"}).context["search"].with_minus is None


def test_a_search_is_narrowed_by_year_and_department_with_counts(site, client):
    icu = DepartmentFactory(name="重症医学科")
    NewsPageFactory(title="瑜伽一", date=date(2025, 5, 1), department=icu)
    NewsPageFactory(title="瑜伽二", date=date(2026, 5, 1))
    assert found(client, q="瑜伽", year="2025") == {"news": ["瑜伽一"]}
    assert found(client, q="瑜伽", department=icu.pk) == {"news": ["瑜伽一"]}
    assert found(client, q="瑜伽", department=icu.pk, year="2026") == {}
    search = client.get("/search/", {"q": "瑜伽"}).context["search"]
    assert (search.years, search.departments) == ([(2026, 1), (2025, 1)], [(icu, 1)])


def test_words_that_mean_the_same_are_found_and_marked(site, client):
    keep_synonym(Synonym(), ["职代会", "职工代表大会"])
    NewsPageFactory(title="职工代表大会召开")
    NewsPageFactory(title="职代会提案")
    assert sorted(found(client, q="职代会")["news"]) == ["职代会提案", "职工代表大会召开"]
    assert "<mark>职工代表大会</mark>召开" in client.get("/search/", {"q": "职代会"}).content.decode()
    offered = client.get("/search/suggestions/", {"q": "职代会"}).json()["offered"]
    assert {each["title"] for each in offered} == {"职代会提案", "职工代表大会召开"}


def test_what_the_office_puts_first_stands_first_and_once(site, client):
    page = NewsPageFactory(title="怎样申请疗休养")
    NewsPageFactory(title="疗休养路线")
    PromotedResult.objects.create(page=page, words=["疗休养"])
    titles = found(client, q="疗休养")["news"]
    assert titles == ["疗休养路线"]
    response = client.get("/search/", {"q": "疗休养"})
    assert [result.thing for result in response.context["search"].promoted] == [page]
    assert response.content.decode().count("怎样申请") == 1
    assert client.get("/search/", {"q": "疗休养", "kind": "news"}).context["search"].promoted == []


def test_what_staff_found_is_not_kept_by_the_browser(site, client):
    assert not client.get("/search/?q=瑜伽").has_header("Cache-Control")
    client.force_login(MemberFactory())
    assert client.get("/search/?q=瑜伽")["Cache-Control"] == "private, no-store"


def test_suggestions_are_for_the_reader_and_not_kept(site, client):
    page = NewsPageFactory(title="瑜伽公开课", staff_only=True)
    list(rebuild())
    response = client.get("/search/suggestions/", {"q": "yujia"})
    assert (response.json(), response["Cache-Control"]) == ({"offered": []}, "private, no-store")
    client.force_login(MemberFactory())
    [offered] = client.get("/search/suggestions/", {"q": "yujia"}).json()["offered"]
    assert offered == {"title": "瑜伽公开课", "address": page.url, "kind": "动态", "marks": [[0, 2]]}


def test_nothing_found_says_so(site, client):
    assert 'class="empty-state"' in client.get("/search/?q=没有").content.decode()


@pytest.mark.parametrize("words", ["\x00", "\x00瑜\x00伽\x00", " ", "%", "_", "\\", "'", '"', "\ud800", "🧘", "'; --"])
def test_signs_of_every_kind_are_only_signs(words, site, client):
    NewsPageFactory(title="工会")
    list(rebuild())
    address = "/search/?q=%ED%A0%80" if words == "\ud800" else "/search/"
    response = client.get(address, None if words == "\ud800" else {"q": words})
    assert response.status_code == 200
    if words != "\x00瑜\x00伽\x00":
        assert shown(response) == {}


def test_what_was_asked_is_shown_as_text(site, client):
    NewsPageFactory(title="<script>与瑜伽")
    list(rebuild())
    for words in ("<script>alert(1)</script>", "<script>与", '"><img src=x>'):
        html = client.get("/search/", {"q": words}).content.decode()
        assert "<script>alert" not in html
        assert "<script>与" not in html
        assert "<img src=x>" not in html


@pytest.mark.parametrize(
    "choices",
    [
        {"page": "999"},
        {"page": "abc"},
        {"page": "-1"},
        {"kind": "news", "page": "999"},
        {"kind": "news", "page": "abc"},
        {"kind": "nothing"},
        {"kind": "\x00"},
        {"year": "abc"},
        {"year": "99999999999999999999"},
        {"year": "0"},
        {"year": "0000000020269"},
        {"year": "000000002026" + "9" * 5_000},
        {"department": "x"},
        {"department": "99999999999999999999"},
    ],
)
def test_an_unknown_choice_never_fails(choices, site, client):
    NewsPageFactory(title="瑜伽公开课")
    assert found(client, q="瑜伽", **choices) == {"news": ["瑜伽公开课"]}


def test_one_kind_is_turned_page_by_page(site, client):
    NewsPageFactory.create_batch(21, listed=True, title="瑜伽")
    list(rebuild())
    response = client.get("/search/?q=瑜伽&kind=news&page=2")
    assert len(response.context["page_obj"]) == 1
    assert response.context["search"].found.counts == {"news": 21}


def test_very_long_words_are_cut(site, client):
    response = client.get("/search/", {"q": "瑜" * 6000})
    assert response.context["query"] == "瑜" * 100


def test_very_many_words_do_not_multiply_the_work(site, client):
    """Each word once joined the recipients anew: twenty words and five recipients were 5^20 rows."""
    for _ in range(5):
        HonourFactory(title="一二三四五", to=["一组", "二组", "三组", "四组", "五组"])
    began = time.monotonic()
    assert found(client, q="一 二 三 四 五 " * 10) == {"honours": ["一二三四五"] * 5}
    assert time.monotonic() - began < 20


def test_a_search_costs_the_same_for_one_of_each_kind_and_for_twenty(site, client):
    def add(number):
        NewsPageFactory(listed=True, title="瑜伽", cover=ImageFactory())
        ClubPageFactory(listed=True, title="瑜伽", cover=ImageFactory(), led_by=[MemberFactory()])
        RecurringActivityFactory(listed=True, title="瑜伽", picture=ImageFactory())
        HonourFactory(listed=True, title="瑜伽", to=[MemberFactory(), "护理组"])
        CopyFactory(book=BookFactory(listed=True, title="瑜伽", cover=ImageFactory()))
        StandardPageFactory(listed=True, title="瑜伽", slug=f"yoga-{number}")

    addresses = ["/search/?q=瑜伽", *(f"/search/?q=瑜伽&kind={kind}" for kind in ("news", "clubs", "honours", "pages"))]
    add(0)
    list(rebuild())
    one = [len(queries_for(client, address)) for address in addresses]
    for number in range(1, 20):
        add(number)
    list(rebuild())
    assert [len(queries_for(client, address)) for address in addresses] == one
