"""The front door: what its blocks show to whom, and what they cost."""

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.blocks import QuickLinkBlock
from home.models import HomePage
from tests.factories import (
    BookFactory,
    ClubPageFactory,
    CopyFactory,
    HonourFactory,
    ImageFactory,
    MemberFactory,
    NewsCategoryFactory,
    NewsPageFactory,
    RecurringActivityFactory,
    StandardPageFactory,
)
from tests.list_costs import queries_for
from tests.plugins.databases import default_database

LISTS = ["latest_news", "this_week", "honours", "new_books"]


def furnish(home: HomePage, *kinds: str, **values) -> None:
    """Put list blocks on the home page, each for at most twelve things."""
    home.body = [(kind, {"heading": "看这里", "count": 12, **values}) for kind in kinds]
    home.save()


def quick_link(**value):
    """Return a quick link as the editor's form takes it; raises ValidationError where it does not."""
    return QuickLinkBlock().clean({"label": "报名", "page": None, "icon": "form", **value})


@pytest.fixture
def _demo(run_databases, demo_template, django_db_setup, django_db_blocker):
    """The loaded demo, for this test alone."""
    template, media = demo_template
    name = run_databases.clone(template)
    with django_db_blocker.unblock(), default_database(name), override_settings(MEDIA_ROOT=media):
        yield
    run_databases.drop(name)


def test_a_home_page_without_blocks_says_so(site, client):
    assert 'class="empty-state"' in client.get("/").content.decode()


@pytest.mark.parametrize("kind", LISTS)
def test_a_block_without_anything_to_show_says_so(kind, site, client):
    furnish(site.home, kind)
    assert 'class="empty-state"' in client.get("/").content.decode()


def test_a_block_shows_as_many_as_the_officer_wants(site, client):
    NewsPageFactory.create_batch(3)
    furnish(site.home, "latest_news", count=2)
    assert client.get("/").content.decode().count("/news/news-") == 2


def test_a_block_may_show_one_category(site, client):
    NewsPageFactory(title="放假通知", category=NewsCategoryFactory(name="通知公告", slug="notices"))
    NewsPageFactory(title="健步走")
    furnish(site.home, "latest_news", category="notices")
    html = client.get("/").content.decode()
    assert "放假通知" in html
    assert "健步走" not in html


def test_a_category_that_is_gone_shows_nothing_and_breaks_nothing(site, client):
    NewsPageFactory(title="健步走")
    furnish(site.home, "latest_news", category="given-up")
    assert "健步走" not in client.get("/").content.decode()


def test_staff_see_on_it_what_visitors_do_not(site, client):
    NewsPageFactory(title="夜班补助说明", staff_only=True)
    furnish(site.home, "latest_news")
    assert "夜班补助说明" not in client.get("/").content.decode()
    client.force_login(MemberFactory())
    assert "夜班补助说明" in client.get("/").content.decode()


def test_nothing_that_waits_for_approval_is_on_it(site, client):
    waiting = [
        NewsPageFactory(submitted=True),
        HonourFactory(submitted=True),
        RecurringActivityFactory(submitted=True, rule="FREQ=DAILY"),
        BookFactory(submitted=True, arrived_on=timezone.localdate()),
    ]
    furnish(site.home, *LISTS)
    html = client.get("/").content.decode()
    assert [thing.title for thing in waiting if thing.title in html] == []


@pytest.mark.parametrize("path", ["javascript:alert(1)", "//elsewhere.example", "/a b", "https://elsewhere.example"])
def test_a_quick_link_leads_to_no_other_site(path):
    with pytest.raises(ValidationError):
        quick_link(path=path)


def test_a_quick_link_leads_somewhere():
    assert quick_link(path="/activities/?week=1")["path"] == "/activities/?week=1"
    with pytest.raises(ValidationError):
        quick_link(path="")


def test_a_quick_link_with_an_address_is_shown(site, client):
    site.home.body = [
        ("quick_links", {"links": [{"label": "找活动", "page": None, "path": "/activities/", "icon": "news"}]})
    ]
    site.home.save()
    html = client.get("/").content.decode()
    assert 'class="quick-links__link" href="/activities/"' in html
    assert "找活动" in html


def test_a_quick_link_to_a_page_that_is_not_public_is_left_out(site, client):
    draft = StandardPageFactory(draft=True)
    links = [{"label": "筹备中", "page": draft, "path": "", "icon": "form"}]
    links += [{"label": "俱乐部", "page": site.clubs, "path": "", "icon": "clubs"}]
    site.home.body = [("quick_links", {"links": links})]
    site.home.save()
    html = client.get("/").content.decode()
    assert "筹备中" not in html
    assert "俱乐部" in html


def test_the_home_page_costs_the_same_for_one_of_each_and_for_twenty(site, client):
    def add(number):
        NewsPageFactory(
            listed=True, cover=ImageFactory(), category=NewsCategoryFactory(name=f"栏目{number}", slug=f"c-{number}")
        )
        HonourFactory(listed=True, to=[MemberFactory(), "急诊护理组"], picture=ImageFactory())
        RecurringActivityFactory(
            listed=True,
            rule="FREQ=DAILY",
            picture=ImageFactory(),
            club=ClubPageFactory(listed=True),
        )
        CopyFactory(book=BookFactory(listed=True, cover=ImageFactory(), arrived_on=timezone.localdate()))

    furnish(site.home, *LISTS)
    add(0)
    one = queries_for(client, "/")
    for number in range(1, 20):
        add(number)
    assert len(queries_for(client, "/")) == len(one)


@pytest.mark.usefixtures("_demo")
def test_the_demo_home_page_costs_a_visitor_at_most_25_queries_with_nothing_cached(client):
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get("/")
    assert response.status_code == 200
    assert "empty-state" not in response.content.decode()
    assert len(captured) <= 25, "\n".join(query["sql"][:200] for query in captured)
