"""Signing up for all dates of a course by one button on its page."""

from datetime import date, datetime, timedelta
from unittest.mock import patch
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse

from signups.actions.sessions import call_off
from signups.actions.signing_up import sign_up
from signups.errors import Busy
from signups.models import Session, SignUp
from tests.factories import DependantFactory, MemberFactory, RecurringActivityFactory, SessionFactory
from tests.list_costs import queries_for

from ..signups.asking import SIZE, stream

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST = datetime(2026, 3, 12, 18, 0, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def _wednesday_at_noon():
    with time_machine.travel(datetime(2026, 3, 11, 12, 0, tzinfo=SHANGHAI), tick=False):
        yield


def course(times=4, **fields):
    """Make a course of so many evenings, on Thursdays from tomorrow on."""
    rule = f"FREQ=WEEKLY;BYDAY=TH;COUNT={times}"
    terms = {"mode": "first_come", "capacity": 2, "rule": rule, "starts_at": FIRST}
    return RecurringActivityFactory(title="摄影课", **{**terms, **fields})


def all_of(client, activity, attempt=None, **more):
    return client.post(reverse("all_dates", args=[activity.pk]), {"attempt": attempt or uuid4(), **more})


def offers_all(client, activity) -> bool:
    return reverse("all_dates", args=[activity.pk]) in client.get(activity.url).content.decode()


@pytest.fixture
def member(site, client):
    found = MemberFactory()
    client.force_login(found)
    return found


def test_one_button_signs_up_for_all_dates_and_says_of_each_what_became_of_it(client, member):
    activity = course()
    first, second, third, fourth = Session.objects.all()
    for other in MemberFactory.create_batch(2):
        sign_up(other, second)
    call_off(third, MemberFactory(), reason="台风")
    elsewhere = SessionFactory(starts_at=fourth.starts_at, title="合唱")
    sign_up(member, elsewhere)
    assert offers_all(client, activity)
    answer = all_of(client, activity)
    assert [(each.session, each.standing.state) for each in answer.context["asked"]] == [
        (first, "confirmed"),
        (second, "waiting"),
        (fourth, "free"),
    ]
    assert [bool(each.refusal) for each in answer.context["asked"]] == [False, False, True]
    # Why one was refused stands beside it.
    html = answer.content.decode()
    assert "合唱" in html
    assert answer.context["placed"] == 1
    assert html.count("places--confirmed") == 1
    states = SignUp.objects.filter(member=member).exclude(session=elsewhere).values_list("session", "state")
    assert set(states) == {(first.pk, "confirmed"), (second.pk, "waiting")}


def test_sent_twice_it_says_the_same_again_and_asks_for_nothing_more(client, member):
    activity, attempt = course(), uuid4()
    first = all_of(client, activity, attempt)
    again = all_of(client, activity, attempt)
    assert [each.session for each in again.context["asked"]] == [each.session for each in first.context["asked"]]
    assert again.context["placed"] == 4
    assert not any(each.refusal for each in again.context["asked"])
    assert SignUp.objects.count() == 4
    assert not offers_all(client, activity)


def test_what_one_has_already_is_left_as_it_is_and_one_date_left_needs_no_button(client, member):
    activity = course(times=3)
    held, *others = Session.objects.all()
    row = sign_up(member, held)[0]
    assert offers_all(client, activity)
    assert {each.session for each in all_of(client, activity).context["asked"]} == set(others)
    row.refresh_from_db()
    assert row.is_confirmed
    assert not offers_all(client, course(times=1, starts_at=FIRST + timedelta(days=1)))


def test_what_is_busy_at_one_date_is_said_there_and_the_others_go_on(client, member):
    activity = course(times=3)
    busy = Session.objects.all()[1]

    def sometimes(who, session, **how):
        if session == busy:
            raise Busy
        return sign_up(who, session, **how)

    with patch("signups.own.course.sign_up", side_effect=sometimes):
        asked = all_of(client, activity).context["asked"]
    assert [each.refusal for each in asked] == ["", str(Busy.sentence), ""]
    assert SignUp.objects.filter(member=member).count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"rule": "FREQ=WEEKLY;BYDAY=TH"},
        {"mode": "open", "capacity": None},
        {"company": "together"},
        {"questions": stream(SIZE)},
    ],
    ids=["endless", "open", "nobody to come along", "questions"],
)
def test_there_is_no_button_where_a_tap_is_not_enough_or_there_is_no_end(fields, client, member):
    activity = course(**fields)
    assert Session.objects.count() >= 2
    assert not offers_all(client, activity)
    all_of(client, activity)
    assert not SignUp.objects.exists()


def test_whoever_brings_somebody_says_so_once_for_all_dates(client, member):
    activity = course(times=2, company="may_bring", capacity=4)
    assert 'class="act__who' not in client.get(activity.url).content.decode()
    child = DependantFactory(member=member)
    page = client.get(activity.url).content.decode()
    assert child.name in page
    attempt = uuid4()
    for _sent in range(2):
        answer = all_of(client, activity, attempt, dependants=child.pk)
        assert answer.context["placed"] == 2
    assert SignUp.objects.filter(dependant=child).count() == 2
    assert SignUp.objects.count() == 4


def test_what_is_not_right_is_said_on_the_page_of_the_activity(client, member):
    activity = course(times=2, company="together", capacity=4)
    DependantFactory(member=member)
    answer = all_of(client, activity, dependants=DependantFactory(member=MemberFactory()).pk)
    assert answer.url == activity.url
    assert [message.level_tag for message in get_messages(answer.wsgi_request)] == ["error"]
    assert all_of(client, activity, "x").url == activity.url
    assert not SignUp.objects.exists()


def test_a_series_with_a_last_date_is_a_course_too(client, member):
    activity = course(rule="FREQ=WEEKLY;BYDAY=TH", ends_on=date(2026, 4, 2))
    assert offers_all(client, activity)
    assert all_of(client, activity).context["placed"] == 4


def test_looking_at_it_leads_to_the_activity_and_a_visitor_signs_in_first(client, site):
    activity = course()
    page = client.get(activity.url).content.decode()
    assert f"/accounts/login/?next={activity.url}" in page
    assert "csrfmiddlewaretoken" not in page.split("<main")[1].split("</main")[0]
    assert all_of(client, activity).url.startswith("/accounts/login/")
    client.force_login(MemberFactory())
    assert client.get(reverse("all_dates", args=[activity.pk])).url == activity.url
    assert client.get(reverse("all_dates", args=[99_999_999])).status_code == 404
    assert not SignUp.objects.exists()


def test_a_course_of_many_dates_costs_the_same_queries(client, member):
    few, many = course(times=2), course(times=8, starts_at=FIRST + timedelta(hours=2))
    assert len(queries_for(client, few.url)) == len(queries_for(client, many.url))
