#!/usr/bin/env python3
"""Do a draw of Staff Home again, and say whether its order is the one that was published.

    python3 recompute.py draw.json

Nothing but Python 3.8 or newer is needed. `draw.json` is the file that the page of a draw offers. The site itself
draws with this very file.

The method, "staffhome-draw-1":
1. Before sign-up closes the SHA-256 of a secret seed is published (the commitment); the draw reveals the seed.
2. The entries are numbered as they came in. Their list [[number, weight, first_timer, people], ...], written as JSON
   without spaces, has the SHA-256 `entries_digest`: nobody knows it before sign-up has closed.
3. Each entry's digest is HMAC-SHA256(key: the 32 bytes of the seed, message: "<entries_digest>:<number>").
4. Read as a number h it gives u = (h + 1) / 2^256, between 0 and 1, and the score -ln(u) / weight, in decimal
   arithmetic of 60 digits, which is rounded the same way on every machine. (An entry of twice the weight comes before
   another one in two of three draws; of equal weights none has better odds.)
5. Whoever has never been comes first where the terms say so; among each other the lowest score comes first.
"""

import hashlib
import hmac
import json
import sys
from decimal import ROUND_HALF_EVEN, Context, Decimal

ALGORITHM = "staffhome-draw-1"
ARITHMETIC = Context(prec=60, rounding=ROUND_HALF_EVEN)
RANGE = Decimal(2**256)


def commitment_of(seed):
    """Return the SHA-256 of a seed, both as hexadecimal digits."""
    return hashlib.sha256(bytes.fromhex(seed)).hexdigest()


def digest_of_entries(entries):
    listed = [[e["number"], e["weight"], e["first_timer"], e["people"]] for e in entries]
    listed.sort()
    return hashlib.sha256(json.dumps(listed, separators=(",", ":")).encode()).hexdigest()


def digest_of(seed, entries_digest, number):
    message = f"{entries_digest}:{number}".encode()
    return hmac.new(bytes.fromhex(seed), message, hashlib.sha256).hexdigest()


def score_of(digest, weight):
    """Return -ln(u) / weight as a Decimal: what waits for its turn with the rate `weight`."""
    u = ARITHMETIC.divide(Decimal(int(digest, 16) + 1), RANGE)
    return ARITHMETIC.divide(ARITHMETIC.copy_abs(ARITHMETIC.ln(u)), Decimal(weight))


def in_order(seed, entries, first_timers_first):
    """Return the entries as the draw orders them, each with its `digest`, `score` and `position`, from 1."""
    entries_digest = digest_of_entries(entries)
    drawn = []
    for entry in entries:
        digest = digest_of(seed, entries_digest, entry["number"])
        drawn.append(dict(entry, digest=digest, score=str(score_of(digest, entry["weight"]))))

    def turn(entry):
        later = first_timers_first and not entry["first_timer"]
        return later, Decimal(entry["score"]), entry["digest"], entry["number"]

    drawn.sort(key=turn)
    return [dict(entry, position=position) for position, entry in enumerate(drawn, start=1)]


def faults_of(draw):
    """Return what does not hold of a draw, given as its file; nothing where all of it does."""
    if draw["algorithm"] != ALGORITHM:
        return [f"this program knows the method {ALGORITHM} and not {draw['algorithm']}"]
    faults = []
    if commitment_of(draw["seed"]) != draw["commitment"]:
        faults.append("the seed is not the one that was committed to")
    if digest_of_entries(draw["entries"]) != draw["entries_digest"]:
        faults.append("the list of entries is not the one that was drawn from")
    published = sorted(draw["entries"], key=lambda entry: entry["position"])
    again = in_order(draw["seed"], draw["entries"], draw["first_timers_first"])
    if [entry["number"] for entry in again] != [entry["number"] for entry in published]:
        faults.append("the order is another one")
    elif again != published:
        faults.append("digests, scores or positions differ")
    return faults


def main(path):
    with open(path, encoding="utf-8") as file:
        draw = json.load(file)
    faults = faults_of(draw)
    for fault in faults:
        sys.stdout.write(f"FALSE: {fault}\n")
    if not faults:
        sys.stdout.write(f"TRUE: {len(draw['entries'])} entries, the same order.\n")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 recompute.py draw.json")
    sys.exit(main(sys.argv[1]))
