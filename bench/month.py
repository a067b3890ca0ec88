"""Is a month as quick to show when half a million sign-ups lie behind it?

Two databases with the same month of 200 dates and the same people: one with 500 past sign-ups, one with 500,000. The
rows of a month, with queue and own state, are fetched in turns; what grows with the past shows in the ratio. Run as
`.venv/bin/python bench/month.py`.
"""

import argparse
import os
import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.stage import Databases, Goals, Series, own_databases, seconds  # isort: skip - makes Django ready

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.models import Member
from signups.actions.upkeep import due_sessions
from signups.models import Offering, Session, SignUpTerms
from signups.rush import Locked, lock_for

SMALL, LARGE = "small", "large"
PAST = {SMALL: 500, LARGE: 500_000}
MEMBERS, OFFERINGS, DATES, PLACES, QUEUE, BATCH = 1_000, 20, 200, 15, 5, 5_000
WARM_UP, ROUNDS, TURNS = 3, 5, 4
QUERIES = 12
GROWTH = 1.5
MONTH, SIGN_UP_RECORD, DUE = "month", "record of one member", "what is due"


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
    kind = ContentType.objects.get_for_model(Offering)
    Offering.objects.bulk_create(
        Offering(
            thing_type=kind,
            thing_id=each,
            title=f"活动{each}",
            mode=SignUpTerms.Mode.FIRST_COME,
            capacity=PLACES,
            is_live=True,
            clashes_matter=False,
        )
        for each in range(1, OFFERINGS + 1)
    )
    fill(timezone.now() + timedelta(days=1), DATES, timedelta(hours=3))
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


def month_of(member: Member) -> list[Session]:
    begin = timezone.now()
    sessions = Session.objects.live().between(begin, begin + timedelta(days=31)).with_card_data()
    return list(sessions.with_queue().with_own_state(member))


@transaction.atomic
def record_of(member: Member, session: Session) -> Locked:
    return lock_for(member, session)


def measure(databases: Databases, rounds: int) -> dict[str, dict[str, Series]]:
    found = {name: {what: Series() for what in (MONTH, SIGN_UP_RECORD, DUE)} for name in PAST}
    for _round in range(rounds):
        for name in PAST:
            databases.enter(name)
            member = Member.objects.get(employee_number="B00012")
            session = Session.objects.coming().with_version().first()
            acts = {
                MONTH: lambda member=member: month_of(member),
                SIGN_UP_RECORD: lambda member=member, session=session: record_of(member, session),
                DUE: due_sessions,
            }
            for what, act in acts.items():
                for _time in range(WARM_UP):
                    act()
                with CaptureQueriesContext(connection) as captured:
                    act()
                found[name][what].queries = len(captured)
                found[name][what].times += [seconds(act) for _turn in range(TURNS)]
    if len(month_of(member)) != DATES:
        raise SystemExit("the month is not whole")
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
    goals.at_most("queries of a month", found[LARGE][MONTH].queries, QUERIES)
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
