"""What a field says to an approver and on the sheet: words, never what is stored."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from activities.models import RecurringActivity, SingleDate
from approval.contents import content_hash
from approval.models import Act, ApprovalRecord
from approval.wording import duration_in_words, lines_of
from tests.factories import HonourFactory, RecurringActivityFactory

from .conftest import submit


@pytest.fixture
def weekly(officer):
    activity = RecurringActivityFactory(draft=True, rule="FREQ=WEEKLY;BYDAY=TH", duration=timedelta(minutes=90))
    activity.save_revision(user=officer)
    return submit(activity, officer)


def test_an_approver_reads_on_which_days_an_activity_is(weekly, chair, client):
    client.force_login(chair)
    page = client.get(reverse("approval_review", args=[weekly.pk]))
    said = {change.name: change.words for change in page.context["changes"]}
    assert said["rule"] == "<p>每周四</p>"
    assert said["duration"] == "<p>1小时30分钟</p>"
    assert "FREQ" not in page.content.decode()


def test_the_record_keeps_the_days_and_hours_in_words(weekly):
    text = ApprovalRecord.objects.get(act=Act.SUBMITTED, submission=weekly.workflow_state_id).words.text
    assert "重复规律：每周四" in text
    assert "时长：1小时30分钟" in text
    assert "+08:00" not in text


@pytest.fixture
def festival(officer):
    """On a lunar date, with dates that are named one by one."""
    activity = RecurringActivityFactory(
        draft=True, rule="FREQ=YEARLY", lunar_month=8, lunar_day=15, on_holidays="previous"
    )
    activity.single_dates = [SingleDate(date=date(2027, 9, 15)), SingleDate(date=date(2027, 9, 14), kind="added")]
    activity.save_revision(user=officer)
    return submit(activity, officer)


def test_an_approver_reads_the_lunar_date_the_holidays_and_the_single_dates(festival, chair, client):
    client.force_login(chair)
    page = client.get(reverse("approval_review", args=[festival.pk]))
    said = {change.name: change.words for change in page.context["changes"]}
    assert said["rule"] == "<p>每年农历八月十五</p>"
    assert said["on_holidays"] == "<p>提前到前一个工作日</p>"
    assert said["single_dates"] == "<p>2027年9月14日 · 举行</p><p>2027年9月15日 · 不举行</p>"
    # The lunar date stands in the rule.
    assert not {"lunar_month", "lunar_day", "term"} & said.keys()


def test_the_record_keeps_the_lunar_date_and_the_single_dates_in_words(festival):
    text = ApprovalRecord.objects.get(act=Act.SUBMITTED, submission=festival.workflow_state_id).words.text
    assert "重复规律：每年农历八月十五" in text
    assert "遇到法定节假日：提前到前一个工作日" in text
    assert "单独日期：2027年9月15日 · 不举行" in text


def test_the_record_names_who_receives_an_honour(officer):
    honour = HonourFactory(draft=True, by=officer, to=["急诊护理组", "静疗小组"])
    state = submit(honour, officer)
    text = ApprovalRecord.objects.get(act=Act.SUBMITTED, submission=state.workflow_state_id).words.text
    assert "获奖者：急诊护理组\n获奖者：静疗小组" in text


def test_what_changes_of_the_dates_of_a_live_activity_is_shown_and_hashed(officer, chair, client):
    activity = RecurringActivityFactory()
    before = content_hash(activity.save_revision(user=officer))
    activity.lunar_month, activity.lunar_day, activity.rule = 9, 9, "FREQ=YEARLY"
    activity.single_dates = [SingleDate(date=date(2027, 10, 8))]
    activity.save_revision(user=officer)
    state = submit(activity, officer)
    assert content_hash(activity.latest_revision) != before
    client.force_login(chair)
    changes = client.get(reverse("approval_review", args=[state.pk])).context["changes"]
    assert {change.name for change in changes} == {"rule", "single_dates"}


def test_a_rule_without_short_wording_is_shown_as_it_is():
    activity = RecurringActivity(rule="FREQ=MONTHLY;BYDAY=5TH")
    assert activity.rule_in_words == "FREQ=MONTHLY;BYDAY=5TH"


@pytest.mark.parametrize(
    ("minutes", "said"), [(45, "45分钟"), (60, "1小时"), (150, "2小时30分钟"), (0, "0分钟"), (1500, "25小时")]
)
def test_a_duration_is_hours_and_minutes(minutes, said):
    assert duration_in_words(timedelta(minutes=minutes)) == said


def test_bars_stand_between_the_cells_of_a_table_only():
    html = "<table><tr><th>对阵</th><th>比分</th></tr><tr><td>医技</td><td></td></tr></table>"
    assert lines_of(html) == ["对阵 | 比分", "医技 |"]


def test_a_preview_to_be_read_has_no_bar_of_the_editor(draft, officer, chair, client):
    state = submit(draft, officer)
    client.force_login(chair)
    html = client.get(reverse("approval_preview", args=[state.pk])).content.decode()
    assert "wagtail-userbar" not in html
