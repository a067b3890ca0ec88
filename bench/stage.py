"""What every bench stands on: Django on the test server, databases of its own, times in turns, goals with a verdict.

Importing this makes Django ready, so it comes before whatever imports models.
"""

import fcntl
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.cache import caches  # noqa: E402
from django.db import connections  # noqa: E402

from cms.embedded_postgres import server_for_tests  # noqa: E402
from cms.settings.dev import WAGTAILSEARCH_BACKENDS  # noqa: E402

# What is measured keeps the index that a site keeps.
settings.WAGTAILSEARCH_BACKENDS = WAGTAILSEARCH_BACKENDS


@contextmanager
def own_databases() -> Iterator["Databases"]:
    """Yield databases on the test server that are gone afterwards, also when something fails.

    The server runs on for test runs that began meanwhile.
    """
    server = server_for_tests(settings.BASE_DIR)
    server.folder.parent.mkdir(parents=True, exist_ok=True)
    with open(server.folder.parent / "test-runs.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        server.start()
        databases = Databases(server)
        try:
            yield databases
        finally:
            databases.drop_all()
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            server.stop()


class Databases:
    """The databases of this bench, by the names that it gives them."""

    def __init__(self, server):
        self.server = server
        self.made: list[str] = []

    def make(self, name: str, like: str | None = None) -> None:
        """Make a database, empty or like one made before, and enter it."""
        connections.close_all()
        template = self._full(like) if like else "template1"
        self._execute(f'CREATE DATABASE "{self._full(name)}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        self.made.append(name)
        self.enter(name)

    def enter(self, name: str) -> None:
        """Let Django work in this database, with nothing remembered of another."""
        connections.close_all()
        connections["default"].settings_dict["NAME"] = self._full(name)
        ContentType.objects.clear_cache()
        for cache in caches.all(initialized_only=True):
            cache.clear()

    def url(self, name: str) -> str:
        """Return the address of a database, for programs of their own."""
        return self.server.url(self._full(name))

    def analyze(self) -> None:
        """Let the planner know what it would know an hour after the rows were written."""
        with connections["default"].cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def drop_all(self) -> None:
        connections.close_all()
        for name in self.made:
            self._execute(f'DROP DATABASE IF EXISTS "{self._full(name)}" WITH (FORCE)')

    def _full(self, name: str) -> str:
        # The tests clear what runs that were killed have left, by this beginning and the process.
        return f"run_{os.getpid()}_{name}"

    def _execute(self, sql: str) -> None:
        with self.server.connect() as direct:
            direct.execute(sql)


def seconds(act: Callable[[], object]) -> float:
    """Return how long `act` takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


@dataclass
class Series:
    """Times of one thing in seconds, and what it costs the database."""

    times: list[float] = field(default_factory=list)
    queries: int = 0

    @property
    def median(self) -> float:
        return median(self.times)

    @property
    def p95(self) -> float:
        return quantiles(self.times, n=20, method="inclusive")[-1] if len(self.times) > 1 else self.times[0]

    def cells(self) -> str:
        shown = [self.median, min(self.times), max(self.times)]
        return " ".join(f"{1000 * value:9.1f}" for value in shown) + f" {self.queries:8}"


class Goals:
    """What has to hold. Each is said in a line; one that is missed makes the exit code 1."""

    def __init__(self):
        self.missed = 0

    def at_most(self, name: str, value: float, goal: float, unit: str = "") -> None:
        ok = value <= goal
        self.missed += not ok
        print(f"{name}: {value:.3g}{unit} (goal at most {goal:g}{unit}) {'ok' if ok else 'short'}")

    def at_least(self, name: str, value: float, goal: float, unit: str = "") -> None:
        ok = value >= goal
        self.missed += not ok
        print(f"{name}: {value:.3g}{unit} (goal at least {goal:g}{unit}) {'ok' if ok else 'short'}")

    def same(self, name: str, value: int, base: int) -> None:
        ok = value == base
        self.missed += not ok
        print(f"{name}: {value} (goal {base}, as in the small one) {'ok' if ok else 'short'}")

    def leave(self) -> None:
        sys.exit(1 if self.missed else 0)
