"""The week, what recurs, and one activity: shown as they stand on a frozen Wednesday."""

from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import gettext

from activities.calendar import activities_for, days_from, horizon, sessions_of, shown_to, week_of
from activities.changes import next_change
from activities.models import RecurringActivity
from people.models import Audience
from signups.actions.signing_up import sign_up
from signups.models import Session, SignUpSettings, SignUpTerms
from signups.own.standing import State
from tests.factories import (
    CampusFactory,
    ClubPageFactory,
    ImageFactory,
    MemberFactory,
    PoolFactory,
    RecurringActivityFactory,
    UnionGroupFactory,
    VenueFactory,
)
from tests.list_costs import queries_for

from .wednesday import AT_NINE, NOBODY, SHANGHAI, WEDNESDAY, page, planned_at_dawn, titles

pytestmark = pytest.mark.usefixtures("wednesday_at_noon")


def test_this_week_leaves_out_what_is_over_and_stands_in_the_order_of_time(site):
    planned_at_dawn(title="傍晚")
    planned_at_dawn(title="上午", starts_at=AT_NINE)
    planned_at_dawn(title="还在进行", starts_at=AT_NINE + timedelta(hours=2, minutes=30))
    assert titles(week_of(WEDNESDAY, NOBODY, 12)) == ["还在进行", "傍晚"]
    assert titles(week_of(WEDNESDAY, NOBODY, 1)) == ["还在进行"]


def test_of_a_full_week_it_shows_first_what_one_signs_up_for(site):
    RecurringActivityFactory(title="八段锦", rule="FREQ=DAILY", starts_at=AT_NINE + timedelta(hours=6))
    RecurringActivityFactory(title="瑜伽课", mode="first_come", rule="FREQ=WEEKLY;BYDAY=TU")
    assert titles(week_of(WEDNESDAY, NOBODY, 3)) == ["八段锦", "八段锦", "瑜伽课"]
    assert titles(week_of(WEDNESDAY, NOBODY, 1)) == ["瑜伽课"]


def test_a_day_without_anything_is_a_day_too(site):
    RecurringActivityFactory()
    found = shown_to(NOBODY, sessions_of(activities_for(NOBODY)))
    days = days_from(date(2026, 3, 9), 7, found, horizon())
    assert [len(day.standings) for day in days] == [0, 0, 1, 0, 0, 0, 0]
    assert [day.is_today for day in days].index(True) == 2
    assert [day.is_past for day in days] == [True, True, False, False, False, False, False]


def test_what_waits_for_approval_is_not_in_the_calendar(site, client):
    waiting = RecurringActivityFactory(submitted=True)
    draft = RecurringActivityFactory(draft=True)
    assert week_of(WEDNESDAY, NOBODY, 12) == []
    for activity in (waiting, draft):
        assert client.get(activity.url).status_code == 404
        for view in ("", "?view=month", "?view=list"):
            assert activity.title not in page(client, view)


def test_what_is_taken_down_leaves_the_calendar_and_its_page_with_it(site, client):
    activity = RecurringActivityFactory()
    session = Session.objects.first()
    activity.unpublish()
    assert activity.title not in page(client)
    assert client.get(f"/sessions/{session.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "monday"),
    [
        ("", date(2026, 3, 9)),
        ("?week=1", date(2026, 3, 16)),
        ("?week=999", date(2026, 5, 4)),
        ("?week=-5", date(2026, 3, 9)),
        ("?week=abc", date(2026, 3, 9)),
        ("?week=", date(2026, 3, 9)),
        ("?week=%00", date(2026, 3, 9)),
        ("?week=1.5", date(2026, 3, 9)),
        (f"?week={'9' * 5000}", date(2026, 3, 9)),
        ("?kind=nothing", date(2026, 3, 9)),
        ("?kind=%00", date(2026, 3, 9)),
        ("?view=nothing&club=x&campus=999999999999999999999", date(2026, 3, 9)),
    ],
)
def test_a_week_out_of_range_is_the_nearest(query, monday, site, client):
    response = client.get(f"/activities/{query}")
    assert response.status_code == 200
    assert response.context["week"].monday == monday


