"""Does the approvers' work stay quick when much waits and the record is long?

Two databases with the same people: one with a page of submissions and a short record, one with 500 and 20,000. Both
are measured in turns; what grows with the rows shows in the ratio. Run as `.venv/bin/python bench/approval.py`.
"""

import argparse
import os
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

# The folder of a script stands first on the path, where this file would hide the room of its name.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.stage import Databases, Goals, Series, own_databases, seconds  # isort: skip - makes Django ready

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from approval.queue import waiting_for
from bench.approval_data import chair, make_cast_and_site, submit_one, write_records

SMALL, LARGE = "small", "large"
SIZES = {SMALL: (20, 200), LARGE: (500, 20_000)}
ROUNDS = 5
DECISIONS = 6

BARE = "bare Wagtail page"
PAGES = {
    BARE: "/admin/account/",
    "first page": "/admin/",
    "queue": "/admin/approvals/",
    "small changes together": "/admin/approvals/several/",
    "review page": "",
    "records": "/admin/approval/approvalrecord/",
    "records, filtered": "/admin/approval/approvalrecord/?act=submitted&by=O003&q=健步走",
    "figures": "/admin/approvals/figures/",
    "calendar": "/admin/approvals/calendar/",
}
DECISION, EXPORT, VERIFICATION = "decision", "export", "verify_approvals"
RECORDS = PAGES["records"]
# What shows rows must not grow with those it does not show; the rest reads every record once, by its nature.
FLAT = ["first page", "queue", "small changes together", "review page", DECISION]
# All of them, with those for session, rights and menu.
QUERIES_OF_THE_QUEUE = 20
SECONDS_OF_A_PAGE = 1
SECONDS_OF_A_DECISION = 2
SECONDS_OF_AN_EXPORT = 5
SECONDS_OF_A_VERIFICATION = 10
GROWTH = 2


class Chair:
    """The chair at work in the database that was entered last."""

    def __init__(self, next_number: int):
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(chair())
        self.next_number = next_number

    def page(self, name: str) -> Callable[[], None]:
        address = PAGES[name] or f"/admin/approvals/{waiting_for(chair())[0].pk}/"
        return lambda: self._expect(self.client.get(address), 200)

    def decide(self) -> Callable[[], None]:
        """The oldest of what waits is approved; a new submission takes its place before, so that as many wait."""
        submit_one(self.next_number)
        self.next_number += 1
        address = f"/admin/approvals/{waiting_for(chair())[0].pk}/"
        return lambda: self._expect(self.client.post(address, {"action": "approve", "approve-comment": ""}), 302)

    def export(self) -> None:
        self._expect(self.client.post(RECORDS), 200)

    def _expect(self, response, status: int) -> None:
        body = b"".join(response.streaming_content) if response.streaming else response.content
        if response.status_code != status:
            raise SystemExit(f"{response.request['PATH_INFO']} answered {response.status_code}: {body[:500]!r}")


def build(databases: Databases) -> None:
    databases.make("base")
    call_command("migrate", interactive=False, verbosity=0)
    make_cast_and_site()
    for name, (waiting, records) in SIZES.items():
        databases.make(name, like="base")
        took = seconds(lambda records=records, waiting=waiting: write_records(records - waiting))
        each = seconds(lambda waiting=waiting: [submit_one(number) for number in range(waiting)])
        print(f"{name}: {records - waiting} records in {took:.0f} s, {waiting} submissions in {each:.0f} s", flush=True)
        databases.analyze()


def measure(databases: Databases, rounds: int) -> dict[str, dict[str, Series]]:
    """Return the times of everything in both databases, by name of database and of what was done."""
    found = {name: {what: Series() for what in [*PAGES, DECISION, EXPORT, VERIFICATION]} for name in SIZES}
    next_number = max(waiting for waiting, _records in SIZES.values())
    for _round in range(rounds):
        for name in SIZES:
            databases.enter(name)
            someone = Chair(next_number)
            for what in PAGES:
                take(found[name][what], someone.page(what), warm_up=True)
            for _decision in range(DECISIONS):
                take(found[name][DECISION], someone.decide())
            # What reads the whole record is its own warm-up.
            take(found[name][EXPORT], someone.export)
            take(found[name][VERIFICATION], verify)
        next_number += DECISIONS
    return found


def take(series: Series, act: Callable[[], None], warm_up: bool = False) -> None:
    """Add one time to the series. Queries are counted apart: counting them takes time."""
    if warm_up:
        with CaptureQueriesContext(connection) as captured:
            act()
        series.queries = len(captured)
        series.times.append(seconds(act))
    elif not series.queries:
        with CaptureQueriesContext(connection) as captured:
            series.times.append(seconds(act))
        series.queries = len(captured)
    else:
        series.times.append(seconds(act))


def verify() -> None:
    said = StringIO()
    call_command("verify_approvals", stdout=said)
    if "The chain holds" not in said.getvalue():
        raise SystemExit(said.getvalue())


def show(found: dict[str, dict[str, Series]]) -> None:
    columns = f"{'median':>9} {'min':>9} {'max':>9} {'queries':>8}"
    print(f"\n{'in ms':24} {SMALL:>9} {columns[10:]}  {LARGE:>9} {columns[10:]}  {'ratio':>6} {'of bare':>8}")
    bare = found[LARGE][BARE].median
    for what, small in found[SMALL].items():
        large = found[LARGE][what]
        ratio, of_bare = large.median / small.median, large.median / bare
        print(f"{what:24} {small.cells()}  {large.cells()}  {ratio:6.2f} {of_bare:8.2f}")
    print()


def judge(found: dict[str, dict[str, Series]]) -> Goals:
    goals, small, large = Goals(), found[SMALL], found[LARGE]
    goals.at_most("queries of the queue", large["queue"].queries, QUERIES_OF_THE_QUEUE)
    for what in [*PAGES, DECISION]:
        goals.same(f"queries, {what}", large[what].queries, small[what].queries)
    for what in FLAT:
        goals.at_most(f"growth, {what}", large[what].median / small[what].median, GROWTH)
    for what in PAGES:
        goals.at_most(f"{what}", large[what].median, SECONDS_OF_A_PAGE, " s")
    goals.at_most("decision, p50", large[DECISION].median, SECONDS_OF_A_DECISION, " s")
    goals.at_most("decision, p95", large[DECISION].p95, SECONDS_OF_A_DECISION, " s")
    goals.at_most("export", large[EXPORT].median, SECONDS_OF_AN_EXPORT, " s")
    goals.at_most("verification", large[VERIFICATION].median, SECONDS_OF_A_VERIFICATION, " s")
    return goals


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--waiting", type=int, default=SIZES[LARGE][0])
    parser.add_argument("--records", type=int, default=SIZES[LARGE][1])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    SIZES[LARGE] = (asked.waiting, asked.records)
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with own_databases() as databases:
        build(databases)
        found = measure(databases, asked.rounds)
    show(found)
    print(f"load after: {os.getloadavg()[0]:.1f}")
    judge(found).leave()


if __name__ == "__main__":
    main()
