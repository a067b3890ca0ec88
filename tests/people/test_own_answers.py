"""What the browser of somebody who is signed in keeps of what it was shown, on a computer that others use too."""

import pytest
from django.test import Client

from tests.factories import MemberFactory, NewsPageFactory


@pytest.fixture
def own(db):
    client = Client()
    client.force_login(MemberFactory())
    return client


@pytest.mark.parametrize("address", ["/me/", "/me/sign-ups/", "/me/notices/", "/me/membership/"])
def test_nothing_personal_is_kept(address, site, own):
    answer = own.get(address)
    assert (answer.status_code, answer["Cache-Control"]) in [
        (200, "private, no-store"),
        (200, "max-age=0, no-cache, no-store, must-revalidate, private"),
    ]


def test_what_everybody_may_read_comes_back_from_the_browsers_memory_but_from_no_shared_cache(site, own):
    article = NewsPageFactory()
    for address in ("/", article.url, "/activities/"):
        assert own.get(address)["Cache-Control"] == "private, no-cache"


def test_an_answer_that_says_how_long_it_is_kept_is_left_alone(site, own):
    assert own.get("/search/?q=瑜伽")["Cache-Control"] == "private, no-store"


def test_what_visitors_read_stays_as_caches_like_it(site, client):
    assert "Cache-Control" not in client.get("/")
