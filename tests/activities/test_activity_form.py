"""The form of plain choices that writes a rule."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from wagtail.admin.panels import get_edit_handler

from activities.models import RecurringActivity
from tests.factories import RecurringActivityFactory

pytestmark = pytest.mark.django_db


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
        "single_dates-TOTAL_FORMS": "0",
        "single_dates-INITIAL_FORMS": "0",
        **changes,
    }
    form_class = get_edit_handler(RecurringActivity).get_form_class()
    activity = activity or RecurringActivity()
    form = form_class(data=data, instance=activity)
    # A draft may be saved before it says everything.
    form.defer_required_fields()
    return form


def test_choices_become_a_rule_a_start_and_a_length():
    form = form_for()
    assert form.is_valid(), form.errors
    assert form.instance.rule == "FREQ=WEEKLY;BYDAY=MO,WE"
    assert form.instance.starts_at == datetime(2026, 1, 7, 17, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert form.instance.duration == timedelta(minutes=90)


def test_a_stored_activity_is_shown_as_choices():
    activity = RecurringActivityFactory(rule="FREQ=WEEKLY;BYDAY=TU,TH")
    form = get_edit_handler(RecurringActivity).get_form_class()(instance=activity)
    assert form.initial["weekdays"] == ["TU", "TH"]
    assert form.initial["first_date"] == date(2026, 1, 7)
    assert form.initial["begins"] == time(17, 30)
    assert form.initial["minutes"] == 60


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=2TH,4TH",
        "FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1TU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
        "FREQ=WEEKLY;BYDAY=WE;COUNT=8",
    ],
)
def test_a_rule_that_the_choices_cannot_say_is_kept(rule):
    activity = RecurringActivityFactory(rule=rule)
    shown = get_edit_handler(RecurringActivity).get_form_class()(instance=activity)
    assert shown.initial["weekdays"] == []
    assert not shown.fields["weekdays"].required
    form = form_for(activity, weekdays=[], title="改了名字")
    assert form.is_valid(), form.errors
    assert form.instance.rule == rule
    assert form.instance.title == "改了名字"


def test_choosing_weekdays_replaces_such_a_rule():
    form = form_for(RecurringActivityFactory(rule="FREQ=MONTHLY;BYDAY=2TH"), weekdays=["FR"])
    assert form.is_valid(), form.errors
    assert form.instance.rule == "FREQ=WEEKLY;BYDAY=FR"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("weekdays", ["XX"]),
        ("first_date", "tomorrow"),
        ("begins", "25:00"),
        ("minutes", "0"),
        ("minutes", "9999"),
        ("ends_on", "2026-01-06"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(field, value):
    form = form_for(**{field: value})
    assert not form.is_valid()
    assert list(form.errors) == [field]
