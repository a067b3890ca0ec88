"""Several callers at the same moment, each on its own connection."""

import os
import threading
from collections.abc import Callable

import pytest
from django.db import connections

ROUNDS = 30
PATIENCE_SECONDS = 60


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run the calls in threads that all start at the same moment; return what each returned or raised, in order."""
    barrier = threading.Barrier(len(calls))
    outcomes: list[object] = [None] * len(calls)

    def run(place: int, call: Callable[[], object]) -> None:
        try:
            # Connecting takes longer than what is raced, so it comes first.
            connections["default"].ensure_connection()
            barrier.wait(PATIENCE_SECONDS)
            outcomes[place] = call()
        except Exception as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    assert not any(thread.is_alive() for thread in threads), "some of them wait for each other for ever"
    return outcomes


@pytest.fixture
def race_rounds() -> int:
    """How often a race is run: 30 times, or what RACE_ROUNDS says."""
    return int(os.environ.get("RACE_ROUNDS") or ROUNDS)
