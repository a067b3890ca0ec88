"""Taking down what runs in this clone, whoever started it and however that ended."""

import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

import psutil

from cms.embedded_postgres import clone_server, server_for_tests
from cms.embedded_postgres.server import clone_home

from .processes import Record, kill_leftovers
from .supervisor import demo_lock

# The demo takes five seconds at most to stop by itself.
PATIENCE_SECONDS = 6


def stop(base_dir: Path) -> bool:
    """Stop the demo and the embedded databases of this clone; return whether anything was running."""
    record = Record(base_dir / "var/run/demo.json")
    alive = record.alive()
    if supervisor := alive.get("supervisor"):
        with suppress(psutil.NoSuchProcess):
            supervisor.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and not _demo_has_ended(base_dir):
            time.sleep(0.05)
    kill_leftovers(record)
    stopped = [server.stop() for server in (clone_server(base_dir), server_for_tests(base_dir))]
    return bool(alive) or any(stopped)


def clean(base_dir: Path) -> None:
    """Stop everything and delete what this clone has stored, databases included."""
    stop(base_dir)
    shutil.rmtree(clone_home(base_dir), ignore_errors=True)
    shutil.rmtree(base_dir / "var", ignore_errors=True)


def _demo_has_ended(base_dir: Path) -> bool:
    with demo_lock(base_dir) as free:
        return free
