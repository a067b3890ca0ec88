"""Two people decide at the same moment, on real connections: one decision counts."""

import pytest
from wagtail.models import AbstractGroupApprovalTask, TaskState

from approval.errors import AlreadyDecided
from news.models import NewsPage
from people.models import Role
from tests.plugins.racing import at_once

from .conftest import make_draft, make_member, make_news_index, submit

pytestmark = pytest.mark.race


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


def decision(state, by, action):
    """Return a call that decides with a task state read beforehand, as two open browser tabs would."""
    stale = TaskState.objects.get(pk=state.pk).specific
    task = stale.task.specific
    return lambda: task.on_action(stale, by, action, comment="雨天路滑，改期")


@pytest.mark.parametrize(("first", "second"), [("approve", "approve"), ("approve", "reject")])
def test_of_two_decisions_at_once_one_counts(cast, race_rounds, first, second):
    index, officer, chair, deputy = cast
    for number in range(race_rounds):
        page = make_draft(index, officer, slug=f"{first}-{second}-{number}")
        state = submit(page, officer)
        outcomes = at_once(decision(state, chair, first), decision(state, deputy, second))
        assert sorted(type(outcome) for outcome in outcomes if outcome is not None) == [AlreadyDecided]
        winner = first if outcomes[0] is None else second
        page, state = NewsPage.objects.get(pk=page.pk), TaskState.objects.get(pk=state.pk)
        assert page.live == (winner == "approve")
        assert state.status == ("approved" if winner == "approve" else "rejected")


def test_without_the_lock_both_decisions_count(cast, monkeypatch, race_rounds):
    """The control: Wagtail's own `on_action` believes the state that it has in memory."""
    index, officer, chair, deputy = cast
    monkeypatch.setattr("approval.models.ReviewTask.on_action", AbstractGroupApprovalTask.on_action)
    for number in range(race_rounds):
        state = submit(make_draft(index, officer, slug=f"no-lock-{number}"), officer)
        outcomes = at_once(decision(state, chair, "approve"), decision(state, deputy, "reject"))
        if outcomes == [None, None]:
            return
    pytest.fail("the race was never lost: it shows nothing")
