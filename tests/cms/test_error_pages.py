"""What is said, in Chinese, when something cannot be shown."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils.translation import gettext

from tests.factories import MemberFactory, NewsPageFactory


def fail_with(error, monkeypatch):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr("home.search_views.Search", fail)


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere/",
        "/news/nothing/",
        "/news/%00/",
        "/%00",
        "/news/" + "长" * 300 + "/",
        "/activities/999999/",
        "/activities/99999999999999999999/",
        "/honours/99999999999999999999/",
        "/reading/books/99999999999999999999/",
        "/media/nothing.png",
        "/documents/999/nothing.pdf",
    ],
)
def test_a_page_that_is_not_there_says_so_and_offers_a_search(address, site, client):
    response = client.get(address)
    assert response.status_code == 404
    html = response.content.decode()
    assert '<html lang="zh-hans">' in html
    assert gettext("This page does not exist") in html
    assert 'action="/search/"' in html


def test_a_page_that_is_not_for_everyone_says_so(site, client, monkeypatch):
    fail_with(PermissionDenied(), monkeypatch)
    response = client.get("/search/?q=a")
    assert response.status_code == 403
    assert '<html lang="zh-hans">' in response.content.decode()


def test_a_form_that_was_open_too_long_says_so_in_chinese(site):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "1001", "password": "x"})
    assert response.status_code == 403
    html = response.content.decode()
    assert '<html lang="zh-hans">' in html
    assert gettext("This form had grown too old") in html
    assert "site-header" in html


def test_a_failure_of_ours_says_sorry_without_asking_the_database(site, monkeypatch, django_assert_num_queries):
    fail_with(RuntimeError("broken"), monkeypatch)
    client = Client(raise_request_exception=False)
    with django_assert_num_queries(0):
        response = client.get("/search/?q=a")
    assert response.status_code == 500
    html = response.content.decode()
    assert '<html lang="zh-hans">' in html
    assert "broken" not in html


def test_a_failure_is_told_in_english_to_whoever_chose_english(site, monkeypatch):
    fail_with(RuntimeError("broken"), monkeypatch)
    client = Client(raise_request_exception=False)
    client.cookies["django_language"] = "en"
    html = client.get("/search/?q=a").content.decode()
    assert '<html lang="en">' in html
    assert "Something went wrong" in html


@pytest.mark.parametrize("act", ["edit", "copy"])
def test_a_form_that_was_cut_off_on_the_way_is_a_bad_request(act, site, client):
    page = NewsPageFactory()
    client.force_login(MemberFactory(is_staff=True, is_superuser=True))
    answer = client.post(f"/admin/pages/{page.pk}/{act}/", {})
    assert answer.status_code == 400
    assert "表单没有完整送达" in answer.content.decode()
