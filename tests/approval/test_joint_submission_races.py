"""Several at the same joint submission at the same moment, on real connections: each item is decided once."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState

from approval.models import ApprovalRecord, ApprovalSettings, ChainHead, JointSubmission
from approval.recording import lock_all
from approval.reminders import remind_and_escalate
from approval.together.deciding import Outcome, decide_together
from approval.together.members import states_of
from approval.together.submitting import TogetherRefused, submit_together
from approval.verification import verify_chain
from news.models import NewsPage
from notices.models import Notice
from people.models import Role
from tests.plugins.racing import at_once

from .conftest import make_draft, make_member, make_news_index

pytestmark = pytest.mark.race

ITEMS = 3


@pytest.fixture
def cast(committed_db):
    """The index, an officer, the chair and the deputy, committed."""
    officer = make_member("1001", "钱小文", Role.PUBLICITY_OFFICER)
    return (
        make_news_index(),
        officer,
        make_member("1002", "孙立", Role.CHAIR),
        make_member("1003", "李平", Role.DEPUTY_CHAIR),
    )


@pytest.fixture
def rounds(race_rounds) -> int:
    """Each round decides several items, so that fewer rounds show as much."""
    return max(2, race_rounds // 10)


def decision(joint, by, action, backwards=False):
    """Return a call that decides everything, with task states read beforehand, as two open pages would."""
    states = states_of(joint)
    return lambda: decide_together(joint, states[::-1] if backwards else states, by, action, "请核对")


def test_of_two_decisions_on_everything_each_item_gets_one(cast, rounds):
    index, officer, chair, deputy = cast
    for number in range(rounds):
        drafts = [make_draft(index, officer, f"race-{number}-{item}") for item in range(ITEMS)]
        joint = submit_together(drafts, title=f"第{number}批", by=officer)
        outcomes = at_once(decision(joint, chair, "approve"), decision(joint, deputy, "reject", backwards=True))
        assert all(isinstance(outcome, Outcome) for outcome in outcomes), outcomes
        approved, back = (len(outcome.decided) for outcome in outcomes)
        assert approved + back == ITEMS
        assert [len(outcome.refused) for outcome in outcomes] == [back, approved]
        pages = NewsPage.objects.filter(pk__in=[draft.pk for draft in drafts])
        assert pages.filter(live=True).count() == approved
        decided = ApprovalRecord.objects.filter(act__in=["approved", "sent_back"])
        assert decided.filter(submission__in=joint.items.values("workflow_state")).count() == ITEMS
        # Whichever of the two found nothing left: the author is told of everything, and of nothing twice.
        assert not joint.items.filter(told_at=None).exists()
        assert Notice.objects.filter(recipient=officer, link__contains=f"/{joint.pk}/").count() in (1, 2)
    assert verify_chain().fault is None


def test_without_the_lock_an_item_is_decided_twice(cast, monkeypatch, race_rounds):
    """The control: Wagtail's own `on_action` believes the state that it has in memory."""
    index, officer, chair, deputy = cast
    monkeypatch.setattr("approval.models.ReviewTask.on_action", AbstractGroupApprovalTask.on_action)
    for number in range(race_rounds):
        joint = submit_together([make_draft(index, officer, f"no-lock-{number}")], title="批", by=officer)
        outcomes = at_once(decision(joint, chair, "approve"), decision(joint, deputy, "reject"))
        if sum(len(getattr(outcome, "decided", [])) for outcome in outcomes) == 2:
            return
    pytest.fail("the race was never lost: it shows nothing")


def test_of_two_submissions_of_the_same_one_counts(cast, rounds):
    index, officer, _chair, _deputy = cast
    for number in range(rounds):
        drafts = [make_draft(index, officer, f"twice-{number}-{item}") for item in range(ITEMS)]
        again = [NewsPage.objects.get(pk=draft.pk) for draft in reversed(drafts)]
        outcomes = at_once(
            lambda drafts=drafts: submit_together(drafts, title="甲", by=officer),
            lambda again=again: submit_together(again, title="乙", by=officer),
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == [
            JointSubmission.__name__,
            TogetherRefused.__name__,
        ], outcomes
        assert WorkflowState.objects.filter(object_id__in=[str(draft.pk) for draft in drafts]).count() == ITEMS
        assert JointSubmission.objects.count() == number + 1
    assert TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count() == ITEMS * rounds


@pytest.fixture
def late(cast) -> JointSubmission:
    """A joint submission that has waited too long, and that nobody has been told of."""
    index, officer, _chair, _deputy = cast
    settings = ApprovalSettings.load()
    settings.escalate_after = 1
    settings.save()
    joint = submit_together(
        [make_draft(index, officer, f"late-{item}") for item in range(ITEMS)], title="晚", by=officer
    )
    for hours, state in enumerate(states_of(joint)):
        # The job takes them in the order in which they have waited.
        TaskState.objects.filter(pk=state.pk).update(started_at=timezone.now() - timedelta(days=20, hours=-hours))
    return joint


def pass_on_while_somebody_decides(joint: JointSubmission) -> list:
    """Run the job while somebody holds the last item, who comes to the end of the record when the job waits for it."""
    last = NewsPage.objects.get(pk=joint.items.order_by("position").last().object_id)
    held = threading.Event()

    def decider():
        with transaction.atomic():
            lock_all([last])
            held.set()
            _wait_until_somebody_waits()
            ChainHead.objects.select_for_update(nowait=True).get()

    def job():
        held.wait()
        return remind_and_escalate()

    return at_once(decider, job)


def _wait_until_somebody_waits() -> None:
    with connection.cursor() as cursor:
        for _time in range(1000):
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted"
                " AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())"
            )
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("nobody waits for what is held")


def test_the_job_that_passes_on_does_not_hold_the_record_while_it_waits_for_an_item(late):
    assert pass_on_while_somebody_decides(late) == [None, 2]
    assert ApprovalRecord.objects.filter(act="escalated").count() == ITEMS
    assert verify_chain().fault is None


def test_without_the_locks_beforehand_it_holds_the_record_and_both_wait(late, monkeypatch):
    """The control: whoever decides on the item would wait for the job, and the job for the item."""
    monkeypatch.setattr("approval.reminders.lock_all", lambda things: None)
    assert isinstance(pass_on_while_somebody_decides(late)[0], OperationalError)
