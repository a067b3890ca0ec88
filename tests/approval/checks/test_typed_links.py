"""Addresses of this site that were typed or pasted: what leads nowhere is named, the rest is left alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from approval.checks.findings import findings_of
from news.models import NewsPage

from ..conftest import decide, make_draft, submit


@pytest.fixture
def public(news_index, officer, chair):
    """A public article at /news/spring-walk/ of the site that stands at union.example.org."""
    Site.objects.update(root_page=news_index.get_parent(), hostname="union.example.org", port=80)
    Site.clear_site_root_paths_cache()
    page = make_draft(news_index, officer)
    decide(submit(page, officer), chair)
    yield NewsPage.objects.get(pk=page.pk)
    Site.clear_site_root_paths_cache()


def linking(page, *addresses) -> NewsPage:
    links = "".join(f'<a href="{address}">链接</a>' for address in addresses)
    page.body = [("text", f"<p>见{links}</p>")]
    return page


def problems(page, *addresses) -> list[str]:
    return [finding.problem for finding in findings_of(linking(page, *addresses)) if finding.check == "broken_link"]


@pytest.mark.parametrize(
    "address",
    [
        "/news/no-such-walk/",
        "/news/no-such-walk",
        "/no-such-section/",
        "/news/old.html",
        "/news/不存在/",
        "/news/%E4%B8%8D%E5%AD%98%E5%9C%A8/?page=2#top",
        "http://union.example.org/news/no-such-walk/",
        "https://union.example.org/news/no-such-walk/",
        "HTTPS://Union.Example.Org:443/news/no-such-walk/",
        "//union.example.org/news/no-such-walk/",
        "http://testserver/news/no-such-walk/",
    ],
)
def test_a_typed_address_of_this_site_without_a_page_is_named(address, public):
    (said,) = problems(public, address)
    assert "/n" in said


@pytest.mark.parametrize(
    "address",
    [
        "/news/spring-walk/",
        "/news/spring-walk",
        "/news/",
        "/",
        "http://union.example.org",
        "https://union.example.org/news/spring-walk/?from=wechat#map",
        "/search/?q=x",
        "/admin/pages/",
        "/media/images/a.jpg",
        "/documents/99/a.pdf",
        "/static/img/mark.svg",
        "/me/",
        "https://www.example.com/news/no-such-walk/",
        "http://union.example.org:8080/news/no-such-walk/",
        "https://union.example.org.example.com/none/",
        "#map",
        "mailto:office@union.example.org",
        "tel:01012345678",
        "no-such-walk/",
        "http://[broken/",
        "http://union.example.org:port/none/",
        "",
    ],
)
def test_what_leads_somewhere_and_what_is_not_a_page_of_this_site_is_left_alone(address, public):
    assert problems(public, address) == []


def test_a_page_that_is_not_public_is_named_by_its_title(public, officer):
    make_draft(public.get_parent(), officer, "waiting", title="尚未发布")
    (said,) = problems(public, "/news/waiting/")
    assert "尚未发布" in said


def test_a_draft_may_name_its_own_address(public, officer):
    draft = make_draft(public.get_parent(), officer, "next")
    assert problems(draft, "/news/next/") == []


def test_an_old_address_that_leads_on_is_no_dead_end(public):
    Redirect.add_redirect("/news/old-walk/", redirect_to=public)
    assert problems(public, "/news/old-walk/", "/news/older-walk/") != []
    assert len(problems(public, "/news/old-walk/", "/news/older-walk/")) == 1


def test_many_links_cost_no_more_queries_than_one(public):
    def costs(count: int) -> int:
        page = linking(public, *(f"/news/none-{number}/" for number in range(count)), "/news/")
        with CaptureQueriesContext(connection) as queries:
            assert len(findings_of(page)) == count
        return len(queries)

    # The first one asks where the site stands, which is kept.
    costs(1)
    assert costs(20) == costs(1)
