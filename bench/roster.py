"""How long does a roster of 8,000 take: to be compared, applied and undone? Is the verdict on every row right?

The goal is the office's patience, a minute, for comparing and applying together on two cores; hence seconds, and not
a ratio. The load of the machine stands above the table; where others share it, the processor time of this process,
without that of the database, says more than the clock does. The verdicts are those on a roster as offices write it
(`bench/roster_trouble.py`); they hold whatever the load. Run as `.venv/bin/python bench/roster.py`.
"""

import argparse
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

# The folder of a script stands first on the path, where this file would hide the room of its name.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.stage import Goals, Series, own_databases, seconds  # isort: skip - makes Django ready

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import override_settings

from bench.roster_data import House, next_month, staff, workbook_of
from bench.roster_trouble import TroubledRoster
from people.models import Member, RosterImport
from people.roster import work
from people.roster.steps import begin_applying, begin_comparing, begin_undoing, receive_roster

PEOPLE = 8_000
ROUNDS = 3
GOAL_SECONDS = 60
WHOLE, PART = RosterImport.Covers.WHOLE, RosterImport.Covers.PART
State = RosterImport.State
COMPARE_AND_APPLY = "compare and apply"


@dataclass
class Watched(Series):
    """Times by the clock, and of this process's own work."""

    worked: list[float] = field(default_factory=list)

    def watch(self, act: Callable[[], None]) -> None:
        begun = time.process_time()
        self.times.append(seconds(act))
        self.worked.append(time.process_time() - begun)

    @classmethod
    def both(cls, one: "Watched", other: "Watched") -> "Watched":
        times = [sum(pair) for pair in zip(one.times, other.times, strict=True)]
        return cls(times, worked=[sum(pair) for pair in zip(one.worked, other.worked, strict=True)])


class Office:
    """An administrator who imports rosters and takes them back; `found` has the times of each step by kind of file."""

    def __init__(self):
        self.by = Member.objects.create_superuser("root", name="管理员")
        self.found: dict[str, Watched] = defaultdict(Watched)

    def compare(self, kind: str, content: bytes, covers: str) -> RosterImport:
        rosters = []
        self.found[f"{kind}: upload"].watch(lambda: rosters.append(self._upload(content, covers)))
        (roster,) = rosters
        self.found[f"{kind}: compare"].watch(lambda: work.compare(roster.pk))
        return self._now(roster, State.COMPARED)

    def bring(self, kind: str, content: bytes) -> RosterImport:
        roster = self.compare(kind, content, WHOLE)
        begin_applying(roster, by=self.by, leavers=roster.leaving)
        self.found[f"{kind}: apply"].watch(lambda: work.carry_out(roster.pk))
        self.found[f"{kind}: let the search find them, later"].watch(lambda: work.index(roster.pk))
        return self._now(roster, State.APPLIED)

    def take_back(self, kind: str, roster: RosterImport) -> None:
        begin_undoing(roster, by=self.by)
        self.found[f"{kind}: undo"].watch(lambda: work.take_back(roster.pk))
        self._now(roster, State.UNDONE)

    def add_up(self, kind: str) -> None:
        compare, apply = self.found[f"{kind}: compare"], self.found[f"{kind}: apply"]
        self.found[f"{kind}: {COMPARE_AND_APPLY}"] = Watched.both(compare, apply)

    def _upload(self, content: bytes, covers: str) -> RosterImport:
        roster = receive_roster(ContentFile(content, name="roster.xlsx"), by=self.by)
        begin_comparing(roster, roster.mapping, covers)
        return roster

    def _now(self, roster: RosterImport, state: str) -> RosterImport:
        roster.refresh_from_db()
        if roster.state != state:
            raise SystemExit(f"{roster.state} instead of {state}: {roster.trouble}")
        return roster


def measure(office: Office, people: int, rounds: int) -> None:
    """Bring in everybody and the next month's roster, and take both back, in turns."""
    new, month = f"{people} new", "next month"
    first, second = workbook_of(staff(people, House())), workbook_of(next_month(people, House()))
    for _round in range(rounds):
        everybody = office.bring(new, first)
        office.take_back(month, office.bring(month, second))
        office.take_back(new, everybody)
        if Member.objects.count() != 1:
            raise SystemExit("an undo has left somebody")
    office.add_up(new)
    office.add_up(month)


def check(office: Office, people: int) -> list[str]:
    """Return what is wrong of the verdicts on a roster as offices write it."""
    trouble = TroubledRoster(people)
    trouble.make_known()
    roster = office.compare(f"{people} with trouble", trouble.workbook(), PART)
    peculiar = sum(row.kind != "plain" for row in trouble.rows)
    print(f"{people} with trouble: {peculiar} rows are peculiar, {roster.faulty} are found faulty")
    return trouble.wrong_verdicts(roster)


def show(found: dict[str, Watched]) -> None:
    print(f"\n{'in s':<48}{'median':>8}{'min':>8}{'max':>8}{'processor':>11}")
    for name, series in found.items():
        cells = "".join(f"{value:8.1f}" for value in (series.median, min(series.times), max(series.times)))
        print(f"{name:<48}{cells}{median(series.worked):11.1f}")
    print()


def judge(found: dict[str, Watched], people: int, wrong: list[str]) -> Goals:
    goals = Goals()
    for name in (f"{people} new: {COMPARE_AND_APPLY}", f"{people} new: undo", f"next month: {COMPARE_AND_APPLY}"):
        goals.at_most(name, found[name].median, GOAL_SECONDS, " s")
    goals.at_most("rows with a wrong verdict", len(wrong), 0)
    for sentence in wrong[:10]:
        print(f"  {sentence}")
    return goals


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    # Rosters wait in a folder of this run, and not among the demo's.
    with own_databases() as databases, TemporaryDirectory() as folder, override_settings(VAR_DIR=folder):
        databases.make("roster")
        call_command("migrate", interactive=False, verbosity=0)
        office = Office()
        measure(office, asked.people, asked.rounds)
        wrong = check(office, asked.people)
    show(office.found)
    print(f"load after: {os.getloadavg()[0]:.1f}")
    judge(office.found, asked.people, wrong).leave()


if __name__ == "__main__":
    main()
