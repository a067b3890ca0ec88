"""What a field says to an approver and on the sheet: words, never what is stored."""

from datetime import timedelta

import pytest
from django.urls import reverse

from activities.models import RecurringActivity
from approval.models import Act, ApprovalRecord
from approval.wording import duration_in_words, lines_of
from tests.factories.activities import RecurringActivityFactory

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
