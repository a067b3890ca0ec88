"""A member's own page."""

import pytest

from activities.models import ClubMembership
from notices.actions import notify
from tests.factories import ClubPageFactory, HonourFactory, ImageFactory, MemberFactory
from tests.list_costs import queries_for


@pytest.fixture
def reader(site, client):
    member = MemberFactory(name="周敏")
    client.force_login(member)
    return member


def test_a_visitor_is_asked_to_sign_in(site, client):
    assert client.get("/me/").url == "/accounts/login/?next=/me/"


def test_a_new_member_finds_words_and_ways_instead_of_nothing(reader, client):
    html = client.get("/me/").content.decode()
    assert "周敏" in html
    assert html.count('class="empty-state"') == 4


def test_it_shows_ones_own_clubs_honours_and_notices(reader, client):
    club = ClubPageFactory(title="瑜伽俱乐部")
    ClubMembership.objects.create(club=club, member=reader)
    HonourFactory(title="先进职工", to=[reader])
    notify([reader], kind="test", key="one", subject="活动改期")
    html = client.get("/me/").content.decode()
    for said in ("瑜伽俱乐部", "先进职工", "活动改期"):
        assert said in html


def test_it_leads_to_no_club_and_no_honour_that_is_not_public(reader, client):
    ClubMembership.objects.create(club=ClubPageFactory(title="筹备中的合唱团", draft=True), member=reader)
    HonourFactory(title="还没批的荣誉", to=[reader], submitted=True)
    html = client.get("/me/").content.decode()
    assert "筹备中的合唱团" not in html
    assert "还没批的荣誉" not in html


def test_nothing_of_others_is_on_it(reader, client):
    other = MemberFactory()
    HonourFactory(title="别人的荣誉", to=[other])
    notify([other], kind="test", key="one", subject="给别人的")
    html = client.get("/me/").content.decode()
    assert "别人的荣誉" not in html
    assert "给别人的" not in html


@pytest.mark.parametrize("role", ["officer", "chair", "librarian", "administrator"])
def test_whoever_has_a_role_finds_the_way_to_the_desk(role, site, client):
    client.force_login(MemberFactory(**{role: True}))
    assert 'href="/admin/"' in client.get("/me/").content.decode()


def test_a_member_without_a_role_finds_no_way_to_the_desk(reader, client):
    assert "/admin/" not in client.get("/me/").content.decode()


def test_a_club_leader_finds_the_page_of_the_club(reader, client):
    club = ClubPageFactory(led_by=[reader])
    assert f'href="/admin/pages/{club.pk}/edit/"' in client.get("/me/").content.decode()


def test_it_costs_the_same_for_one_of_each_and_for_twenty(reader, client):
    def add(number):
        ClubMembership.objects.create(
            club=ClubPageFactory(listed=True, cover=ImageFactory(), led_by=[reader]), member=reader
        )
        HonourFactory(listed=True, to=[reader, "护理组"])
        notify([reader], kind="test", key=f"key {number}", subject="通知")

    add(0)
    one = queries_for(client, "/me/")
    for number in range(1, 20):
        add(number)
    assert len(queries_for(client, "/me/")) == len(one)
