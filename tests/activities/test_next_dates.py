"""The dates that the editor shows while one writes."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from activities.models import RecurringActivity, SingleDate
from days.models import AnnouncedYear
from tests.factories import MemberFactory, RecurringActivityFactory

from ..signups.asking import ask, stream
from .test_activity_form import rows

SHANGHAI = ZoneInfo("Asia/Shanghai")
CHOSEN = {
    "pattern": "weekly",
    "weekdays": ["WE"],
    "first_date": "2026-01-07",
    "begins": "17:30",
    "minutes": "90",
    "ends": "never",
    "on_holidays": "next",
    "on_make_up_days": "usual",
    **rows(),
}


@pytest.fixture(autouse=True)
def _in_september(time_machine):
    time_machine.move_to(datetime(2026, 9, 16, 12, tzinfo=SHANGHAI), tick=False)


@pytest.fixture
def officer(site, client):
    member = MemberFactory(officer=True)
    client.force_login(member)
    return member


def shown(client, pk="", **changes):
    return client.post(f"{reverse('activity_dates')}?activity={pk}", {**CHOSEN, **changes})


def test_the_next_ten_dates_stand_there_with_what_moved(officer, client):
    answer = shown(client)
    slots = answer.context["slots"]
    assert len(slots) == 10
    assert [f"{slot.starts_at:%m-%d}" for slot in slots[:5]] == ["09-16", "09-23", "09-30", "10-08", "10-14"]
    html = answer.content.decode()
    assert "每周三 17:30–19:00" in html
    assert html.count("原定10/7") == 1


def test_what_falls_away_is_named(officer, client):
    answer = shown(client, on_holidays="skip", **rows({"date": "2026-09-23", "kind": "off"}))
    assert [f"{moment:%m-%d}" for moment in answer.context["fallen_away"]] == ["09-23", "10-07"]


def test_questions_that_no_longer_fit_do_not_keep_the_dates_from_being_shown(officer, client):
    """Who wrote them for families and now takes members alone reads of it when they save."""
    activity = RecurringActivityFactory(
        mode="first_come",
        company="together",
        questions=stream(ask("consent", "监护人同意书", purpose="guardian", text="同意。")),
    )
    answer = shown(client, pk=activity.pk, mode="first_come", company="alone")
    assert answer.status_code == 200
    assert len(answer.context["slots"]) == 10


def test_nothing_else_of_the_activity_is_asked_for_and_nothing_is_written(officer, client):
    activity = RecurringActivityFactory()
    assert shown(client, activity.pk, weekdays=["FR"]).context["slots"]
    assert RecurringActivity.objects.get().rule == activity.rule
    assert not SingleDate.objects.exists()


def test_a_mistake_is_said_at_its_field_in_plain_words(officer, client):
    answer = shown(client, pattern="yearly_solar", month="2", day="31")
    assert answer.context["refusals"] == ["日：没有这一天。"]
    assert "没有这一天" in answer.content.decode()


def test_nothing_is_refused_before_anything_is_written(officer, client):
    empty = client.post(reverse("activity_dates"), {})
    assert empty.status_code == 200
    assert not empty.context["refusals"]
    assert "选好以后" in empty.content.decode()
    assert shown(client, first_date="2026-02-30").context["refusals"]


def test_a_rule_that_stays_as_it_is_shows_its_dates(officer, client):
    activity = RecurringActivityFactory(rule="FREQ=MONTHLY;BYDAY=2TH,-1FR")
    slots = shown(client, activity.pk, pattern="own").context["slots"]
    assert [f"{slot.starts_at:%m-%d}" for slot in slots[:3]] == ["09-28", "10-08", "10-30"]


def test_what_is_over_says_so(officer, client):
    answer = shown(client, ends="on", ends_on="2026-02-01")
    assert "日期都已经过去" in answer.content.decode()


@pytest.mark.parametrize(("month", "warns"), [(10, False), (11, True)])
def test_from_november_it_says_that_next_year_is_not_announced(month, warns, officer, client, time_machine):
    time_machine.move_to(datetime(2026, month, 20, 12, tzinfo=SHANGHAI), tick=False)
    client.force_login(officer)
    html = shown(client).content.decode()
    assert ("2027年放假安排尚未公布，公布之前" in html) is warns
    # Each date in that year says so itself, whatever month it is.
    assert shown(client, pattern="yearly_term", term="清明").content.decode().count("当年放假安排尚未公布") == 10
    AnnouncedYear.objects.create(year=2027)
    assert "2027年放假安排尚未公布，公布之前" not in shown(client).content.decode()


@pytest.mark.parametrize("pk", ["0", "-1", "x", "9" * 5000, "%00", "１"])
def test_an_activity_that_is_none_is_not_found_or_is_a_new_one(pk, officer, client):
    assert shown(client, pk).status_code in (200, 404)


@pytest.mark.parametrize("role", [None, "librarian", "administrator"])
def test_who_writes_no_activities_is_shown_none(role, site, client):
    client.force_login(MemberFactory(**({role: True} if role else {})))
    assert shown(client).status_code in (302, 403)


def test_it_is_not_asked_for_by_its_address(officer, client):
    assert client.get(reverse("activity_dates")).status_code == 405
