"""A database that is busy keeps one's turn: nothing is half done, and the same attempt comes again."""

import threading
from uuid import uuid4

import pytest
from django.db import connections, transaction

from signups import locking, rush
from signups.actions.signing_up import sign_up
from signups.errors import Busy
from signups.jobs import keep_up
from signups.locking import ATTEMPTS, lock_session, patiently
from signups.models import Offering, SignUp

from .invariants import assert_nothing_is_wrong, make_members, session_of_another_day

pytestmark = pytest.mark.race


@pytest.fixture
def held(committed_db, monkeypatch):
    """Return a session whose lock somebody holds, and what lets go of it."""
    for module in (locking, rush):
        monkeypatch.setattr(module, "LOCK_TIMEOUT", "50ms")
    session = session_of_another_day(capacity=1)
    is_held, let_go = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Offering.objects.select_for_update(no_key=True).get(pk=session.offering_id)
            is_held.set()
            let_go.wait(60)
        connections.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    is_held.wait(60)

    def release():
        let_go.set()
        thread.join()

    yield session, release
    release()


def test_whoever_finds_it_busy_tries_again_with_the_same_attempt_and_has_one_sign_up(held):
    session, release = held
    (member,) = make_members(1)
    attempt = uuid4()
    for _press in range(2):
        with pytest.raises(Busy):
            sign_up(member, session, attempt=attempt)
    assert not SignUp.objects.exists()
    release()
    first = sign_up(member, session, attempt=attempt)
    assert sign_up(member, session, attempt=attempt) == first
    assert SignUp.objects.get().is_confirmed
    assert_nothing_is_wrong(session)


def test_a_verb_within_another_is_not_tried_again_by_itself(held):
    """Three times three attempts would be more than the ten seconds that anybody waits."""
    session, _release = held
    outer_tries, inner_tries = [], []

    @patiently
    def outer():
        outer_tries.append(session)
        inner()

    @patiently
    def inner():
        inner_tries.append(session)
        lock_session(session.pk)

    with pytest.raises(Busy):
        outer()
    assert (len(outer_tries), len(inner_tries)) == (ATTEMPTS, ATTEMPTS)


def test_after_a_verb_that_failed_the_next_one_is_patient_again(held):
    session, _release = held
    for _time in range(2):
        tries = []

        @patiently
        def act(tries=tries):
            tries.append(session)
            lock_session(session.pk)

        with pytest.raises(Busy):
            act()
        assert len(tries) == ATTEMPTS


def test_the_clock_passes_over_what_is_busy_and_does_the_rest(held):
    busy, release = held
    free = session_of_another_day(capacity=1)
    waiting = [SignUp.objects.create(session=each, member=make_members(1)[0]) for each in (busy, free)]
    keep_up(0)
    assert [SignUp.objects.get(pk=row.pk).is_confirmed for row in waiting] == [False, True]
    release()
    keep_up(0)
    assert SignUp.objects.get(pk=waiting[0].pk).is_confirmed
