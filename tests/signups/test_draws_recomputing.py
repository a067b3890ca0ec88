"""The method of the draw: the same everywhere, fair, and open to anybody who wants to do it again."""

import json
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from signups.draws import recompute
from signups.draws.recompute import commitment_of, digest_of, digest_of_entries, faults_of, in_order, score_of

SEED = "5eed" * 16
PROGRAM = Path(recompute.__file__)


def entry(number, weight=1, first_timer=False, people=1):
    return {"number": number, "weight": weight, "first_timer": first_timer, "people": people}


def draw_of(entries, seed=SEED, first_timers_first=False):
    return {
        "algorithm": recompute.ALGORITHM,
        "seed": seed,
        "commitment": commitment_of(seed),
        "entries_digest": digest_of_entries(entries),
        "first_timers_first": first_timers_first,
        "entries": in_order(seed, entries, first_timers_first),
    }


seeds = st.binary(min_size=32, max_size=32).map(bytes.hex)
entries_of_a_draw = st.lists(st.tuples(st.integers(1, 7), st.booleans(), st.integers(1, 3)), max_size=40).map(
    lambda rows: [entry(number, *row) for number, row in enumerate(rows, start=1)]
)


@given(seeds, entries_of_a_draw, st.booleans())
def test_every_entry_has_one_position_and_the_draw_done_again_is_the_same(seed, entries, first_timers_first):
    drawn = in_order(seed, entries, first_timers_first)
    assert sorted(each["number"] for each in drawn) == [each["number"] for each in entries]
    assert [each["position"] for each in drawn] == list(range(1, len(entries) + 1))
    assert in_order(seed, list(reversed(entries)), first_timers_first) == drawn
    assert faults_of(json.loads(json.dumps(draw_of(entries, seed, first_timers_first)))) == []


@given(seeds, entries_of_a_draw)
def test_whoever_has_never_been_comes_before_everybody_who_has(seed, entries):
    flags = [each["first_timer"] for each in in_order(seed, entries, True)]
    assert flags == sorted(flags, reverse=True)


@given(st.binary(min_size=32, max_size=32).map(bytes.hex), st.integers(1, 6))
def test_more_weight_never_puts_anybody_further_back(digest, weight):
    assert score_of(digest, weight + 1) <= score_of(digest, weight)
    assert score_of(digest, weight) >= 0


def test_scores_are_the_same_on_every_machine():
    entries = [entry(number, weight=number) for number in (1, 2, 3)]
    known = digest_of_entries(entries)
    assert known == "b7a3fb4ee29f94a74bd060dbd292c8ebb09cb848d740691b01205cebebda4287"
    digest = digest_of(SEED, known, 2)
    assert digest == "48262bdc3aa1eb880a481224a75928019ad939dde1875a4b469c945817bb388d"
    assert score_of(digest, 2) == Decimal("0.633221269864951690631642563163471885596871410589792163587445")


def test_every_order_of_three_equal_entries_comes_about_as_often():
    entries = [entry(number) for number in (1, 2, 3)]
    orders = Counter(
        tuple(each["number"] for each in in_order(f"{number:064x}", entries, False)) for number in range(3000)
    )
    # 500 each are expected; the seeds are fixed, so this is the same on every run.
    assert len(orders) == 6
    assert all(430 <= times <= 570 for times in orders.values()), orders


def test_twice_the_weight_comes_first_in_two_of_three_draws():
    entries = [entry(1, weight=2), entry(2, weight=1)]
    first = Counter(in_order(f"{number:064x}", entries, False)[0]["number"] for number in range(3000))
    assert 1900 <= first[1] <= 2100, first


def test_the_program_alone_recomputes_a_draw_and_finds_what_was_changed(tmp_path):
    draw = draw_of([entry(number, weight=1 + number % 3, first_timer=number % 2 == 0) for number in range(1, 20)])
    assert _run(tmp_path, draw) == (0, "TRUE: 19 entries, the same order.\n")
    draw["entries"][0]["position"], draw["entries"][1]["position"] = 2, 1
    assert _run(tmp_path, draw) == (1, "FALSE: the order is another one\n")
    other = {**draw_of([entry(1)]), "seed": "00" * 32}
    assert _run(tmp_path, other)[1].startswith("FALSE: the seed is not the one that was committed to\n")
    heavier = draw_of([entry(1), entry(2)])
    heavier["entries"][0]["weight"] = 5
    assert "FALSE: the list of entries is not the one that was drawn from\n" in _run(tmp_path, heavier)[1]


def _run(folder, draw):
    path = folder / "draw.json"
    path.write_text(json.dumps(draw), encoding="utf-8")
    # Without site packages and outside this project: nothing of it is needed.
    done = subprocess.run([sys.executable, "-I", "-S", PROGRAM, path], capture_output=True, text=True, cwd=folder)
    assert not done.stderr
    return done.returncode, done.stdout