@pytest.mark.parametrize(
    ("query", "first", "chosen"),
    [
        ("", date(2026, 3, 1), WEDNESDAY),
        ("&month=2026-04", date(2026, 4, 1), date(2026, 4, 1)),
        ("&month=2026-04&day=2026-04-15", date(2026, 4, 1), date(2026, 4, 15)),
        ("&month=2026-04&day=2026-03-15", date(2026, 4, 1), date(2026, 4, 1)),
        ("&day=2026-04-15", date(2026, 4, 1), date(2026, 4, 15)),
        ("&month=2024-01", date(2025, 3, 1), date(2025, 3, 1)),
        ("&month=2030-01", date(2026, 5, 1), date(2026, 5, 1)),
        ("&month=2026-13&day=2026-02-30", date(2026, 3, 1), WEDNESDAY),
        ("&month=%00&day=x", date(2026, 3, 1), WEDNESDAY),
        ("&month=0001-01", date(2025, 3, 1), date(2025, 3, 1)),
        ("&month=9999-12", date(2026, 5, 1), date(2026, 5, 1)),
    ],
)
def test_a_month_out_of_range_is_the_nearest(query, first, chosen, site, client):
    response = client.get(f"/activities/?view=month{query}")
    assert response.status_code == 200
    assert (response.context["month"].first, response.context["day"].date) == (first, chosen)


def test_a_month_shows_its_dates_on_their_days_and_lists_those_of_the_chosen_one(site, client):
    RecurringActivityFactory(title="瑜伽课")
    response = client.get("/activities/?view=month&day=2026-03-18")
    weeks = response.context["weeks"]
    assert [day.date.day for week in weeks for day in week if day and day.standings] == [11, 18, 25]
    assert [len(week) for week in weeks] == [7] * 6
    assert response.content.decode().count("瑜伽课") == 4


def test_dates_beyond_the_weeks_that_are_planned_say_so(site, client):
    RecurringActivityFactory()
    assert "not planned yet" in page(client, "?week=8") or "尚未排定" in page(client, "?week=8")
    SignUpSettings.objects.update_or_create(defaults={"weeks_ahead": 2})
    assert client.get("/activities/?week=8").context["week"].monday == date(2026, 3, 23)
    assert client.get("/activities/?view=month&month=2026-05").context["month"].first == date(2026, 3, 1)


def test_the_list_is_turned_page_by_page(site, client):
    RecurringActivityFactory(title="八段锦", rule="FREQ=DAILY")
    first = client.get("/activities/?view=list")
    assert len(first.context["standings"]) == 20
    assert len(client.get("/activities/?view=list&page=3").context["standings"]) == 16
    assert "view=list" in first.content.decode().split('rel="next"')[1][:80]


@pytest.mark.parametrize("view", ["week", "month", "list"])
def test_a_kind_a_club_and_a_campus_narrow_every_view(view, site, client):
    east = VenueFactory(campus=CampusFactory(name="东院"))
    club = ClubPageFactory(title="太极俱乐部")
    RecurringActivityFactory(title="八段锦", kind=RecurringActivity.Kind.WORK_BREAK)
    RecurringActivityFactory(title="太极课", club=club)
    RecurringActivityFactory(title="乒乓课", reserved_venue=east)
    for chosen, shown in [
        ("kind=work_break", "八段锦"),
        (f"club={club.pk}", "太极课"),
        (f"campus={east.campus_id}", "乒乓课"),
    ]:
        response = client.get(f"/activities/?view={view}&{chosen}")
        found = response.context.get("standings")
        if view == "week":
            found = [each for day in response.context["days"] for each in day.standings]
        elif view == "month":
            found = [each for week in response.context["weeks"] for day in week if day for each in day.standings]
        assert set(titles(found)) == {shown}
        assert f"{chosen}" in response.content.decode()


