"""What waits too long: approvers are reminded, then others may decide as well."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from approval.errors import NotYoursToDecide
from approval.models import ApprovalSettings, Finder, ReviewTask
from approval.reminders import remind_and_escalate
from approval.roles import WORKFLOW_NAME
from notices.models import Notice

from .conftest import decide, is_live, make_member, submit

SHANGHAI = ZoneInfo("Asia/Shanghai")
# A Monday without holidays around it.
MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def person():
    task = ReviewTask.objects.get(name=WORKFLOW_NAME)
    task.finder, task.person = Finder.PERSON, make_member("3003", "赵文体")
    task.save()
    return task.person


def test_approvers_are_reminded_once_after_two_working_days(clock, draft, officer, person, chair):
    submit(draft, officer)
    clock.move_to(MONDAY + timedelta(days=1, hours=23))
    assert remind_and_escalate() == 0
    clock.move_to(MONDAY + timedelta(days=2))
    assert remind_and_escalate() == 1
    assert remind_and_escalate() == 0
    assert Notice.objects.filter(recipient=person, kind="approval.reminder").count() == 1
    assert not Notice.objects.filter(recipient=chair).exists()


def test_days_off_do_not_count(clock, draft, officer, person):
    clock.move_to(MONDAY + timedelta(days=4))
    submit(draft, officer)
    clock.move_to(MONDAY + timedelta(days=7, hours=23))
    assert remind_and_escalate() == 0
    clock.move_to(MONDAY + timedelta(days=8))
    assert remind_and_escalate() == 1


def test_then_chair_and_deputies_may_decide_as_well(clock, draft, officer, person, chair, deputy):
    state = submit(draft, officer)
    with pytest.raises(NotYoursToDecide):
        decide(state, deputy)
    clock.move_to(MONDAY + timedelta(days=4))
    remind_and_escalate()
    assert set(Notice.objects.filter(kind="approval.escalated").values_list("recipient", flat=True)) == {
        person.pk,
        chair.pk,
        deputy.pk,
    }
    decide(state, deputy)
    assert is_live(draft)


def test_the_office_sets_the_days_and_zero_is_never(clock, draft, officer, person, chair):
    settings = ApprovalSettings.load()
    settings.remind_after = settings.escalate_after = 0
    settings.save()
    state = submit(draft, officer)
    clock.move_to(MONDAY + timedelta(days=60))
    assert remind_and_escalate() == 0
    with pytest.raises(NotYoursToDecide):
        decide(state, chair)
