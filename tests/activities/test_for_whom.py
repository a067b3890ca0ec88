"""Dates that are for some: nobody else is offered a button, wherever they stand."""

from datetime import datetime

import pytest

from activities.calendar import next_dates, week_of
from activities.models import ClubLeader, ClubMembership, RecurringActivity
from activities.rules import belongs_to_its_club
from people.models import Audience, Member
from signups.models import Session
from signups.own.meant import is_meant, meant_for, with_belonging
from signups.own.standing import State
from tests.factories import (
    ClubPageFactory,
    MemberFactory,
    RecurringActivityFactory,
    SignUpFactory,
)
from tests.list_costs import queries_for

from .wednesday import SHANGHAI, WEDNESDAY, page

pytestmark = pytest.mark.usefixtures("wednesday_at_noon")


@pytest.fixture
def for_women_and_for_a_club(site):
    """Two activities of the day with places: one for women, one for the members of its club."""
    women = Audience.objects.create(name="女职工", everyone=True, gender=Member.Gender.FEMALE)
    club = ClubPageFactory()
    fields = {"mode": "first_come", "capacity": 5, "clashes_matter": False}
    RecurringActivityFactory(title="旗袍课", audience=women, **fields)
    RecurringActivityFactory(title="社团内训", club=club, belonging_only=True, **fields)
    return club


@pytest.mark.parametrize("view", ["", "?view=month", "?view=list"])
def test_what_is_for_others_offers_no_button_and_is_not_among_what_is_free(view, for_women_and_for_a_club, client):
    man = MemberFactory(gender=Member.Gender.MALE)
    woman = MemberFactory(gender=Member.Gender.FEMALE)
    ClubMembership.objects.create(club=for_women_and_for_a_club, member=woman)
    free = f"{view or '?view=week'}&free=1"
    client.force_login(man)
    html = page(client, view)
    assert "places--not_for_you" in html
    assert "places--free" not in html
    assert "session-row__act" not in html
    assert "session-row" not in page(client, free)
    client.force_login(woman)
    html = page(client, view)
    assert "places--not_for_you" not in html
    assert html.count("places--free") >= 2
    assert "旗袍课" in page(client, free)
    assert "社团内训" in page(client, free)
    # Of a visitor nobody knows it yet.
    client.logout()
    assert "places--not_for_you" not in page(client, view)


def test_on_the_page_of_an_activity_and_on_the_home_page_it_is_the_same(for_women_and_for_a_club):
    man = MemberFactory(gender=Member.Gender.MALE)
    for activity in RecurringActivity.objects.all():
        found = next_dates(RecurringActivity.objects.filter(pk=activity.pk), man, 5)
        assert {each.state for each in found} == {State.NOT_FOR_YOU}
    assert {each.state for each in week_of(WEDNESDAY, man, 12)} == {State.NOT_FOR_YOU}


def test_who_leads_a_club_or_is_in_it_now_belongs_to_its_dates(for_women_and_for_a_club):
    club = for_women_and_for_a_club
    there, leader, left = MemberFactory.create_batch(3, gender=Member.Gender.MALE)
    ClubMembership.objects.create(club=club, member=there)
    ClubMembership.objects.create(club=club, member=left, left_on=WEDNESDAY)
    club.leaders.add(ClubLeader(member=leader))
    club.save()
    activity = RecurringActivity.objects.get(title="社团内训")
    dates = Session.objects.filter(offering__title="社团内训").select_related("offering")
    for member in (there, leader, left):
        belongs = belongs_to_its_club(activity, member)
        assert belongs is (member != left)
        assert is_meant(with_belonging(dates, member).first(), member) is belongs
        assert is_meant(dates.first(), member) is belongs
        assert dates.filter(meant_for(member)).exists() is belongs


def test_which_audiences_somebody_is_in_is_asked_once_for_all_dates(for_women_and_for_a_club, client):
    client.force_login(MemberFactory(gender=Member.Gender.MALE))
    few = queries_for(client, "/activities/?view=list&free=1")
    women = Audience.objects.get()
    for number in range(6):
        RecurringActivityFactory(title=f"第{number}", audience=women, mode="first_come", clashes_matter=False)
        RecurringActivityFactory(
            title=f"内{number}",
            club=for_women_and_for_a_club,
            belonging_only=True,
            mode="first_come",
            clashes_matter=False,
        )
    assert len(queries_for(client, "/activities/?view=list&free=1")) == len(few)
    few = queries_for(client, "/activities/?view=list")
    assert len([each for each in few if 'FROM "people_audience"' in each and "signups_session" not in each]) == 1


def test_one_place_is_not_free_where_two_come_together(site, client):
    terms = {"mode": "first_come", "capacity": 2, "company": "together"}
    begins = datetime(2026, 3, 13, 18, tzinfo=SHANGHAI)
    RecurringActivityFactory(title="亲子烘焙", starts_at=begins, rule="FREQ=DAILY;COUNT=1", **terms)
    assert "亲子烘焙" in page(client, "?view=list&free=1")
    session = Session.objects.get(offering__title="亲子烘焙")
    SignUpFactory(session=session)
    assert "亲子烘焙" not in page(client, "?view=list&free=1")
    assert "places--full" in page(client, "?view=list")
