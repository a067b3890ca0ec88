"""The form of plain choices that writes a rule."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from wagtail.admin.panels import get_edit_handler

from activities.choices import Pattern
from activities.models import RecurringActivity, SingleDate
from tests.factories import RecurringActivityFactory

from .test_series_properties import CHOICES, with_examples

pytestmark = pytest.mark.django_db

SHANGHAI = ZoneInfo("Asia/Shanghai")
EVERY_PATTERN = {
    "daily": ({"every": "2"}, "FREQ=DAILY;INTERVAL=2"),
    "weekly": ({"weekdays": ["WE", "MO"]}, "FREQ=WEEKLY;BYDAY=MO,WE"),
    "monthly_date": ({"month_day": "-1"}, "FREQ=MONTHLY;BYMONTHDAY=-1"),
    "monthly_weekday": ({"ordinals": ["4", "2"], "weekday": "TH"}, "FREQ=MONTHLY;BYDAY=2TH,4TH"),
    "quarterly": (
        {"quarter_month": "1", "ordinals": ["1"], "weekday": "TU"},
        "FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1TU",
    ),
    "yearly_solar": ({"month": "5", "day": "12"}, "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=12"),
    "yearly_lunar": ({"lunar_month": "8", "lunar_day": "15"}, "FREQ=YEARLY"),
    "yearly_term": ({"term": "清明"}, "FREQ=YEARLY"),
    "single": ({}, ""),
}


def form_class():
    return get_edit_handler(RecurringActivity).get_form_class()


def rows(*single_dates: dict) -> dict:
    """Return what a browser sends of the rows of single dates."""
    data = {"single_dates-TOTAL_FORMS": str(len(single_dates)), "single_dates-INITIAL_FORMS": "0"}
    for number, row in enumerate(single_dates):
        data |= {f"single_dates-{number}-{name}": value for name, value in row.items()}
    return data


def form_for(activity=None, **changes):
    data = {
        "title": "周三瑜伽",
        "kind": "club_session",
        "venue": "东院活动室",
        "description": '{"blocks": [], "entityMap": {}}',
        "pattern": "weekly",
        "weekdays": ["WE", "MO"],
        "on_holidays": "keep",
        "on_make_up_days": "usual",
        "first_date": "2026-01-07",
        "begins": "17:30",
        "minutes": "90",
        "mode": "open",
        "company": "alone",
        "ends": "never",
        "questions-count": "0",
        **rows(),
        **changes,
    }
    form = form_class()(data=data, instance=activity or RecurringActivity())
    # A draft may be saved before it says everything.
    form.defer_required_fields()
    return form


def test_choices_become_a_rule_a_start_and_a_length():
    form = form_for()
    assert form.is_valid(), form.errors
    assert form.instance.rule == "FREQ=WEEKLY;BYDAY=MO,WE"
    assert form.instance.starts_at == datetime(2026, 1, 7, 17, 30, tzinfo=SHANGHAI)
    assert form.instance.duration == timedelta(minutes=90)


@pytest.mark.parametrize("pattern", EVERY_PATTERN)
def test_every_pattern_writes_its_rule(pattern):
    chosen, rule = EVERY_PATTERN[pattern]
    form = form_for(pattern=pattern, **chosen)
    assert form.is_valid(), form.errors
    assert form.instance.rule == rule
    assert form.instance.lunar_month == (8 if pattern == "yearly_lunar" else None)
    assert form.instance.term == ("清明" if pattern == "yearly_term" else "")
    assert form.instance.save() is None


@pytest.mark.parametrize(
    ("pattern", "field"),
    [(pattern, field) for pattern, (chosen, _rule) in EVERY_PATTERN.items() for field in chosen if field != "every"],
)
def test_what_a_pattern_asks_for_must_be_chosen(pattern, field):
    form = form_for(pattern=pattern, **{**EVERY_PATTERN[pattern][0], field: ""})
    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_what_another_pattern_asks_for_does_not_count():
    form = form_for(lunar_month="8", lunar_day="15", term="清明", month="2", day="31", month_day="99")
    assert not form.is_valid()
    assert list(form.errors) == ["month_day"]
    form = form_for(lunar_month="8", lunar_day="15", term="清明", month="2", day="31", times="4", ends_on="2020-01-01")
    assert form.is_valid(), form.errors
    found = form.instance
    assert (found.rule, found.lunar_month, found.lunar_day, found.term) == ("FREQ=WEEKLY;BYDAY=MO,WE", None, None, "")
    assert found.ends_on is None


def test_a_stored_activity_is_shown_as_choices():
    activity = RecurringActivityFactory(rule="FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8")
    form = form_class()(instance=activity)
    assert form.initial["pattern"] == "weekly"
    assert form.initial["weekdays"] == ["TU", "TH"]
    assert form.initial["first_date"] == date(2026, 1, 7)
    assert form.initial["begins"] == time(17, 30)
    assert form.initial["minutes"] == 60
    assert (form.initial["ends"], form.initial["times"]) == ("after", 8)


@given(CHOICES.filter(lambda choices: choices.pattern != Pattern.MONTHLY_DATE or choices.every == 1))
@with_examples(60)
def test_what_is_shown_of_an_activity_writes_the_same_again(choices):
    activity = RecurringActivity(
        rule=choices.rule,
        lunar_month=choices.lunar_month,
        lunar_day=choices.lunar_day,
        term=choices.term,
        starts_at=datetime(2026, 1, 7, 17, 30, tzinfo=SHANGHAI),
    )
    shown = form_class()(instance=activity).initial
    form = form_for(**{name: "" if value is None else value for name, value in shown.items() if name not in HIDDEN})
    assert form.is_valid(), form.errors
    again = form.instance
    assert (again.rule, again.lunar_month, again.lunar_day, again.term) == (
        choices.rule,
        choices.lunar_month,
        choices.lunar_day,
        choices.term,
    )


HIDDEN = {"title", "kind", "venue", "description", "on_holidays", "on_make_up_days"}
OTHER_RULES = ["FREQ=MONTHLY;BYDAY=2TH,-1FR", "FREQ=WEEKLY;BYDAY=WE;UNTIL=20271231T155959Z", "FREQ=YEARLY"]


@pytest.mark.parametrize("rule", OTHER_RULES)
def test_a_rule_that_the_choices_cannot_say_is_kept(rule):
    activity = RecurringActivityFactory(rule=rule)
    shown = form_class()(instance=activity)
    assert shown.initial["pattern"] == "own"
    form = form_for(activity, pattern="own", title="改了名字")
    assert form.is_valid(), form.errors
    assert form.instance.rule == rule
    assert form.instance.title == "改了名字"


def test_choosing_something_else_replaces_such_a_rule():
    form = form_for(RecurringActivityFactory(rule=OTHER_RULES[0]), weekdays=["FR"])
    assert form.is_valid(), form.errors
    assert form.instance.rule == "FREQ=WEEKLY;BYDAY=FR"


def test_only_such_a_rule_can_stay_as_it_is():
    form = form_for(RecurringActivityFactory(), pattern="own")
    assert not form.is_valid()
    assert list(form.errors) == ["pattern"]


def test_a_series_ends_on_a_date_or_after_a_number_of_times():
    on_a_date = form_for(ends="on", ends_on="2026-06-30", times="4")
    assert on_a_date.is_valid(), on_a_date.errors
    assert (on_a_date.instance.ends_on, on_a_date.instance.rule) == (date(2026, 6, 30), "FREQ=WEEKLY;BYDAY=MO,WE")
    after_some = form_for(ends="after", ends_on="2026-06-30", times="4")
    assert after_some.is_valid(), after_some.errors
    assert (after_some.instance.ends_on, after_some.instance.rule) == (None, "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4")


def test_single_dates_belong_to_it():
    course = form_for(pattern="single", on_holidays="skip", ends="on", **rows({"date": "2026-01-14", "kind": "added"}))
    assert course.is_valid(), course.errors
    activity = course.save()
    assert [f"{slot.starts_at:%m-%d}" for slot in activity.occurrence_slots(*YEAR)] == ["01-07", "01-14"]
    # Who names a date means it, whatever day that is.
    assert activity.on_holidays == "keep"
    assert SingleDate.objects.get().activity == activity


YEAR = datetime(2026, 1, 1, tzinfo=SHANGHAI), datetime(2027, 1, 1, tzinfo=SHANGHAI)


def test_what_was_typed_stands_in_the_form_that_comes_back():
    form = form_for(
        pattern="yearly_solar", month="2", day="31", every="2", **rows({"date": "2026-13-01", "kind": "off"})
    )
    assert not form.is_valid()
    assert list(form.errors) == ["day"]
    assert (form["pattern"].value(), form["day"].value(), form["every"].value()) == ("yearly_solar", "31", "2")
    [row] = form.formsets["single_dates"].forms
    assert row["date"].value() == "2026-13-01"
    assert form.refusals_of_dates[0] == "日：没有这一天。"
    assert len(form.refusals_of_dates) == 2


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("pattern", {"pattern": "own"}),
        ("pattern", {"pattern": ""}),
        ("weekdays", {"weekdays": ["XX"]}),
        ("first_date", {"first_date": "tomorrow"}),
        # A draft, too, is stored with these.
        ("first_date", {"first_date": ""}),
        ("begins", {"begins": ""}),
        ("minutes", {"minutes": ""}),
        ("on_holidays", {"on_holidays": ""}),
        ("begins", {"begins": "25:00"}),
        ("minutes", {"minutes": "0"}),
        ("minutes", {"minutes": "9999"}),
        ("every", {"every": "0"}),
        ("every", {"every": "9" * 5000}),
        ("ends_on", {"ends": "on", "ends_on": "2026-01-06"}),
        ("ends_on", {"ends": "on", "ends_on": ""}),
        ("times", {"ends": "after", "times": ""}),
        ("times", {"ends": "after", "times": "0"}),
        ("times", {"ends": "after", "times": "1000000"}),
        ("ends", {"ends": "some day"}),
        ("day", {"pattern": "yearly_solar", "month": "2", "day": "30"}),
        ("day", {"pattern": "yearly_solar", "month": "4", "day": "31"}),
        ("lunar_day", {"pattern": "yearly_lunar", "lunar_month": "1", "lunar_day": "31"}),
        ("term", {"pattern": "yearly_term", "term": "春节"}),
        ("on_holidays", {"on_holidays": "guess"}),
        ("on_make_up_days", {"pattern": "monthly_date", "month_day": "1", "on_make_up_days": "MO"}),
        # Every twelfth month from February on has no thirty-first.
        ("pattern", {"pattern": "monthly_date", "month_day": "31", "every": "12", "first_date": "2026-02-01"}),
        # Between these two is no Monday and no Wednesday.
        ("pattern", {"first_date": "2026-01-08", "ends": "on", "ends_on": "2026-01-11"}),
        ("pattern", {"pattern": "single", **rows({"date": "2026-01-07", "kind": "off"})}),
        ("first_date", {"first_date": "9999-12-29"}),
        ("first_date", {"first_date": "0001-01-03"}),
        ("ends_on", {"ends": "on", "ends_on": "9999-12-31"}),
        ("__all__", rows(*[{"date": "2026-01-07", "kind": "off"}] * 2)),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(field, changes):
    form = form_for(**changes)
    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert all(form.errors[field])


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", ""])
def test_a_single_date_that_nobody_plans_is_refused(day):
    form = form_for(**rows({"date": day, "kind": "added", "begins": "09:00"}))
    assert not form.is_valid()
    assert len(form.refusals_of_dates) == 1


def test_a_date_that_falls_away_has_no_time():
    form = form_for(**rows({"date": "2026-01-07", "kind": "off", "begins": "09:00"}))
    assert not form.is_valid()
    assert form.refusals_of_dates == ["不举行的日期不需要填时间。"]


# It begins at 17:30.
@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"opens_days_before": "1", "opens_at_time": "12:00", "closes_hours_before": "29"}, []),
        ({"opens_days_before": "1", "opens_at_time": "12:00", "closes_hours_before": "30"}, ["closes_hours_before"]),
        ({"opens_days_before": "0", "opens_at_time": "17:30"}, ["closes_hours_before"]),
        ({"opens_at_time": "17:30", "closes_hours_before": "30"}, []),
        ({"opens_days_before": "1", "closes_hours_before": "48", "mode": "open"}, []),
    ],
)
def test_a_window_in_which_nobody_could_sign_up_is_refused(terms, said):
    form = form_for(**{"mode": "first_come", "capacity": "9", **terms})
    assert list(form.errors) == said


@pytest.mark.parametrize(("second", "is_refused"), [("12:00", True), ("11:00", True), ("20:30", False)])
def test_a_second_batch_that_does_not_open_after_the_first_is_refused(second, is_refused):
    terms = {"opens_days_before": "3", "opens_at_time": "12:00", "later_percent": "50", "later_at_time": second}
    form = form_for(mode="first_come", capacity="9", **terms)
    assert bool(form.errors) == is_refused
