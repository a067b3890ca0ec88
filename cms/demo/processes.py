"""Programs that are started in the background and never left behind."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

GRACE_SECONDS = 2.0


def start_program(command: list, *, log: Path, environment: dict[str, str], folder: Path) -> subprocess.Popen:
    """Start a program that leads its own process group, so that a Ctrl-C reaches it only through its starter.

    Both of its channels go to `log`, which is begun anew.
    """
    with begun_anew(log).open("wb") as output:
        return subprocess.Popen(
            [str(word) for word in command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def begun_anew(log: Path) -> Path:
    """Return `log` when nothing is in its place any more; the one of the time before is kept beside it."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".log.1"))
    return log


def stop_programs(programs: Iterable[subprocess.Popen], grace: float = GRACE_SECONDS) -> None:
    """Ask the programs to end, all at once, and kill what is left of their groups after `grace` seconds."""
    programs = list(programs)
    for program in programs:
        with suppress(ProcessLookupError):
            program.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + grace
    for program in programs:
        with suppress(subprocess.TimeoutExpired):
            program.wait(max(0, deadline - time.monotonic()))
        # Also when it has ended: its group outlives it where it left a child behind.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()


@dataclass
class Record:
    """What was started from this clone, on disk, so that another process can stop it or clear up after a crash."""

    path: Path

    def write(self, processes: dict[str, int], port: int) -> None:
        """Keep the process ids by name; with the moment each began, since ids are used again."""
        entries = []
        for name, pid in processes.items():
            with suppress(psutil.NoSuchProcess):
                entries.append({"name": name, "pid": pid, "began": psutil.Process(pid).create_time()})
        self.path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.path.with_suffix(".unfinished")
        unfinished.write_text(json.dumps({"record": str(self.path), "port": port, "processes": entries}))
        unfinished.replace(self.path)

    def clear(self) -> None:
        self.path.unlink(missing_ok=True)

    @property
    def port(self) -> int | None:
        return self._read().get("port")

    def alive(self) -> dict[str, psutil.Process]:
        """Return those of the recorded processes that still run."""
        found = {}
        for entry in self._read().get("processes", []):
            with suppress(psutil.NoSuchProcess):
                process = psutil.Process(entry["pid"])
                if abs(process.create_time() - entry["began"]) < 1 and process.status() != psutil.STATUS_ZOMBIE:
                    found[entry["name"]] = process
        return found

    def _read(self) -> dict:
        try:
            content = json.loads(self.path.read_text())
        except (OSError, ValueError):
            return {}
        # The record of another clone, copied along with it, says nothing about this one.
        return content if content.get("record") == str(self.path) else {}


def kill_leftovers(record: Record) -> None:
    """Kill what a demo that ended without stopping has left, each with its group, and wait until it is gone."""
    processes = list(record.alive().values())
    for process in processes:
        with suppress(ProcessLookupError, PermissionError, psutil.NoSuchProcess):
            if os.getpgid(process.pid) == process.pid:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
    psutil.wait_procs(processes, timeout=GRACE_SECONDS)
    record.clear()
