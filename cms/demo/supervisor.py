"""One process that starts the parts of the site, keeps them running, and takes everything down with it."""

import fcntl
import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cms.bootstrap.preflight import NotReady, check_port, check_settings, wanted_port
from cms.embedded_postgres import EmbeddedServer, clone_server

from .accounts import greeting
from .freshness import has_stale_catalogues, is_prepared
from .processes import Record, kill_leftovers, start_program, stop_programs

WATCH_SECONDS = 0.3
READY_SECONDS = 90
# A part that dies more often than this within a minute is not started again: something is wrong with it.
RESTARTS_PER_MINUTE = 3
WEB, WORKER = "web server", "job worker"


class Stop(BaseException):
    """Somebody asked the demo to end."""


class Demo:
    """The demo of one clone: `run()` until it is told to stop."""

    def __init__(self, base_dir: Path):
        self.base_dir = base_dir
        self.log_folder = base_dir / "var/log"
        self.record = Record(base_dir / "var/run/demo.json")
        self.database: EmbeddedServer | None = None if os.environ.get("DATABASE_URL") else clone_server(base_dir)
        self.programs: dict[str, subprocess.Popen] = {}
        self.deaths: dict[str, deque[float]] = {WEB: deque(), WORKER: deque()}
        self.port = 0
        self.started_by = os.getppid()
        self.uninterruptible = self.asked_to_stop = False

    def run(self) -> None:
        """Start everything, say so, and stay until a signal comes; leave nothing behind.

        Raises:
            NotReady, ServerFailed: it cannot be started, or a part of it does not stay up.
        """
        check_settings()
        self.port = wanted_port()
        with self._only_one_per_clone():
            kill_leftovers(self.record)
            check_port(self.port)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                # Started with nohup, it is meant to survive the terminal.
                if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                    signal.signal(number, self._on_signal)
            try:
                self._remember()
                self._start()
                self._watch()
            except Stop:
                self._say("\nStopping …")
            finally:
                self._stop()

    def _start(self) -> None:
        if os.environ.get("RESET") == "1":
            self._say("Deleting the demo's database and its pictures …")
            self.database.remove()
            for name in ["media", "cache"]:
                shutil.rmtree(self.base_dir / "var" / name, ignore_errors=True)
        if has_stale_catalogues(self.base_dir):
            self._launch("catalogues", self._manage("compile_catalogues"), "catalogues.log")
        self._start_database()
        self._finish("catalogues")
        if not is_prepared(self._environment()["DATABASE_URL"], self.base_dir):
            self._say("Preparing the database and the demo hospital; the first time this takes a minute or two …")
            self._launch("preparation", self._manage("prepare_demo"), "preparation.log")
            self._finish("preparation")
        self._launch(WEB, self._web_command(), "web.log")
        self._launch(WORKER, self._worker_command(), "worker.log")
        self._wait_until_ready()
        self._say(greeting(f"http://127.0.0.1:{self.port}/", os.path.relpath(self.log_folder, self.base_dir)))

    def _watch(self) -> None:
        """Start again what dies; a server that only the last `make` knows of must not outlive it."""
        while True:
            time.sleep(WATCH_SECONDS)
            if "MAKELEVEL" in os.environ and os.getppid() != self.started_by:
                raise Stop
            if self.database and not self.database.is_running():
                self._say("The database has ended by itself; it is started again.")
                self._start_database()
            for name, command, log in [
                (WEB, self._web_command(), "web.log"),
                (WORKER, self._worker_command(), "worker.log"),
            ]:
                if self.programs[name].poll() is not None:
                    self._note_death(name, log)
                    self._launch(name, command, log)

    def _note_death(self, name: str, log: str) -> None:
        recent, now = self.deaths[name], time.monotonic()
        recent.append(now)
        while recent[0] < now - 60:
            recent.popleft()
        where = os.path.relpath(self.log_folder / log, self.base_dir)
        if len(recent) > RESTARTS_PER_MINUTE:
            raise NotReady(f"The {name} does not stay up, so everything is stopped; {where} says why.")
        self._say(f"The {name} has ended by itself; it is started again ({where}.1 says why).")

    def _stop(self) -> None:
        self.uninterruptible = True
        stop_programs(self.programs.values())
        if self.database:
            self.database.stop()
        self.record.clear()

    def _start_database(self) -> None:
        if self.database:
            with self._undisturbed():
                self.database.start()

    def _launch(self, name: str, command: list, log: str) -> None:
        with self._undisturbed():
            self.programs[name] = start_program(
                command, log=self.log_folder / log, environment=self._environment(), folder=self.base_dir
            )
            self._remember()

    def _finish(self, name: str) -> None:
        """Wait for the end of a program that does one thing, if it was started."""
        program = self.programs.get(name)
        if program is None:
            return
        while program.poll() is None:
            time.sleep(0.05)
        if program.returncode != 0:
            log = self.log_folder / f"{name}.log"
            lines = log.read_text(errors="replace").strip().splitlines()
            where = os.path.relpath(log, self.base_dir)
            raise NotReady(f"The {name} failed: {lines[-1] if lines else 'it did not say why.'} (more in {where})")
        del self.programs[name]

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not self._answers():
            if self.programs[WEB].poll() is not None or time.monotonic() > deadline:
                where = os.path.relpath(self.log_folder / "web.log", self.base_dir)
                raise NotReady(f"The web server does not come up; {where} says why.")
            time.sleep(0.1)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _environment(self) -> dict[str, str]:
        """The environment of the parts. It names the database, so that none of them ever starts one."""
        # Options by environment would change what is started here, and where it listens.
        foreign = ("GUNICORN_CMD_ARGS", "WEB_CONCURRENCY", "MAKEFLAGS", "MFLAGS", "MAKELEVEL")
        environment = {name: value for name, value in os.environ.items() if name not in foreign}
        environment |= {"DJANGO_SETTINGS_MODULE": "cms.settings.dev", "DEBUG": "0", "PORT": str(self.port)}
        environment |= {"PYTHONUNBUFFERED": "1", "OBJC_DISABLE_INITIALIZE_FORK_SAFETY": "YES"}
        environment.setdefault("EMAIL_URL", (self.log_folder / "mail").as_uri())
        if self.database:
            environment["DATABASE_URL"] = self.database.url()
        return environment

    def _manage(self, *words: str) -> list:
        return [sys.executable, "manage.py", *words]

    def _web_command(self) -> list:
        command = [sys.executable, "-m", "gunicorn", "cms.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        command += ["--workers", "2", "--threads", "4", "--preload", "--graceful-timeout", "1", "--timeout", "120"]
        return [*command, "--no-control-socket", "--access-logfile", "-"]

    def _worker_command(self) -> list:
        return self._manage("procrastinate", "worker", "--concurrency", "2", "--shutdown-graceful-timeout", "1")

    def _remember(self) -> None:
        processes = {name: program.pid for name, program in self.programs.items()}
        self.record.write({"supervisor": os.getpid(), **processes}, self.port)

    @contextmanager
    def _only_one_per_clone(self) -> Iterator[None]:
        with demo_lock(self.base_dir) as free:
            if not free:
                port = self.record.port
                address = f" at http://127.0.0.1:{port}/" if port else ""
                raise NotReady(f"The demo of this clone is running already{address}; `make stop` stops it.")
            yield

    @contextmanager
    def _undisturbed(self) -> Iterator[None]:
        """Put off a signal: in the middle of this it would leave something running of which nobody knows yet."""
        self.uninterruptible = True
        yield
        self.uninterruptible = False
        if self.asked_to_stop:
            raise Stop

    def _on_signal(self, number, frame) -> None:
        if not self.asked_to_stop:
            self.asked_to_stop = True
            if not self.uninterruptible:
                raise Stop

    @staticmethod
    def _say(text: str) -> None:
        # The terminal may be gone when this is the end of it.
        with suppress(OSError):
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()


@contextmanager
def demo_lock(base_dir: Path) -> Iterator[bool]:
    """Hold the lock of the clone's demo, or yield False when a running demo holds it."""
    path = base_dir / "var/run/demo.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
