"""Several people act at the same moment, on real connections: their records make one chain."""

import pytest
from django.db import IntegrityError
from wagtail.models import Page

from approval.models import Act, ApprovalRecord, ChainHead
from approval.recording import record
from approval.verification import verify_chain
from people.models import Member, Role
from tests.plugins.racing import at_once

from .conftest import decide, make_draft, make_member, make_news_index, submit
from .test_decision_races import let_it_wait_again

pytestmark = pytest.mark.race

WRITERS = 4


@pytest.fixture
def writers(committed_db):
    return [make_member(f"300{number}", f"职工{number}") for number in range(WRITERS)]


def write(actor: Member):
    return lambda: record(Act.DELEGATED, actor=actor)


def test_parallel_writers_make_one_chain(writers, race_rounds):
    for _round in range(race_rounds):
        outcomes = at_once(*[write(actor) for actor in writers])
        assert all(isinstance(outcome, ApprovalRecord) for outcome in outcomes)
    assert verify_chain().fault is None
    assert verify_chain().count == WRITERS * race_rounds


def test_without_the_lock_two_records_follow_the_same_one(writers, race_rounds, monkeypatch):
    """The control: the database refuses the fork, and one of the acts would fail for nothing."""
    monkeypatch.setattr("approval.recording.lock_head", lambda: ChainHead.objects.get())
    for _round in range(race_rounds):
        if any(isinstance(outcome, IntegrityError) for outcome in at_once(*[write(actor) for actor in writers])):
            return
    pytest.fail("the race was never lost: it shows nothing")


@pytest.fixture
def cast(committed_db):
    """The index, an officer, the chair and the deputy, committed."""
    return (
        make_news_index(),
        make_member("1001", "钱小文", Role.PUBLICITY_OFFICER),
        make_member("1002", "孙立", Role.CHAIR),
        make_member("1003", "李平", Role.DEPUTY_CHAIR),
    )


def test_an_approval_and_a_taking_down_at_once_do_not_wait_for_each_other_for_ever(cast, race_rounds):
    """Both lock the page before the chain."""
    index, officer, chair, deputy = cast
    page = make_draft(index, officer)
    first = submit(page, officer)
    decide(first, chair)
    page = type(page).objects.get(pk=page.pk)
    page.save_revision(user=officer)
    state = submit(page, officer)
    for _round in range(race_rounds):
        let_it_wait_again(state)
        Page.objects.filter(pk=page.pk).update(live=True, live_revision=first.revision)
        live = type(page).objects.get(pk=page.pk)
        outcomes = at_once(lambda: decide(state, deputy), lambda: live.unpublish(user=chair))  # noqa: B023
        assert outcomes == [None, None]
    assert verify_chain().fault is None
