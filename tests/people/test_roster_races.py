"""Two imports at once, a worker that dies half way, a job that is done twice."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from people.models import Department, Member, RosterImport
from people.roster import applying, work
from people.roster.steps import begin_applying
from tests.factories import MemberFactory
from tests.plugins.racing import at_once

from .rosters import LI, ZHANG, applied, compared, workbook

pytestmark = pytest.mark.race
PATIENCE_SECONDS = 60


@pytest.fixture
def administrator(committed_db, roster_folder):
    return MemberFactory(administrator=True, employee_number="9001", name="钱管理")


def begun(content: bytes, by: Member) -> int:
    roster = compared(content, by)
    begin_applying(roster, by=by)
    return roster.pk


def both_begun(contents: list[bytes], by: Member) -> list[int]:
    """Imports that were all begun in one moment, when none of them saw another at work."""
    pks = [compared(content, by).pk for content in contents]
    RosterImport.objects.filter(pk__in=pks).update(state="applying", applied_by=by)
    return pks


def states(*pks: int) -> list[str]:
    return sorted(RosterImport.objects.filter(pk__in=pks).values_list("state", flat=True))


def race(administrator, number: int) -> tuple[int, int]:
    """Two imports that bring the same new person, applied at the same moment."""
    person = [f"7{number:03}", "王五", "男", f"第{number}科"]
    pks = both_begun([workbook([person])] * 2, administrator)
    assert at_once(*[lambda pk=pk: work.carry_out(pk) for pk in pks]) == [None, None]
    return pks


def test_of_two_imports_at_once_the_second_is_compared_again(administrator, race_rounds):
    for number in range(race_rounds):
        pks = race(administrator, number)
        assert states(*pks) == ["applied", "compared"]
        refused = RosterImport.objects.get(pk__in=pks, state="compared")
        assert "重新比对" in refused.trouble
    assert Member.objects.filter(name="王五").count() == race_rounds
    assert Department.objects.count() == race_rounds


def test_without_the_lock_the_second_runs_into_the_first(administrator, race_rounds, monkeypatch):
    monkeypatch.setattr(applying, "lock_the_roster", lambda: None)
    # Both have looked before either writes.
    check = applying._check_nothing_changed

    def look_and_wait(rows, known):
        check(rows, known)
        time.sleep(0.3)

    monkeypatch.setattr(applying, "_check_nothing_changed", look_and_wait)
    person = ["7001", "王五", "男", "急诊科"]
    pks = both_begun([workbook([person])] * 2, administrator)
    outcomes = at_once(*[lambda pk=pk: work.carry_out(pk) for pk in pks])
    assert [type(outcome).__name__ for outcome in outcomes].count("IntegrityError") == 1


def test_a_job_that_is_done_twice_at_once_counts_once(administrator, race_rounds):
    for number in range(min(race_rounds, 10)):
        pk = begun(workbook([[f"8{number:03}", "赵六"]]), administrator)
        at_once(*[lambda: work.carry_out(pk)] * 2)  # noqa: B023
        assert states(pk) == ["applied"]
    assert Member.objects.filter(name="赵六").count() == min(race_rounds, 10)


def test_of_an_undo_and_an_import_at_once_one_is_refused(administrator):
    first = applied(workbook([ZHANG]), administrator)
    second = both_begun([workbook([[*ZHANG[:6], "13700137000"]])], administrator)[0]
    RosterImport.objects.filter(pk=first.pk).update(state="undoing", undone_by=administrator)
    at_once(lambda: work.take_back(first.pk), lambda: work.carry_out(second))
    zhang = Member.objects.filter(employee_number="3001").first()
    # Either the undo came first, and the comparison is older than it; or the first is no longer the last import.
    if zhang is None:
        assert states(first.pk, second) == ["compared", "undone"]
    else:
        assert states(first.pk, second) == ["applied", "applied"]
        assert (zhang.is_active, zhang.mobile) == (True, "13700137000")


DYING = """
import os, sys, time
import django
django.setup()
from django.db import connection
from people.roster import applying, work
write = applying.write_members

def write_and_hang(new, changed):
    write(new, changed)
    print("written", flush=True)
    time.sleep(60)

applying.write_members = write_and_hang
work.carry_out(int(sys.argv[1]))
"""


def test_a_worker_that_is_killed_half_way_leaves_nothing_and_the_next_one_does_it_all(administrator, tmp_path):
    pk = begun(workbook([ZHANG, LI]), administrator)
    name = connection.settings_dict
    user, host, port = name["USER"], name["HOST"], name.get("PORT") or ""
    address = f"postgresql://{user}@/{name['NAME']}?host={host}" + (f"&port={port}" if port else "")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.testserver",
        "DATABASE_URL": address,
        "EMAIL_URL": "console:",
        "MEDIA_ROOT": str(tmp_path / "media"),
        "PORT": "1",
    }
    worker = subprocess.Popen(
        [sys.executable, "-c", DYING, str(pk)],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert worker.stdout.readline().strip() == "written"
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait(PATIENCE_SECONDS)
    assert not Member.objects.filter(employee_number__in=["3001", "3002"]).exists()
    assert not Department.objects.exists()
    assert states(pk) == ["applying"]
    # The server notices sooner or later that nobody is at the other end; its lock goes with it.
    work.carry_out(pk)
    assert states(pk) == ["applied"]
    assert Member.objects.filter(employee_number__in=["3001", "3002"]).count() == 2