def test_only_what_has_places_is_shown_where_that_is_asked(site, client):
    terms = {"mode": SignUpTerms.Mode.FIRST_COME, "capacity": 1}
    RecurringActivityFactory(title="满了", **terms)
    RecurringActivityFactory(title="还有", starts_at=datetime(2026, 1, 7, 20, 0, tzinfo=SHANGHAI), **terms)
    RecurringActivityFactory(title="随便来", starts_at=datetime(2026, 1, 7, 15, 0, tzinfo=SHANGHAI))
    for session in Session.objects.filter(offering__title="满了"):
        sign_up(MemberFactory(), session)
    found = client.get("/activities/?free=1&view=list").context["standings"]
    assert set(titles(found)) == {"还有", "随便来"}
    assert "满了" in page(client, "?view=list")


def test_what_is_kept_for_a_group_is_free_for_its_people_alone(site, client):
    RecurringActivityFactory(mode=SignUpTerms.Mode.FIRST_COME, capacity=2)
    group = UnionGroupFactory()
    for session in Session.objects.all():
        PoolFactory(session=session, places=2, union_group=group)
    assert client.get("/activities/?free=1&view=list").context["standings"] == []
    client.force_login(MemberFactory(union_group=group))
    assert client.get("/activities/?free=1&view=list").context["standings"]


def test_a_date_that_was_called_off_stays_and_is_struck(site, client):
    RecurringActivityFactory(title="瑜伽课", mode="first_come")
    Session.objects.filter(starts_at__date=WEDNESDAY).update(state="cancelled", remark="台风")
    html = page(client)
    assert "<s>瑜伽课</s>" in html
    assert "台风" in html


def test_staff_see_what_is_theirs_in_the_calendar(site, client):
    RecurringActivityFactory(mode="first_come", capacity=1)
    first, second = MemberFactory.create_batch(2)
    session = Session.objects.order_by("starts_at").first()
    sign_up(first, session)
    sign_up(second, session)
    for reader, state in [(first, State.CONFIRMED), (second, State.WAITING), (MemberFactory(), State.FULL)]:
        client.force_login(reader)
        days = client.get("/activities/").context["days"]
        assert [each.state for day in days for each in day.standings] == [state]


def test_an_empty_calendar_says_so(site, client):
    assert 'class="empty-state"' in page(client)


def test_a_list_without_a_date_says_until_when_and_names_what_comes_later(site, client):
    later = datetime(2026, 9, 25, 17, 30, tzinfo=SHANGHAI)
    RecurringActivityFactory(title="中秋游园", kind="festival", starts_at=later, rule="")
    shown = page(client, "?kind=festival&view=list")
    assert gettext("No date of this kind until %(day)s.") % {"day": "5/6"} in shown
    assert "中秋游园" in shown
    assert "目前没有这一类活动" not in shown
    assert "目前没有这一类活动" in page(client, "?kind=course&view=list")
    RecurringActivityFactory(title="灯谜会", kind="festival")
    shown = page(client, "?kind=festival&view=list")
    assert "灯谜会" in shown
    assert "中秋游园" not in shown


def test_an_activity_shows_its_next_dates(site, client):
    activity = RecurringActivityFactory()
    response = client.get(activity.url)
    assert [f"{each.session.starts_at.astimezone(SHANGHAI):%m-%d}" for each in response.context["dates"][:2]] == [
        "03-11",
        "03-18",
    ]
    assert "每周三 17:30–18:30" in response.content.decode()


def test_an_activity_that_has_ended_says_that_nothing_comes(site, client):
    activity = RecurringActivityFactory(ends_on=date(2026, 2, 1))
    response = client.get(activity.url)
    assert response.context["dates"] == []
    assert "recurring-activity__none" in response.content.decode()


def test_a_club_shows_its_next_dates(site, client):
    club = ClubPageFactory()
    RecurringActivityFactory(club=club)
    RecurringActivityFactory(title="别家的课")
    html = client.get(club.url).content.decode()
    assert html.count('class="session-row ') == 6
    assert "别家的课" not in html


