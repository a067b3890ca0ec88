"""Processes that are killed in the middle of an act: what they had not committed has not happened."""

import os
import random
import signal
import threading
import time
from http.client import HTTPConnection, HTTPException
from uuid import uuid4

import psutil
import pytest
from django.db import connections

from bench.crowd import TOKEN, sign_in
from signups.actions.confirming import confirm
from signups.actions.giving_back import cancel
from signups.actions.sessions import resize
from signups.actions.signing_up import sign_up
from signups.actions.upkeep import catch_up, due_sessions
from signups.errors import SignUpRefused
from signups.jobs import keep_up
from signups.models import Session, SignUp
from tests.factories import make_site

from .invariants import assert_nothing_is_wrong, make_members, run_given_jobs, session_of_another_day

pytestmark = pytest.mark.race

HANDS = 3
# How long a process lives once it has begun, in seconds: some acts.
LIVES = (0.05, 0.8)
FIXED_SEED = 20260308


def act_for_ever(members, sessions, seed):
    """Sign up, cancel, confirm and change places at random, as the web does; and give places, as the worker does."""
    chance = random.Random(seed)
    while True:
        member, session = chance.choice(members), chance.choice(sessions)
        act = chance.choice(["ask", "ask", "give back", "confirm", "resize", "work"])
        own = SignUp.objects.live().filter(member=member)
        try:
            if act == "ask":
                sign_up(member, session, attempt=uuid4())
            elif act == "give back" and own:
                cancel(own[0], member, knows_it_is_late=True)
            elif act == "confirm" and own:
                confirm(own[0], member)
            elif act == "resize":
                resize(session, chance.randint(1, 4), member)
            elif act == "work":
                keep_up(0)
                run_given_jobs()
        except SignUpRefused:
            continue


def in_another_process(act, *args) -> int:
    """Return the id of a process that has begun to do `act`, on a connection of its own, until it is killed."""
    # What is open would be closed by both.
    connections.close_all()
    begun, begins = os.pipe()
    pid = os.fork()
    if pid:
        os.close(begins)
        os.read(begun, 1)
        os.close(begun)
        return pid
    try:
        connections["default"].ensure_connection()
        os.write(begins, b"!")
        act(*args)
    finally:
        os._exit(1)


def kill_often(times: int) -> None:
    members, chance = make_members(8), random.Random(FIXED_SEED)
    first = session_of_another_day(capacity=2, confirm_within_hours=2)
    sessions = [
        first,
        session_of_another_day(capacity=2),
        session_of_another_day(capacity=1, starts_at=first.starts_at),
    ]
    # Addresses and catalogues are loaded once, and not in each of those who have little time.
    sign_up(members[0], session_of_another_day(capacity=1))
    before = SignUp.objects.count()
    for _time in range(times):
        pids = [in_another_process(act_for_ever, members, sessions, chance.random()) for _hand in range(HANDS)]
        for pid in pids:
            time.sleep(chance.uniform(*LIVES))
            os.kill(pid, signal.SIGKILL)
            _pid, status = os.waitpid(pid, 0)
            assert os.WIFSIGNALED(status), "it failed before it was killed"
        for session_id in due_sessions():
            catch_up(session_id)
        assert_nothing_is_wrong(*sessions)
    assert SignUp.objects.count() > before


def test_processes_that_are_killed_at_random_moments_leave_nothing_wrong(committed_db):
    kill_often(4)


@pytest.mark.long
def test_a_hundred_rounds_of_killing_leave_nothing_wrong(committed_db):
    kill_often(100)


class Presser:
    """Somebody who presses again, with the same attempt, until there is an answer."""

    def __init__(self, site, cookie: str, token: str, session: Session):
        self.site, self.session = site, session
        self.headers = {
            "Cookie": cookie,
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
            "Connection": "close",
        }
        self.body = f"attempt={uuid4()}"

    def press(self) -> None:
        until = time.monotonic() + 90
        while (status := self._answer()) not in (200, 302):
            assert time.monotonic() < until, f"the last answer was {status}"
            time.sleep(0.2)

    def _answer(self) -> int:
        connection = HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        try:
            connection.request("POST", f"/sessions/{self.session.pk}/sign-up/", self.body, self.headers)
            return connection.getresponse().status
        except (OSError, HTTPException):
            return 0
        finally:
            connection.close()


@pytest.mark.long
def test_a_web_server_and_a_worker_that_are_killed_meanwhile_lose_no_place_and_tell_nobody_twice(live_site):
    with live_site.rows():
        make_site()
        members, session = make_members(40), session_of_another_day(capacity=10)
        cookies = sign_in(members)
        crowd = [Presser(live_site, cookie, TOKEN, session) for cookie in cookies]
        threads = [threading.Thread(target=presser.press) for presser in crowd]
        chance = random.Random(FIXED_SEED)
        for thread in threads:
            thread.start()
            if chance.random() < 0.2:
                for worker in psutil.Process(live_site.programs[0].pid).children():
                    worker.kill()
        live_site.programs.pop(1).kill()
        live_site.start_worker()
        for thread in threads:
            thread.join(120)
        assert session.sign_ups.count() == len(members)
        assert SignUp.objects.granted().filter(session=session).count() == 10
        assert_nothing_is_wrong(session)
        holder = SignUp.objects.granted().filter(session=session).first()
        cancel(holder, holder.member)
        assert_nothing_is_wrong(session)
