"""The list of clubs and the page of one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from activities.models import ClubMembership, ClubPage
from tests.factories import ClubPageFactory, ImageFactory, MemberFactory, NewsPageFactory, RecurringActivityFactory
from tests.list_costs import queries_for


def shown(client, query=""):
    response = client.get(f"/clubs/{query}")
    assert response.status_code == 200
    return [club.title for club in response.context["clubs"]]


def test_a_category_narrows_the_list_and_an_unknown_one_does_not(site, client):
    ClubPageFactory(title="书法", category=ClubPage.Category.CULTURE)
    ClubPageFactory(title="羽毛球", category=ClubPage.Category.SPORT)
    assert shown(client, "?category=culture") == ["书法"]
    for query in ("", "?category=cooking", "?category=%00", "?category=", "?page=abc"):
        assert len(shown(client, query)) == 2


def test_a_club_that_waits_for_approval_is_not_listed(site, client):
    ClubPageFactory(submitted=True)
    draft = ClubPageFactory(draft=True)
    assert shown(client) == []
    assert client.get(draft.url).status_code == 404


def test_a_club_for_staff_is_listed_for_staff(site, client):
    club = ClubPageFactory(title="内部", visibility="staff")
    assert shown(client) == []
    assert client.get(club.url).status_code == 302
    client.force_login(MemberFactory())
    assert shown(client) == ["内部"]
    assert client.get(club.url).status_code == 200


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_no_club_recruits_until_a_day_that_no_calendar_shows(day, site):
    club = ClubPageFactory()
    club.recruitment_opens_on = club.recruitment_closes_on = day
    with pytest.raises(ValidationError, match="recruitment_opens_on"):
        club.full_clean()


def test_an_empty_list_says_so(site, client):
    assert 'class="empty-state"' in client.get("/clubs/").content.decode()


def test_a_new_club_has_a_page_without_leaders_members_activities_or_pictures(site, client):
    assert client.get(ClubPageFactory().url).status_code == 200


def test_a_club_shows_its_leaders_activities_and_news(site, client):
    club = ClubPageFactory(led_by=[MemberFactory(name="覃若云")])
    RecurringActivityFactory(title="周三课", club=club)
    RecurringActivityFactory(title="还没批的课", club=club, draft=True)
    NewsPageFactory(title="公开课", club=club)
    NewsPageFactory(title="内部课", club=club, staff_only=True)
    html = client.get(club.url).content.decode()
    for title in ("覃若云", "周三课", "公开课"):
        assert title in html
    for title in ("还没批的课", "内部课"):
        assert title not in html


@pytest.mark.parametrize(
    ("opens", "closes", "open_now"), [(-1, 1, True), (0, 0, True), (1, 2, False), (-2, -1, False), (None, None, False)]
)
def test_a_club_takes_members_within_its_window(opens, closes, open_now, site):
    today = timezone.localdate()
    days = [None if shift is None else today + timedelta(days=shift) for shift in (opens, closes)]
    club = ClubPageFactory(recruitment_opens_on=days[0], recruitment_closes_on=days[1])
    assert club.recruits_now is open_now


def test_a_window_does_not_close_before_it_opens(site):
    today = timezone.localdate()
    with pytest.raises(IntegrityError, match="activities_clubpage_recruitment_in_order"):
        ClubPageFactory(recruitment_opens_on=today, recruitment_closes_on=today - timedelta(days=1))


def test_nobody_is_in_a_club_twice_at_the_same_time(site):
    club, member = ClubPageFactory(), MemberFactory()
    today = timezone.localdate()
    ClubMembership.objects.create(club=club, member=member, left_on=today)
    ClubMembership.objects.create(club=club, member=member)
    with pytest.raises(IntegrityError, match="activities_clubmembership_one_at_a_time"):
        ClubMembership.objects.create(club=club, member=member)


def test_those_who_left_are_not_counted(site, client):
    club = ClubPageFactory()
    ClubMembership.objects.create(club=club, member=MemberFactory())
    ClubMembership.objects.create(club=club, member=MemberFactory(), left_on=timezone.localdate())
    assert client.get(club.url).context["members_count"] == 1
    assert client.get("/clubs/").context["clubs"][0].members_count == 1


def test_the_list_costs_the_same_for_one_club_and_for_twenty(site, client):
    def found():
        club = ClubPageFactory(listed=True, cover=ImageFactory(), led_by=[MemberFactory(), MemberFactory()])
        ClubMembership.objects.create(club=club, member=MemberFactory())

    found()
    one = queries_for(client, "/clubs/")
    for _ in range(19):
        found()
    assert len(client.get("/clubs/").context["clubs"]) == 20
    assert len(queries_for(client, "/clubs/")) == len(one)


def test_a_club_costs_the_same_with_one_and_with_twenty_of_everything(site, client):
    def club_with(count):
        leaders = MemberFactory.create_batch(count)
        gallery = [("picture", {"image": described(ImageFactory()), "caption": "合影"}) for _ in range(count)]
        club = ClubPageFactory(listed=True, led_by=leaders, cover=ImageFactory(), gallery=gallery)
        for leader in leaders:
            RecurringActivityFactory(listed=True, club=club, picture=ImageFactory())
            ClubMembership.objects.create(club=club, member=leader)
        NewsPageFactory(club=club, cover=ImageFactory())
        return club

    assert len(queries_for(client, club_with(20).url)) == len(queries_for(client, club_with(1).url))


def described(image):
    """Return the picture as the gallery's block holds it, with its words for this place."""
    image.contextual_alt_text = "合影"
    image.decorative = False
    return image