@pytest.mark.parametrize("hidden", [{"draft": True}, {"visibility": "staff"}])
def test_an_activity_does_not_name_a_club_that_the_visitor_cannot_read(hidden, site, client):
    activity = RecurringActivityFactory(club=ClubPageFactory(title="筹备中的合唱团", **hidden))
    assert "筹备中的合唱团" not in client.get(activity.url).content.decode()


def test_what_a_club_for_staff_does_is_shown_to_staff_alone(site, client):
    activity = RecurringActivityFactory(title="职工合唱", club=ClubPageFactory(title="职工合唱团", visibility="staff"))
    session = Session.objects.first()
    addresses = ["/activities/", "/activities/?view=month", "/activities/?view=list", "/search/?q=职工合唱"]
    for address in addresses:
        shown = client.get(address).content.decode().replace("q=职工合唱", "").replace('value="职工合唱"', "")
        assert f'href="{activity.url}"' not in shown
        assert f"/sessions/{session.pk}/" not in shown
    for address in (activity.url, f"/sessions/{session.pk}/"):
        assert client.get(address).url.startswith("/accounts/login/")
    client.force_login(MemberFactory())
    for address in addresses[:3]:
        assert f"/sessions/{session.pk}/" in client.get(address).content.decode()
    for address in (activity.url, f"/sessions/{session.pk}/"):
        assert client.get(address).status_code == 200


def test_pages_change_by_themselves_when_a_date_begins_ends_or_opens(site):
    assert next_change(datetime(2026, 3, 11, 12, 0, tzinfo=SHANGHAI)) == datetime(2026, 3, 12, tzinfo=SHANGHAI)
    RecurringActivityFactory(mode="first_come", opens_days_before=0, opens_at_time="13:00")
    hours = []
    now = datetime(2026, 3, 11, 12, 0, tzinfo=SHANGHAI)
    for _number in range(4):
        now = next_change(now)
        hours.append(f"{now.astimezone(SHANGHAI):%H:%M}")
    assert hours == ["13:00", "17:30", "18:30", "00:00"]


def one_more(number: int) -> None:
    RecurringActivityFactory(
        listed=True,
        picture=ImageFactory(),
        club=ClubPageFactory(listed=True),
        mode="first_come",
        capacity=3,
        starts_at=datetime(2026, 1, 7, 13, 0, tzinfo=SHANGHAI) + timedelta(minutes=15 * number),
        reserved_venue=VenueFactory(),
        clashes_matter=False,
    )


@pytest.mark.parametrize("query", ["", "?view=month", "?view=list"])
def test_the_calendar_costs_the_same_for_one_activity_and_for_twenty(query, site, client):
    member = MemberFactory()
    client.force_login(member)
    one_more(0)
    sign_up(member, Session.objects.order_by("starts_at").first())
    one = queries_for(client, f"/activities/{query}")
    for number in range(1, 20):
        one_more(number)
    for session in Session.objects.filter(starts_at__date=WEDNESDAY)[1:]:
        sign_up(member, session)
    assert len(queries_for(client, f"/activities/{query}")) == len(one)


def test_a_month_of_two_hundred_dates_costs_at_most_twelve_queries(site, client):
    member = MemberFactory()
    for number in range(10):
        RecurringActivityFactory(
            rule="FREQ=DAILY",
            mode="first_come",
            capacity=3,
            starts_at=datetime(2026, 1, 7, 13, 0, tzinfo=SHANGHAI) + timedelta(minutes=15 * number),
            club=ClubPageFactory(),
            clashes_matter=False,
            audience=Audience.objects.create(name=f"{number}", everyone=True) if number % 2 else None,
            belonging_only=number > 5,
        )
    for session in Session.objects.filter(offering__audience=None, offering__belonging_only=False)[:5]:
        sign_up(member, session)
    client.force_login(member)
    address = "/activities/?view=month"
    shown = client.get(address).context["weeks"]
    assert sum(len(day.standings) for week in shown for day in week if day) >= 200
    found = queries_for(client, address)
    assert len(found) <= 12, "\n".join(found)
