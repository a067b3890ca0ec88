"""Two people decide at the same moment, on real connections: one decision counts, with one record, and what it lets
through is made public once.
"""

import pytest
from wagtail.log_actions import registry
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState

from approval.errors import AlreadyDecided
from approval.models import Act, ApprovalRecord
from approval.verification import verify_chain
from news.models import NewsPage
from people.models import Role
from tests.plugins.racing import at_once

from .conftest import make_draft, make_member, make_news_index, submit

pytestmark = pytest.mark.race

# Fewer than these say little about two who decide at once.
LEAST_ROUNDS = 50
DECISIONS = [Act.APPROVED, Act.SENT_BACK]


@pytest.fixture
def cast(committed_db):
    """A submitted page's task state, the chair and the deputy, committed."""
    officer = make_member("1001", "钱小文", Role.PUBLICITY_OFFICER)
    page = make_draft(make_news_index(), officer)
    return (
        submit(page, officer),
        make_member("1002", "孙立", Role.CHAIR),
        make_member("1003", "李平", Role.DEPUTY_CHAIR),
    )


def decision(state, by, action):
    """Return a call that decides with a task state read beforehand, as two open browser tabs would."""
    stale = TaskState.objects.get(pk=state.pk).specific
    task = stale.task.specific
    return lambda: task.on_action(stale, by, action, comment="雨天路滑，改期")


def let_it_wait_again(state) -> None:
    """Undo the decision past all rules: a new page for each round would take longer than the race."""
    page = Page.objects.filter(pk=state.revision.object_id)
    page.update(live=False, live_revision=None, has_unpublished_changes=True, first_published_at=None)
    TaskState.objects.filter(pk=state.pk).update(status=TaskState.STATUS_IN_PROGRESS, finished_by=None, comment="")
    WorkflowState.objects.filter(pk=state.workflow_state_id).update(
        status=WorkflowState.STATUS_IN_PROGRESS, current_task_state=state.pk
    )


def publications_of(page) -> int:
    return registry.get_logs_for_instance(page).filter(action="wagtail.publish").count()


@pytest.mark.parametrize(("first", "second"), [("approve", "approve"), ("approve", "reject")])
def test_of_two_decisions_at_once_one_counts(cast, race_rounds, first, second):
    state, chair, deputy = cast
    page = NewsPage.objects.get(pk=state.revision.object_id)
    decided = ApprovalRecord.objects.filter(submission=state.workflow_state_id, act__in=DECISIONS)
    published = ApprovalRecord.objects.filter(thing_id=str(page.pk), act=Act.PUBLISHED)
    publications = 0
    for number in range(max(race_rounds, LEAST_ROUNDS)):
        let_it_wait_again(state)
        outcomes = at_once(decision(state, chair, first), decision(state, deputy, second))
        # One decision,
        assert [type(outcome) for outcome in outcomes if outcome is not None] == [AlreadyDecided]
        winner = first if outcomes[0] is None else second
        assert TaskState.objects.get(pk=state.pk).status == ("approved" if winner == "approve" else "rejected")
        assert NewsPage.objects.get(pk=page.pk).live == (winner == "approve")
        # one record of it,
        assert decided.count() == number + 1
        # and one publication, or none.
        publications += winner == "approve"
        assert published.count() == publications
        assert publications_of(page) == publications
    assert verify_chain().fault is None


def test_without_the_lock_both_decisions_count(cast, monkeypatch, race_rounds):
    """The control: Wagtail's own `on_action` believes the state that it has in memory."""
    state, chair, deputy = cast
    monkeypatch.setattr("approval.models.ReviewTask.on_action", AbstractGroupApprovalTask.on_action)
    for _number in range(max(race_rounds, LEAST_ROUNDS)):
        let_it_wait_again(state)
        outcomes = at_once(decision(state, chair, "approve"), decision(state, deputy, "reject"))
        if outcomes == [None, None]:
            return
    pytest.fail("the race was never lost: it shows nothing")
