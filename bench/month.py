"""Is a month as quick to show when half a million sign-ups lie behind it?

Two databases with the same month of 200 dates and the same people: one with 500 past sign-ups, one with 500,000. The
page of the month and what else reads sign-ups is asked for in turns; what grows with the past shows in the ratio. Run
as `.venv/bin/python bench/month.py`.
"""

import argparse
import os
import sys
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.stage import Databases, Goals, Series, own_databases, seconds  # isort: skip - makes Django ready

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.calendar import between, sessions_of, shown_to
from activities.models import RecurringActivity
from people.models import Member
from signups.actions.upkeep import due_sessions
from signups.models import Offering, Session, SignUpTerms
from signups.rush import Locked, lock_for
from tests.factories import RecurringActivityFactory, make_site

SMALL, LARGE = "small", "large"
PAST = {SMALL: 500, LARGE: 500_000}
MEMBERS, OFFERINGS, DATES, PLACES, QUEUE, BATCH = 1_000, 20, 200, 15, 5, 5_000
WARM_UP, ROUNDS, TURNS = 3, 5, 4
QUERIES = 12
GROWTH = 1.5
PAGE, MONTH, SIGN_UP_RECORD, DUE = "page of the month", "its dates", "record of one member", "what is due"


# Rows as the verbs would have left them; half a million by verbs would take hours. The triggers that count are off.
FILL = """
    SET session_replication_role = replica;
    INSERT INTO signups_signup
        (session_id, member_id, state, rank, made_at, granted_at, waited, reason, note, attendance)
    SELECT session.id, (SELECT min(id) FROM people_member) + (session.number * 7 + seat) %% %(members)s,
        CASE WHEN seat < %(places)s THEN 'confirmed' WHEN starts_at > now() THEN 'waiting' ELSE 'cancelled' END,
        0, now(), CASE WHEN seat < %(places)s THEN now() END, false, '', '', ''
    FROM (SELECT id, starts_at, row_number() OVER (ORDER BY id) AS number FROM signups_session WHERE taken = 0) session
        CROSS JOIN generate_series(0, %(places)s + %(queue)s - 1) AS seat;
    UPDATE signups_session SET taken = %(places)s WHERE taken = 0;
    SET session_replication_role = DEFAULT;
"""


def build(databases: Databases) -> None:
    databases.make("base")
    call_command("migrate", interactive=False, verbosity=0)
    Member.objects.bulk_create(
        Member(employee_number=f"B{each:05}", name=f"职工{each}", email=f"b{each}@example.org", password="!")
        for each in range(MEMBERS)
    )
    make_site()
    RecurringActivityFactory.create_batch(
        OFFERINGS, mode=SignUpTerms.Mode.FIRST_COME, capacity=PLACES, clashes_matter=False
    )
    Session.objects.all().delete()
    fill(between(*next_month())[0] + timedelta(hours=8), DATES, timedelta(hours=3))
    for name, past in PAST.items():
        databases.make(name, like="base")
        number, step = past // (PLACES + QUEUE), timedelta(minutes=30)
        begin = timezone.now() - number * step - timedelta(days=1)
        took = seconds(lambda begin=begin, number=number, step=step: fill(begin, number, step))
        print(f"{name}: {past} past sign-ups on {number} dates in {took:.0f} s", flush=True)
        databases.analyze()


def fill(begin, number: int, step: timedelta) -> None:
    """Make dates from `begin` on, with people who have places, and others who wait or have waited in vain."""
    offerings = list(Offering.objects.values_list("pk", flat=True))
    Session.objects.bulk_create(
        (
            Session(
                offering_id=offerings[each % OFFERINGS],
                key=begin + step * each,
                starts_at=begin + step * each,
                ends_at=begin + step * each + timedelta(hours=1),
                capacity=PLACES,
            )
            for each in range(number)
        ),
        batch_size=BATCH,
    )
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"members": MEMBERS, "places": PLACES, "queue": QUEUE})


def next_month() -> tuple[date, date]:
    first = (timezone.localdate().replace(day=1) + timedelta(days=31)).replace(day=1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def dates_of_the_month(member: Member) -> list:
    return shown_to(member, sessions_of(RecurringActivity.objects.live()).between(*between(*next_month())))


class Reader:
    """One member in the database that was entered last, and what the site is asked by them."""

    def __init__(self):
        self.member = Member.objects.get(employee_number="B00012")
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(self.member, "django.contrib.auth.backends.ModelBackend")
        self.session = Session.objects.coming().with_version().first()
        self.address = f"/activities/?view=month&month={next_month()[0]:%Y-%m}"

    @property
    def acts(self) -> dict[str, Callable[[], object]]:
        return {
            PAGE: self.page,
            MONTH: lambda: dates_of_the_month(self.member),
            SIGN_UP_RECORD: self.record,
            DUE: due_sessions,
        }

    @transaction.atomic
    def record(self) -> Locked:
        return lock_for(self.member, self.session)

    def page(self) -> None:
        answer = self.client.get(self.address)
        if answer.status_code != 200:
            raise SystemExit(f"the page of the month answers {answer.status_code}")


def measure(databases: Databases, rounds: int) -> dict[str, dict[str, Series]]:
    found = {name: {what: Series() for what in (PAGE, MONTH, SIGN_UP_RECORD, DUE)} for name in PAST}
    for _round in range(rounds):
        for name in PAST:
            databases.enter(name)
            reader = Reader()
            if len(dates_of_the_month(reader.member)) != DATES:
                raise SystemExit("the month is not whole")
            for what, act in reader.acts.items():
                for _time in range(WARM_UP):
                    act()
                with CaptureQueriesContext(connection) as captured:
                    act()
                found[name][what].queries = len(captured)
                found[name][what].times += [seconds(act) for _turn in range(TURNS)]
    return found


def show(found: dict[str, dict[str, Series]]) -> None:
    columns = f"{'median':>9} {'min':>9} {'max':>9} {'queries':>8}"
    print(f"\n{'in ms':24} {SMALL:>9} {columns[10:]}  {LARGE:>9} {columns[10:]}  {'ratio':>6}")
    for what, small in found[SMALL].items():
        large = found[LARGE][what]
        print(f"{what:24} {small.cells()}  {large.cells()}  {large.median / small.median:6.2f}")
    print()


def judge(found: dict[str, dict[str, Series]]) -> Goals:
    goals = Goals()
    for what, small in found[SMALL].items():
        large = found[LARGE][what]
        goals.same(f"queries, {what}", large.queries, small.queries)
        goals.at_most(f"growth, {what}", large.median / small.median, GROWTH)
    goals.at_most("queries of its dates", found[LARGE][MONTH].queries, QUERIES)
    return goals


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--past", type=int, default=PAST[LARGE])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    PAST[LARGE] = asked.past
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with own_databases() as databases:
        build(databases)
        found = measure(databases, asked.rounds)
    show(found)
    print(f"load after: {os.getloadavg()[0]:.1f}")
    judge(found).leave()


if __name__ == "__main__":
    main()
