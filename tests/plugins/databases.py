"""Databases for tests, on a server of their own.

Ordinary tests share one database, each inside a transaction that is rolled back. What needs committed rows (races,
jobs, a running site) gets a database cloned from a template and thrown away; nothing is ever flushed, since a flush
removes the root page, the site and the groups, and leaks jobs from one test into the next.

Templates are kept from run to run as long as what they were made from stays the same. Two runs in one clone at the
same time do not meet: every database carries the process id of its run.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, connections

from cms.embedded_postgres import EmbeddedServer, server_for_tests

# What a migrated database follows from, below each room.
SCHEMA_SOURCES = ["migrations/*.py", "models.py", "models/*.py", "actions.py", "roles.py"]
KEPT_TEMPLATES = 4
RUN_PREFIX = "run_"


def digest_of(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(os.fsencode(path))
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def room_files(*patterns: str) -> list[Path]:
    rooms = [settings.BASE_DIR / room for room in [*settings.ROOMS, "approval"]]
    return [path for room in rooms for pattern in patterns for path in room.glob(pattern)]


@contextmanager
def default_database(name: str) -> Iterator[None]:
    """Let Django's default connection lead to another database, in every thread, and forget what was cached of it."""
    assert not connection.in_atomic_block, "a test with `db` or `django_db` cannot leave its own database"
    # Connections of all threads share this entry.
    entry = connections.settings["default"]
    before = entry["NAME"]
    connections.close_all()
    entry["NAME"] = name
    _forget()
    try:
        yield
    finally:
        connections.close_all()
        entry["NAME"] = before
        _forget()


def _forget() -> None:
    ContentType.objects.clear_cache()
    for cache in caches.all(initialized_only=True):
        cache.clear()


class RunDatabases:
    """The databases of this run."""

    def __init__(self, server: EmbeddedServer):
        self.server = server
        self.count = 0

    def clone(self, template: str) -> str:
        """Make a database like `template`; returns its name."""
        self.count += 1
        name = f"{RUN_PREFIX}{os.getpid()}_{self.count}"
        # By copying files: without fsync that is the faster way, and it does not depend on the size of the log.
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return name

    def drop(self, name: str) -> None:
        self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def template(self, kind: str, digest: str, base: str, fill: Callable[[], None]) -> str:
        """Return the template of this kind and digest; if there is none, copy `base` and let `fill` work on it."""
        name = f"{kind}_{digest}"
        with open(self.server.folder.parent / "templates.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self._names(name):
                unfinished = self.clone(base)
                with default_database(unfinished):
                    fill()
                self._execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
                # Cloning fails while anybody is connected to the original.
                self._execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            for old in self._names(f"{kind}_%")[:-KEPT_TEMPLATES]:
                self.drop(old)
        return name

    def drop_leftovers(self) -> None:
        """Drop the databases of this run, and of runs that were killed."""
        for name in self._names(f"{RUN_PREFIX}%"):
            pid = int(name.split("_")[1])
            if pid == os.getpid() or not psutil.pid_exists(pid):
                self.drop(name)

    def _names(self, pattern: str) -> list[str]:
        """The names like `pattern`, oldest first."""
        with self.server.connect() as direct:
            sql = "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid"
            return [row[0] for row in direct.execute(sql, [pattern.replace("_", r"\_")])]

    def _execute(self, sql: str) -> None:
        with self.server.connect() as direct:
            direct.execute(sql)


@pytest.fixture(scope="session")
def run_databases() -> Iterator[RunDatabases]:
    """The server of the tests, started if need be, and stopped by the last run that uses it."""
    server = server_for_tests(settings.BASE_DIR)
    server.folder.parent.mkdir(parents=True, exist_ok=True)
    with open(server.folder.parent / "test-runs.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        server.start()
        databases = RunDatabases(server)
        databases.drop_leftovers()
        yield databases
        connections.close_all()
        databases.drop_leftovers()
        with suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            server.stop()


@pytest.fixture(scope="session")
def migrated_template(run_databases, django_test_environment, django_db_blocker) -> str:
    """The name of a migrated database with roles and workflow, and nothing else in it."""
    sources = room_files(*SCHEMA_SOURCES)
    sources += [settings.BASE_DIR / "requirements.txt", settings.BASE_DIR / "cms/settings/base.py"]
    with django_db_blocker.unblock():
        return run_databases.template(
            "migrated", digest_of(sources), "template1", lambda: call_command("migrate", interactive=False, verbosity=0)
        )


@pytest.fixture(scope="session")
def django_db_setup(run_databases, migrated_template, django_db_blocker) -> Iterator[None]:
    """The database in which ordinary tests run, in the place of pytest-django's own."""
    with django_db_blocker.unblock(), default_database(run_databases.clone(migrated_template)):
        yield


@pytest.fixture
def committed_db(request, run_databases, migrated_template, django_db_setup, django_db_blocker) -> Iterator[str]:
    """A database for this test alone, in which what is committed stays, for all its threads; yields its name."""
    name = run_databases.clone(migrated_template)
    with django_db_blocker.unblock(), default_database(name):
        yield name
    run_databases.drop(name)
