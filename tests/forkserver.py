"""Starts web servers and job workers in a tenth of the time: as forks of a process that has imported everything.

Importing Wagtail and the rooms takes a core four seconds, which each running site would pay twice. What is forked is a
process like any other, with a group, a log and an environment of its own; its settings are read anew from that
environment. A site with more in its environment than addresses is started in the ordinary way, since packages read
settings while they are imported.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
import traceback
from pathlib import Path

import psutil

SETTINGS = "cms.settings.testserver"
# Addresses that nothing listens at: whatever runs here before a fork has no database and sends no mail.
NOWHERE = {
    "DJANGO_SETTINGS_MODULE": SETTINGS,
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    "MEDIA_ROOT": "/nonexistent/media",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "PORT": "1",
    "PYTHONUNBUFFERED": "1",
}


class Forked:
    """A forked program; to whoever stops it, it is like a `subprocess.Popen`. It leads its own process group."""

    def __init__(self, pid: int):
        self.pid = pid

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def poll(self) -> int | None:
        """Return None while it runs; how it ended is known to the server alone."""
        return None if psutil.pid_exists(self.pid) else 0

    def wait(self, timeout: float | None = None) -> None:
        try:
            psutil.Process(self.pid).wait(timeout)
        except psutil.NoSuchProcess:
            pass
        except psutil.TimeoutExpired as late:
            raise subprocess.TimeoutExpired(str(self.pid), late.seconds) from late


class Forkserver:
    """The process that imports, and is asked for forks."""

    def __init__(self, folder: Path):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.forkserver"],
            cwd=folder,
            env={**os.environ, **NOWHERE},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, program: list[str], log: Path, environment: dict[str, str]) -> Forked:
        """Run `program` ("gunicorn" or "manage.py", and its arguments), with both of its channels in `log`."""
        asked = {"program": program, "log": str(log), "environment": environment}
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        return Forked(int(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def serve() -> None:
    """Import everything, then answer each line of the standard input with the process id of what it asks for."""
    import django

    django.setup()
    from django.urls import get_resolver

    import cms.wsgi  # noqa: F401

    _import_below(get_resolver().url_patterns)
    # Nobody here waits for forks that end.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        asked = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _become(**asked)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def _import_below(patterns: list) -> None:
    for pattern in patterns:
        _import_below(getattr(pattern, "url_patterns", []))


def _become(program: list[str], log: str, environment: dict[str, str]) -> None:
    """Turn this fork into `program`; does not return."""
    status = 1
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        with open(log, "wb") as output, open(os.devnull, "rb") as nothing:
            os.dup2(nothing.fileno(), 0)
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
        os.environ.clear()
        os.environ.update(environment)
        _read_settings_again()
        sys.argv = program
        if program[0] == "gunicorn":
            from gunicorn.app.wsgiapp import run

            run()
        else:
            from django.core.management import execute_from_command_line

            execute_from_command_line(program)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _read_settings_again() -> None:
    from django.conf import settings
    from django.db import connections

    # Importing these lets caches and storages follow settings that change.
    from django.test import signals

    module = importlib.reload(importlib.import_module(SETTINGS))
    for name in filter(str.isupper, dir(module)):
        value = getattr(module, name)
        if value == getattr(settings, name, None):
            continue
        setattr(settings, name, value)
        if name == "DATABASES":
            # Connections that are not open yet share this entry.
            connections.settings["default"].update(connections.configure_settings(value)["default"])
        else:
            signals.setting_changed.send(sender=None, setting=name, value=value, enter=True)


if __name__ == "__main__":
    serve()
