"""One article, and who may read it."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from wagtail.blocks import StreamBlockValidationError

from news.models import NewsPage
from tests.factories import ClubPageFactory, ImageFactory, MemberFactory, NewsPageFactory


@pytest.fixture
def for_staff(site):
    return NewsPageFactory(
        title="夜班补助说明", slug="for-staff", staff_only=True, date=date(2026, 3, 2), tags=["补助"]
    )


def test_a_visitor_is_asked_to_sign_in_and_led_back(for_staff, client):
    response = client.get(f"{for_staff.url}?from=group")
    assert response.status_code == 302
    address = urlsplit(response.url)
    assert address.path == "/accounts/login/"
    assert parse_qs(address.query)["next"] == [f"{for_staff.url}?from=group"]


def test_a_member_reads_it_and_no_cache_keeps_it(for_staff, client):
    client.force_login(MemberFactory())
    response = client.get(for_staff.url)
    assert "夜班补助说明" in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/", "/news/", "/news/?tag=补助", "/news/?year=2026", "/feed/", "/search/?q=夜班"])
def test_a_visitor_meets_it_nowhere(address, for_staff, client):
    site_home = for_staff.get_parent().get_parent().specific
    site_home.body = [("latest_news", {"heading": "动态", "count": 6, "category": ""})]
    site_home.save()
    NewsPageFactory(title="公开的", date=date(2026, 3, 1), category=for_staff.category)
    html = client.get(address).content.decode()
    assert "夜班补助说明" not in html
    assert for_staff.url not in html


def test_a_visitor_does_not_meet_it_beside_other_articles(for_staff, client):
    pages = [NewsPageFactory(date=date(2026, 3, day), category=for_staff.category) for day in (1, 2, 3)]
    for page in pages:
        response = client.get(page.url)
        assert "夜班补助说明" not in response.content.decode()
        assert for_staff not in [response.context["previous"], response.context["next"], *response.context["related"]]


def test_a_member_meets_it_everywhere(for_staff, client):
    client.force_login(MemberFactory())
    other = NewsPageFactory(title="公开的", date=date(2026, 3, 1), category=for_staff.category)
    for address in ("/news/", "/search/?q=夜班", other.url):
        assert for_staff.url in client.get(address).content.decode()


def test_a_draft_is_not_found_not_even_by_a_member(site, client):
    draft = NewsPageFactory(draft=True, slug="draft")
    client.force_login(MemberFactory())
    assert client.get("/news/draft/").status_code == 404
    assert not draft.live


def test_turning_back_meets_every_article_once_and_turning_on_leads_back(site, client):
    days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 3)]
    made = [NewsPageFactory(date=day) for day in days]
    seen = [made[-1]]
    while previous := client.get(seen[-1].url).context["previous"]:
        assert client.get(previous.url).context["next"].pk == seen[-1].pk
        assert previous.pk not in [page.pk for page in seen]
        seen.append(previous)
    assert len(seen) == len(made)


def test_an_article_tells_where_it_comes_from(site, client):
    page = NewsPageFactory(
        writer="钱小文",
        photographer="沈一舟",
        reviewers="初审：孙立　终审：李平",
        source="示范市总工会",
        document_number="示中医工〔2026〕7号",
        club=ClubPageFactory(title="瑜伽俱乐部"),
        tags=["C&A"],
    )
    html = client.get(page.url).content.decode()
    for said in ("钱小文", "沈一舟", "初审：孙立　终审：李平", "示范市总工会", "示中医工〔2026〕7号", "瑜伽俱乐部"):
        assert said in html
    assert "?tag=C%26A" in html


@pytest.mark.parametrize("hidden", [{"draft": True}, {"visibility": "staff"}])
def test_an_article_does_not_name_a_club_that_the_visitor_cannot_read(hidden, site, client):
    page = NewsPageFactory(club=ClubPageFactory(title="筹备中的合唱团", **hidden))
    assert "筹备中的合唱团" not in client.get(page.url).content.decode()


def test_what_an_officer_types_is_shown_as_text(site, client):
    page = NewsPageFactory(title="<b>粗</b> & “引”", writer="<script>alert(1)</script>", summary='"><img src=x>')
    html = client.get(page.url).content.decode()
    assert "&lt;b&gt;粗&lt;/b&gt; &amp;" in html
    assert "<script>alert" not in html
    assert "<img src=x>" not in html


def test_a_cover_that_the_article_shows_itself_is_not_shown_twice(site):
    cover = ImageFactory()
    page = NewsPageFactory(cover=cover)
    assert page.shows_cover
    page.body = [("picture", {"image": cover, "caption": ""})]
    assert not page.shows_cover


def test_an_article_without_a_text_is_refused_in_chinese_above_the_form():
    block = NewsPage._meta.get_field("body").stream_block
    with pytest.raises(StreamBlockValidationError) as refusal:
        block.clean(block.to_python([]))
    assert refusal.value.messages == ["其中有内容缺失或不符合要求，已在下方标出。"]
