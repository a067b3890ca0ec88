"""The list of news: order, choices, pages, costs."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import ImageFactory, MemberFactory, NewsCategoryFactory, NewsPageFactory
from tests.list_costs import queries_for


def shown(client, query=""):
    response = client.get(f"/news/{query}")
    assert response.status_code == 200
    return [page.title for page in response.context["news"]]


def test_the_newest_stands_first_and_pinned_news_before_it(site, client):
    today = timezone.localdate()
    NewsPageFactory(title="钉住的", date=date(2026, 1, 1), pinned_until=today)
    NewsPageFactory(title="钉过的", date=date(2026, 1, 2), pinned_until=today - timedelta(days=1))
    NewsPageFactory(title="今天的", date=date(2026, 3, 1))
    assert shown(client) == ["钉住的", "今天的", "钉过的"]


def test_category_year_and_tag_narrow_the_list(site, client):
    notices = NewsCategoryFactory(name="通知公告", slug="notices")
    NewsPageFactory(title="今年的通知", category=notices, date=date(2026, 3, 1), tags=["放假", "食堂"])
    NewsPageFactory(title="去年的通知", category=notices, date=date(2025, 3, 1), tags=["放假"])
    NewsPageFactory(title="今年的动态", date=date(2026, 2, 1))
    assert shown(client, "?category=notices") == ["今年的通知", "去年的通知"]
    assert shown(client, "?year=2026") == ["今年的通知", "今年的动态"]
    assert shown(client, "?tag=放假") == ["今年的通知", "去年的通知"]
    assert shown(client, "?category=notices&year=2025&tag=放假") == ["去年的通知"]


def test_a_tag_is_found_whatever_its_case_and_signs(site, client):
    NewsPageFactory(title="唱歌", tags=["K歌", "“小”合唱 & 'O'"])
    assert shown(client, "?tag=k歌") == ["唱歌"]
    assert client.get("/news/", {"tag": "“小”合唱 & 'O'"}).context["news"].paginator.count == 1


@pytest.mark.parametrize(
    "query",
    [
        "?category=nothing",
        "?category=%00",
        "?year=abc",
        "?year=1066",
        "?year=99999999999999999999",
        "?page=999",
        "?page=abc",
        "?page=0",
        "?page=-3",
        "?tag=",
        "?tag=%20",
        "?tag=%00",
        "?unknown=1",
    ],
)
def test_an_unknown_choice_counts_as_none(query, site, client):
    NewsPageFactory(title="还在")
    assert shown(client, query) == ["还在"]


@pytest.mark.parametrize(
    "tag", ["'", '"', "' OR 1=1 --", '"><script>alert(1)</script>', "瑜" * 5000, "放假%", "\x00放假\x00假"]
)
def test_a_tag_nobody_gave_finds_nothing_and_breaks_nothing(tag, site, client):
    NewsPageFactory(tags=["放假"])
    response = client.get("/news/", {"tag": tag})
    assert list(response.context["news"]) == []
    assert "<script>alert" not in response.content.decode()


def test_later_pages_keep_the_choices(site, client):
    NewsPageFactory.create_batch(13, listed=True, tags=["放假"])
    response = client.get("/news/?tag=放假&page=2")
    assert len(response.context["news"]) == 1
    assert "?tag=%E6%94%BE%E5%81%87&amp;page=1" in response.content.decode()


def test_an_empty_list_says_so_and_leads_back(site, client):
    html = client.get("/news/").content.decode()
    assert 'class="empty-state"' in html
    assert 'href="/news/"' in html


def test_what_waits_for_approval_is_not_listed(site, client):
    NewsPageFactory(draft=True)
    NewsPageFactory(submitted=True)
    assert shown(client) == []


def test_the_list_costs_the_same_for_one_article_and_for_twenty(site, client):
    def publish(number):
        NewsPageFactory(
            listed=True,
            cover=ImageFactory(),
            tags=[f"标签{number}"],
            category=NewsCategoryFactory(name=f"栏目{number}", slug=f"category-{number}"),
        )

    publish(0)
    one = queries_for(client, "/news/")
    for number in range(1, 20):
        publish(number)
    assert client.get("/news/").context["news"].paginator.count == 20
    assert len(queries_for(client, "/news/")) == len(one)


def test_the_list_costs_a_member_the_same_for_one_article_and_for_twenty(site, client):
    client.force_login(MemberFactory())
    NewsPageFactory(listed=True, staff_only=True, cover=ImageFactory())
    one = queries_for(client, "/news/")
    for _ in range(19):
        NewsPageFactory(listed=True, staff_only=True, cover=ImageFactory())
    assert len(queries_for(client, "/news/")) == len(one)
