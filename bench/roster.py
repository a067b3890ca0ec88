"""How long does a roster of 8,000 take: to be compared, applied and undone?

The goal is the office's patience, a minute, for comparing and applying together on two cores; hence seconds, and not
a ratio. The load of the machine stands above the table; where others share it, the processor time of this process,
without that of the database, says more than the clock does.
"""

# ruff: noqa: E402 - Django is made ready before whatever imports models.
import fcntl
import io
import os
import random
import statistics
import sys
import time
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"

import django

django.setup()

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connections

from cms.embedded_postgres import server_for_tests
from people.models import Branch, Campus, Department, Member, RosterImport, UnionGroup
from people.roster import work
from people.roster.columns import EXPORTED_WORDS
from people.roster.exporting import write_roster
from people.roster.steps import begin_applying, begin_comparing, begin_undoing, receive_roster

PEOPLE = 8_000
ROUNDS = 3
GOAL_SECONDS = 60
DATABASE = f"bench_roster_{os.getpid()}"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍红玲芬"


def staff(count: int) -> list[Member]:
    """People as a hospital of five campuses has them, every column filled."""
    chance = random.Random(8000)
    kinds, states = list(EXPORTED_WORDS["employment"]), list(EXPORTED_WORDS["staff_status"])[:6]
    people = []
    for number in range(count):
        born = date(1960, 1, 1) + timedelta(days=chance.randrange(14_000))
        began = born + timedelta(days=chance.randrange(8_000, 10_000))
        people.append(
            Member(
                employee_number=f"{number:06}",
                name=chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2)),
                gender=chance.choice("fm"),
                birthday=born,
                mobile=f"13{chance.randrange(10**9):09}",
                email=f"{number:06}@example.org",
                title="主治医师",
                employment=chance.choice(kinds),
                staff_status=chance.choice(states),
                started_work_on=began,
                joined_hospital_on=began,
                started_practice_on=began,
            )
        )
    return people


def workbook_of(people: list[Member]) -> bytes:
    """The people as an export has them, with parts of the house that the site does not know yet."""
    for number, member in enumerate(people):
        member.department = Department(name=f"第{number % 120}科")
        member.campus = Campus(name=f"第{number % 5}院区")
        member.union_group = UnionGroup(name=f"第{number % 200}小组", branch=Branch(name=f"第{number % 20}分会"))
    book = write_roster(people, by=people[0])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def next_month(people: list[Member]) -> list[Member]:
    """What a month changes: telephones, posts, some who come and some who go."""
    people = people[300:] + staff(PEOPLE + 300)[PEOPLE:]
    for member in people[::20]:
        member.title = "副主任医师"
    return people


class Taken(NamedTuple):
    """Seconds by the clock, and of this process's own work."""

    clock: float
    processor: float


def seconds(step) -> Taken:
    begun, worked = time.perf_counter(), time.process_time()
    step()
    return Taken(time.perf_counter() - begun, time.process_time() - worked)


def one_import(content: bytes, by: Member) -> tuple[RosterImport, dict[str, Taken]]:
    times = {}
    roster = None

    def upload():
        nonlocal roster
        roster = receive_roster(ContentFile(content, name="roster.xlsx"), by=by)
        begin_comparing(roster, roster.mapping, RosterImport.Covers.WHOLE)

    times["upload"] = seconds(upload)
    times["compare"] = seconds(lambda: work.compare(roster.pk))
    roster.refresh_from_db()
    assert roster.state == RosterImport.State.COMPARED, roster.trouble
    begin_applying(roster, by=by, leavers=roster.leaving)
    times["apply"] = seconds(lambda: work.carry_out(roster.pk))
    times["let the search find them, later"] = seconds(lambda: work.index(roster.pk))
    roster.refresh_from_db()
    assert roster.state == RosterImport.State.APPLIED, roster.trouble
    return roster, times


def undo(roster: RosterImport, by: Member) -> Taken:
    begin_undoing(roster, by=by)
    taken = seconds(lambda: work.take_back(roster.pk))
    roster.refresh_from_db()
    assert roster.state == RosterImport.State.UNDONE, roster.trouble
    return taken


def measure() -> dict[str, list[Taken]]:
    by = Member.objects.create_superuser("root", name="管理员")
    first, second = workbook_of(staff(PEOPLE)), workbook_of(next_month(staff(PEOPLE)))
    found: dict[str, list[Taken]] = {}

    def note(kind: str, times: dict[str, Taken]) -> None:
        for name, taken in times.items():
            found.setdefault(f"{kind}: {name}", []).append(taken)
        found.setdefault(f"{kind}: compare and apply", []).append(
            Taken(*(sum(pair) for pair in zip(times["compare"], times["apply"], strict=True)))
        )

    for _round in range(ROUNDS):
        everybody, times = one_import(first, by)
        note(f"{PEOPLE} new", times)
        month, times = one_import(second, by)
        note("next month", times)
        found.setdefault("next month: undo", []).append(undo(month, by))
        found.setdefault(f"{PEOPLE} new: undo", []).append(undo(everybody, by))
        assert Member.objects.count() == 1, "an undo has left somebody"
    return found


@contextmanager
def own_database():
    """A migrated database on the test server, gone afterwards; test runs that began meanwhile keep the server."""
    server = server_for_tests(settings.BASE_DIR)
    server.folder.parent.mkdir(parents=True, exist_ok=True)
    with open(server.folder.parent / "test-runs.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        server.start()
        try:
            with server.connect() as direct:
                direct.execute(f'CREATE DATABASE "{DATABASE}"')
            connections.settings["default"]["NAME"] = DATABASE
            call_command("migrate", interactive=False, verbosity=0)
            yield
        finally:
            connections.close_all()
            with server.connect() as direct:
                direct.execute(f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)')
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                server.stop()


def main() -> int:
    with own_database():
        found = measure()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {ROUNDS} rounds")
    print(f"{'seconds':<48}{'median':>8}{'min':>8}{'max':>8}{'processor':>11}")
    for name, times in found.items():
        clock = [taken.clock for taken in times]
        work_done = statistics.median(taken.processor for taken in times)
        print(f"{name:<48}{statistics.median(clock):8.1f}{min(clock):8.1f}{max(clock):8.1f}{work_done:11.1f}")
    short = False
    for name in (f"{PEOPLE} new: compare and apply", f"{PEOPLE} new: undo", "next month: compare and apply"):
        median = statistics.median(taken.clock for taken in found[name])
        short |= median > GOAL_SECONDS
        print(f"{name}: {median:.1f} s (goal {GOAL_SECONDS} s) {'ok' if median <= GOAL_SECONDS else 'short'}")
    return int(short)


if __name__ == "__main__":
    sys.exit(main())
