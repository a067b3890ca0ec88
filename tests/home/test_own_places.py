"""What a search says of a member's own pages."""

import pytest
from django.contrib.auth.models import AnonymousUser

from home.own_places import OWN_PLACES, own_places
from tests.factories import MemberFactory


def asked(typed: str, reader) -> list[str]:
    return [place.name for place in own_places(typed, reader)]


@pytest.fixture
def member(db, client):
    member = MemberFactory()
    client.force_login(member)
    return member


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("我的报名", "own_sign_ups"),
        ("怎么取消报名", "own_sign_ups"),
        ("我的報名", "own_sign_ups"),
        ("修改密码", "account_change_password"),
        ("忘记密码 怎么办", "account_change_password"),
        ("我的资", "my_data"),
        ("入会", "my_membership"),
        ("订阅日历", "my_page"),
        ("退出登录", "my_page"),
    ],
)
def test_a_page_of_ones_own_is_found_by_the_words_it_is_asked_by(typed, name, member):
    assert name in asked(typed, member)


@pytest.mark.parametrize("typed", ["", "我", "瑜伽", "报名", "的"])
def test_what_is_not_about_ones_own_names_none(typed, member):
    assert asked(typed, member) == []


def test_one_page_is_asked_for_by_its_name(member):
    assert asked("我的报名", member) == ["own_sign_ups"]


def test_visitors_have_none():
    assert asked("我的报名", AnonymousUser()) == []


def test_every_one_of_them_opens(site, member, client):
    for place in OWN_PLACES:
        assert client.get(place.address, follow=True).status_code == 200, place.name


def test_they_stand_above_what_is_found_and_where_nothing_is(site, member, client):
    page = client.get("/search/?q=我的报名").content.decode()
    assert 'href="/me/sign-ups/"' in page.partition("<main")[2]
    assert 'class="empty-state"' not in page
    narrowed = client.get("/search/?q=我的报名&year=2020").content.decode()
    assert 'class="empty-state"' in narrowed
    client.logout()
    assert 'id="own-places"' not in client.get("/search/?q=我的报名").content.decode()
