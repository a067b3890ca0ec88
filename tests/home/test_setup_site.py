"""A new site is set up by one command; one that is in use is left alone."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from home.models import HomePage
from news.models import NewsCategory

ADDRESSES = ["/", "/news/", "/clubs/", "/activities/", "/honours/", "/reading/", "/search/?q=工会", "/feed/"]


@pytest.fixture
def new_site(db):
    call_command("setup_site", address="https://union.example.org", stdout=StringIO())


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_fixed_address_of_a_new_site_answers(address, new_site, client):
    assert client.get(address).status_code == 200


def test_the_site_begins_at_the_home_page_under_its_own_name(new_site):
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == ("union.example.org", 443)
    assert site.root_page.specific == HomePage.objects.get()
    assert Page.objects.filter(depth=2).count() == 1


def test_the_office_finds_the_usual_categories(new_site):
    assert list(NewsCategory.objects.values_list("name", flat=True))[:2] == ["工会动态", "通知公告"]


def test_a_site_in_use_is_left_alone(new_site):
    home = HomePage.objects.get()
    with pytest.raises(CommandError, match="职工之家"):
        call_command("setup_site", name="别的名字", stdout=StringIO())
    assert HomePage.objects.get() == home
    assert home.title == "职工之家"
