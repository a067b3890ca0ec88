"""`make demo` in a clone of its own: up with one command, down without a trace, whatever happened in between.

The tests of this file follow each other on one clone, since the first start takes as long as all the others together.
"""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from cms.demo.processes import Record
from cms.embedded_postgres import clone_server
from cms.embedded_postgres.server import clone_home
from tests.plugins.mailbox import free_port

PATIENCE_SECONDS = 300
# Five seconds are promised; a machine that runs tests beside it may be several times slower.
STOP_PATIENCE_SECONDS = 25
NOT_IN_A_CLONE = [".git", ".venv", "var", ".*_cache", "__pycache__", ".hypothesis", "tests"]
# What a start listens to, and what pytest and make leave in the environment.
FOREIGN = ["DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PORT", "RESET", "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "EMAIL_URL"]


class Clone:
    """A copy of the project, with `make` in it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.port = free_port()
        self.record = Record(folder / "var/run/demo.json")
        self.database = clone_server(folder)
        self.making: subprocess.Popen | None = None

    def environment(self, **more: str) -> dict[str, str]:
        return {**{name: text for name, text in os.environ.items() if name not in FOREIGN}, **more}

    def make(self, *words: str, **environment: str) -> subprocess.CompletedProcess:
        """Run make to its end."""
        return subprocess.run(
            ["make", *words],
            cwd=self.folder,
            env=self.environment(**environment),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )

    def start(self, *words: str, **environment: str) -> str:
        """Run `make demo` in the background until the site is up; return what it said."""
        output = self.folder / "said.txt"
        with output.open("w") as said:
            self.making = subprocess.Popen(
                ["make", "demo", *words],
                cwd=self.folder,
                env=self.environment(PORT=str(self.port), **environment),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while "is ready at" not in output.read_text():
            if self.making.poll() is not None or time.monotonic() > deadline:
                logs = "\n".join(log.read_text()[-2000:] for log in (self.folder / "var/log").glob("*.log"))
                pytest.fail(f"the demo did not start:\n{output.read_text()}\n{logs}")
            time.sleep(0.1)
        return output.read_text()

    def process(self, name: str) -> psutil.Process:
        """One of `supervisor`, `web server`, `job worker`."""
        return self.record.alive()[name]

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def left(self) -> list[str]:
        """The commands of all processes that have to do with this clone."""
        marks = [str(self.folder), str(clone_home(self.folder))]
        found = []
        for process in psutil.process_iter(["cmdline", "status"]):
            command = " ".join(process.info["cmdline"] or [])
            if process.info["status"] != psutil.STATUS_ZOMBIE and any(mark in command for mark in marks):
                found.append(command)
        return found

    def assert_nothing_left(self) -> None:
        deadline = time.monotonic() + STOP_PATIENCE_SECONDS
        while self.left() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert self.left() == []
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            attempt.bind(("127.0.0.1", self.port))

    def wait_for(self, wanted) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not wanted():
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clones") / "staff-home"
    shutil.copytree(settings.BASE_DIR, folder, ignore=shutil.ignore_patterns(*NOT_IN_A_CLONE))
    # Packages are the same; installing them again would test pip.
    (folder / ".venv").symlink_to(settings.BASE_DIR / ".venv")
    clone = Clone(folder)
    yield clone
    clone.make("stop")
    if clone.making:
        clone.making.wait(STOP_PATIENCE_SECONDS)
    shutil.rmtree(clone_home(folder), ignore_errors=True)


@pytest.fixture(scope="module")
def loaded(clone):
    """The clone after its first start, which was ended by SIGTERM to make."""
    clone.first_words = clone.start()
    clone.first_answer = clone.answers()
    clone.making.terminate()
    clone.making.wait(STOP_PATIENCE_SECONDS)
    return clone


def test_the_first_start_says_where_the_site_is_and_who_can_sign_in(loaded):
    assert f"Staff Home is ready at http://127.0.0.1:{loaded.port}/" in loaded.first_words
    assert all(number in loaded.first_words for number in ["1001", "1002", "1003", "1004", "1005", "1006", "2001"])
    assert "staffhome-demo" in loaded.first_words
    assert loaded.first_answer


def test_sigterm_to_make_leaves_nothing_running(loaded):
    loaded.assert_nothing_left()


def test_a_second_start_has_nothing_to_prepare_and_ctrl_c_leaves_nothing_running(loaded):
    assert "Preparing" not in loaded.start()
    # At a terminal it goes to make and to all that make has started.
    os.killpg(loaded.making.pid, signal.SIGINT)
    loaded.assert_nothing_left()


@pytest.mark.long
def test_a_part_that_dies_is_started_again_and_a_second_demo_is_refused(loaded):
    loaded.start()
    for name in ["web server", "job worker"]:
        dead = loaded.process(name)
        dead.kill()
        loaded.wait_for(lambda name=name, dead=dead: loaded.record.alive().get(name, dead) != dead)
    database = psutil.Process(int((loaded.database.folder / "postmaster.pid").read_text().split()[0]))
    database.kill()
    loaded.wait_for(loaded.database.is_running)
    loaded.wait_for(loaded.answers)

    refused = loaded.make("demo", f"PORT={free_port()}")
    assert refused.returncode != 0
    assert f"running already at http://127.0.0.1:{loaded.port}/" in refused.stderr
    assert loaded.answers()

    loaded.process("supervisor").send_signal(signal.SIGTERM)
    loaded.assert_nothing_left()


@pytest.mark.long
def test_a_demo_that_was_killed_is_cleared_up_by_the_next_start_and_make_stop_ends_it(loaded):
    loaded.start()
    old = [loaded.process("web server"), loaded.process("job worker")]
    loaded.process("supervisor").kill()
    loaded.making.wait(STOP_PATIENCE_SECONDS)
    assert all(process.is_running() for process in old)

    loaded.start()
    assert not any(process.is_running() for process in old)
    assert loaded.answers()
    assert loaded.make("stop").stdout == "Stopped.\n"
    loaded.assert_nothing_left()
    assert loaded.make("stop").stdout == "Nothing was running.\n"


@pytest.mark.long
def test_make_stop_clears_up_after_a_demo_that_was_killed(loaded):
    loaded.start()
    loaded.process("supervisor").kill()
    loaded.making.wait(STOP_PATIENCE_SECONDS)
    loaded.make("stop")
    loaded.assert_nothing_left()


@pytest.mark.long
def test_when_make_is_killed_the_site_does_not_stay_behind(loaded):
    loaded.start()
    loaded.making.kill()
    loaded.making.wait(STOP_PATIENCE_SECONDS)
    loaded.assert_nothing_left()


def test_manage_py_uses_the_same_database_and_leaves_it_up(loaded):
    count = "from people.models import Member; print('members:', Member.objects.count())"
    ended = subprocess.run(
        [".venv/bin/python", "manage.py", "shell", "-c", count],
        cwd=loaded.folder,
        env=loaded.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert int(re.search(r"members: (\d+)", ended.stdout)[1]) > 60
    assert "`make stop` stops it" in ended.stderr
    assert loaded.database.is_running()
    loaded.make("stop")
    loaded.assert_nothing_left()


def test_what_needs_no_database_starts_none(loaded):
    for words in [["check"], ["compile_catalogues"]]:
        subprocess.run(
            [".venv/bin/python", "manage.py", *words],
            cwd=loaded.folder,
            env=loaded.environment(),
            capture_output=True,
            check=True,
        )
    assert not loaded.database.is_running()


def test_another_database_is_used_where_one_is_named_and_stays_up(loaded, run_databases, demo_template):
    name = run_databases.clone(demo_template[0])
    loaded.start(DATABASE_URL=run_databases.server.url(name))
    assert loaded.answers()
    assert not loaded.database.is_running()
    loaded.making.terminate()
    loaded.assert_nothing_left()
    assert run_databases.server.is_running()
    run_databases.drop(name)


def test_a_taken_port_is_said_before_anything_starts(loaded):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", loaded.port))
        holder.listen()
        refused = loaded.make("demo", PORT=str(loaded.port))
    assert refused.returncode != 0
    assert f"Port {loaded.port} is taken" in refused.stderr
    assert not loaded.database.is_running()


def test_production_settings_are_refused_before_anything_starts(loaded):
    refused = loaded.make("demo", PORT=str(loaded.port), DJANGO_SETTINGS_MODULE="cms.settings.production")
    assert refused.returncode != 0
    assert "The demo does not run with cms.settings.production" in refused.stderr
    assert not loaded.database.is_running()
