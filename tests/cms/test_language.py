"""Chinese whatever the browser prefers; English for whoever chose it."""

import pytest
from django.utils.translation import gettext

from tests.factories import MemberFactory

ENGLISH_BROWSER = {"Accept-Language": "en-US,en;q=0.9"}


@pytest.mark.parametrize("address", ["/", "/news/", "/activities/", "/search/", "/accounts/login/", "/nowhere/"])
def test_an_english_browser_gets_chinese(address, site, client):
    response = client.get(address, headers=ENGLISH_BROWSER)
    html = response.content.decode()
    assert '<html lang="zh-hans">' in html
    assert gettext("Skip to the content") in html
    assert "Skip to the content" not in html
    assert response["Content-Language"] == "zh-hans"
    assert "Accept-Language" not in response.get("Vary", "")


def test_the_admin_is_chinese_in_an_english_browser(site, client):
    client.force_login(MemberFactory(officer=True))
    html = client.get("/admin/", headers=ENGLISH_BROWSER).content.decode()
    assert 'lang="zh-hans"' in html
    assert gettext("Write news") in html
    assert "Write news" not in html


def test_whoever_chose_english_gets_english_until_they_choose_again(site, client):
    response = client.post("/i18n/setlang/", {"language": "en", "next": "/activities/"})
    assert response.url == "/activities/"
    html = client.get("/activities/").content.decode()
    assert '<html lang="en">' in html
    assert "Skip to the content" in html
    client.post("/i18n/setlang/", {"language": "zh-hans", "next": "/"})
    assert '<html lang="zh-hans">' in client.get("/").content.decode()


@pytest.mark.parametrize("chosen", ["fr", "zh-hant", "", "../../etc", "zh-hans; path=/"])
def test_a_language_that_is_not_offered_is_chinese(chosen, site, client):
    client.cookies["django_language"] = chosen
    assert '<html lang="zh-hans">' in client.get("/").content.decode()


def test_choosing_a_language_leads_to_no_other_site(site, client):
    response = client.post("/i18n/setlang/", {"language": "en", "next": "https://elsewhere.example/"})
    assert response.url == "/"


def test_a_visitors_page_sets_no_cookie(site, client):
    assert not client.get("/").cookies
