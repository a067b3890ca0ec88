"""The real thing: a web server and a job worker as processes of their own, on a database of their own."""

import http.client
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from subprocess import Popen

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from cms.demo.processes import begun_anew, start_program, stop_programs
from cms.settings.dev import WAGTAILSEARCH_BACKENDS
from tests.forkserver import NOWHERE, Forked, Forkserver

from .databases import RunDatabases, default_database, digest_of, room_files
from .mailbox import Mailbox, free_port

START_SECONDS = 120
# What the demo hospital follows from, beside what a migrated database follows from.
DEMO_SOURCES = ["**/*.py", "**/*.toml", "**/*.webp"]


@dataclass
class RunningSite:
    """A site that answers at `address`; its mail ends in `mailbox`."""

    database: str
    database_url: str
    media: Path
    mailbox: Mailbox
    log_folder: Path
    forkserver: Forkserver
    port: int = field(default_factory=free_port)
    environment: dict[str, str] = field(default_factory=dict)
    programs: list[Popen | Forked] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Without a slash at the end: `site.address + "/news/"`."""
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def rows(self) -> Iterator[None]:
        """Within it, models and factories read and write this site's database and media."""
        kept = {"MEDIA_ROOT": self.media, "WAGTAILSEARCH_BACKENDS": WAGTAILSEARCH_BACKENDS}
        with default_database(self.database), override_settings(**kept):
            yield

    def start(self) -> None:
        # Threads, since a browser keeps several connections open, and one process, since tests need no speed.
        gunicorn = ["gunicorn", "cms.wsgi", "--bind", f"127.0.0.1:{self.port}", "--threads", "8"]
        gunicorn += ["--no-control-socket", "--graceful-timeout", "1", "--timeout", "120", "--access-logfile", "-"]
        self._launch(gunicorn, "web.log")
        self.start_worker()
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.programs[0].poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the site does not start:\n{(self.log_folder / 'web.log').read_text()[-3000:]}")
            time.sleep(0.05)

    def start_worker(self) -> Popen | Forked:
        """Start a job worker, the first or another one."""
        worker = ["manage.py", "procrastinate", "worker", "--concurrency", "2", "--shutdown-graceful-timeout", "1"]
        self._launch([*worker, "--fetch-job-polling-interval", "1"], "worker.log")
        return self.programs[-1]

    def stop(self) -> None:
        stop_programs(self.programs)
        self.programs.clear()

    def _launch(self, program: list[str], log: str) -> None:
        environment = {
            **os.environ,
            **NOWHERE,
            "DATABASE_URL": self.database_url,
            "MEDIA_ROOT": str(self.media),
            "EMAIL_URL": self.mailbox.url,
            "PORT": str(self.port),
        }
        path = self.log_folder / log
        if self.environment:
            command = [sys.executable, *(["-m"] if program[0] == "gunicorn" else []), *program]
            environment |= self.environment
            started = start_program(command, log=path, environment=environment, folder=settings.BASE_DIR)
        else:
            started = self.forkserver.start(program, begun_anew(path), environment)
        self.programs.append(started)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


@pytest.fixture(scope="session")
def forkserver() -> Iterator[Forkserver]:
    """What web servers and job workers are forked from, one for the whole run."""
    server = Forkserver(settings.BASE_DIR)
    yield server
    server.close()


@contextmanager
def running_site(
    databases: RunDatabases, forkserver: Forkserver, template: str, media: Path, blocker, **environment: str
) -> Iterator[RunningSite]:
    """Start a site on a clone of `template`, with more in its environment, and leave nothing of it."""
    name = databases.clone(template)
    box = Mailbox()
    box.open()
    logs = media.with_name(f"{media.name}-logs")
    site = RunningSite(name, databases.server.url(name), media, box, logs, forkserver, environment=environment)
    try:
        with blocker.unblock():
            site.start()
            yield site
    finally:
        # Nothing of it is kept, so nobody waits for it to end in order.
        stop_programs(site.programs, grace=0)
        box.close()
        databases.drop(name)


@pytest.fixture
def site_environment() -> dict[str, str]:
    """What `live_site` finds in its environment beside the usual; a test that wants something has its own."""
    return {}


@pytest.fixture
def live_site(
    run_databases, forkserver, migrated_template, django_db_setup, django_db_blocker, tmp_path, site_environment
) -> Iterator[RunningSite]:
    """An empty site for this test alone; `with live_site.rows():` to fill it by factories."""
    media = tmp_path / "media"
    with running_site(
        run_databases, forkserver, migrated_template, media, django_db_blocker, **site_environment
    ) as site:
        yield site


@pytest.fixture(scope="session")
def demo_template(run_databases, migrated_template, django_db_setup, django_db_blocker) -> tuple[str, Path]:
    """A database with the demo hospital, and the folder of its media; loaded again only when the code has changed."""
    digest = digest_of([*room_files(*DEMO_SOURCES), *settings.BASE_DIR.glob("requirements.txt")])
    media = settings.VAR_DIR / "test" / f"demo-media-{digest}"

    def load() -> None:
        shutil.rmtree(media, ignore_errors=True)
        with override_settings(MEDIA_ROOT=media, WAGTAILSEARCH_BACKENDS=WAGTAILSEARCH_BACKENDS):
            call_command("load_demo", stdout=StringIO())

    with django_db_blocker.unblock():
        name = run_databases.template(f"demo_{migrated_template.rpartition('_')[2]}", digest, migrated_template, load)
    return name, media


@pytest.fixture(scope="session")
def demo_site(run_databases, forkserver, demo_template, django_db_blocker, tmp_path_factory) -> Iterator[RunningSite]:
    """The demo hospital as a running site, one for the whole run: a test leaves it as it would like to find it."""
    template, original = demo_template
    media = tmp_path_factory.mktemp("demo") / "media"
    shutil.copytree(original, media)
    with running_site(run_databases, forkserver, template, media, django_db_blocker) as site:
        yield site
