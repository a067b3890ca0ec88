"""One PostgreSQL server of one clone: started when it is needed, found when it runs, stopped by who started it."""

import fcntl
import hashlib
import os
import shlex
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psutil

from .programs import Account, ServerFailed, packaged_programs, programs_for_root, run_program, server_account

DATABASE = "staffhome"
USER = "postgres"
SOCKET_NAME = ".s.PGSQL.5432"
# What macOS allows; Linux allows four more.
SOCKET_PATH_LIMIT = 103
START_SECONDS = 60
# Fast, then immediate, then killed: together less than the five seconds in which everything has to be gone.
STOP_STEPS = [(signal.SIGINT, 2.5), (signal.SIGQUIT, 1.0), (signal.SIGKILL, 0.5)]
# Tests may lose their data at any time; not waiting for the disk makes them twice as fast.
TEST_OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "jit": "off",
}


def clone_home(base_dir: Path) -> Path:
    """Return where the servers of this clone live: `var/`, or, as root, a folder of the clone under /var/lib.

    As root the server runs under another account, which cannot reach into root's folders.
    """
    if os.geteuid() == 0:
        digest = hashlib.sha256(str(base_dir).encode()).hexdigest()[:10]
        return Path(f"/var/lib/staffhome-{digest}")
    return base_dir / "var"


def clone_server(base_dir: Path) -> "EmbeddedServer":
    """Return the server of the demo and of development, running or not."""
    return EmbeddedServer(clone_home(base_dir) / "postgres", database=DATABASE)


def server_for_tests(base_dir: Path) -> "EmbeddedServer":
    """Return the server of the tests, running or not; the demo's data lies in another one."""
    return EmbeddedServer(clone_home(base_dir) / "postgres-test", options=TEST_OPTIONS)


@dataclass(frozen=True)
class EmbeddedServer:
    """The server whose data lies in `folder`; nothing but its address is worked out before it is started.

    `database` is made at the start if it is missing. `options` are PostgreSQL's own settings.
    """

    folder: Path
    database: str = ""
    options: dict[str, str] = field(default_factory=dict)

    @property
    def socket_folder(self) -> Path:
        """The data folder, or a short one of its own where that makes too long a path for a socket."""
        if len(os.fsencode(self.folder / SOCKET_NAME)) <= SOCKET_PATH_LIMIT:
            return self.folder
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:10]
        return Path(f"/tmp/staffhome-{os.geteuid()}-{digest}")  # noqa: S108 - checked before it is used

    def django_config(self, name: str = DATABASE) -> dict:
        """Return Django's DATABASES entry for one database; the first connection starts the server."""
        return {
            "ENGINE": "cms.embedded_postgres",
            "NAME": name,
            "HOST": str(self.socket_folder),
            "USER": USER,
            "EMBEDDED_SERVER": self,
        }

    def url(self, name: str = DATABASE) -> str:
        """Return a DATABASE_URL for one database of this server."""
        return f"postgresql://{USER}@{quote(str(self.socket_folder), safe='')}/{name}"

    def connect(self, name: str = "postgres"):
        """Return a psycopg connection in autocommit mode to one database; the server must be running."""
        import psycopg

        return psycopg.connect(host=str(self.socket_folder), user=USER, dbname=name, autocommit=True)

    def is_running(self) -> bool:
        """True when the server takes connections."""
        state = self._state()
        return state is not None and state[1] == "ready"

    def start(self) -> bool:
        """Start the server unless it is running; return whether this call started it.

        Safe to be called by several processes at once, and after a crash.

        Raises:
            ServerFailed: it cannot be started; the message says why.
        """
        with self._lock():
            if self.is_running():
                return False
            account = server_account()
            try:
                self._wait_while_neither_up_nor_down()
                installation = programs_for_root(self.folder.parent) if account else packaged_programs()
                self._make_data_folder(installation, account)
                self._launch(installation, account)
                self._make_database()
            except OSError as error:
                raise ServerFailed(f"The embedded PostgreSQL cannot be started: {error}.") from error
            return True

    def stop(self) -> bool:
        """Stop the server if it is running, within four seconds; return whether it was."""
        with self._lock():
            state = self._state()
            if state is None:
                return False
            process = state[0]
            family = process.children(recursive=True)
            for number, seconds in STOP_STEPS:
                with suppress(psutil.NoSuchProcess):
                    process.send_signal(number)
                if _ends_within(process, seconds):
                    break
            for straggler in family:
                with suppress(psutil.NoSuchProcess):
                    straggler.kill()
            return True

    def remove(self) -> None:
        """Stop the server and delete its data."""
        self.stop()
        with self._lock():
            shutil.rmtree(self.folder, ignore_errors=True)
            if self.socket_folder != self.folder:
                shutil.rmtree(self.socket_folder, ignore_errors=True)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Let one process at a time start or stop this server; the kernel lets go when a process dies."""
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            with open(self.folder.with_suffix(".lock"), "w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except PermissionError as error:
            raise ServerFailed(f"The embedded PostgreSQL cannot write to {error.filename}.") from error

    def _state(self) -> tuple[psutil.Process, str] | None:
        """Return the server's process and what it says of itself ("starting", "ready", "stopping"), or None.

        The file with its process id outlives a crash, and the id may be another program's by now; and a copied
        clone brings the file of the original's server.
        """
        try:
            lines = (self.folder / "postmaster.pid").read_text().splitlines()
            process = psutil.Process(int(lines[0]))
            command = process.cmdline()
        except (OSError, ValueError, IndexError, psutil.Error):
            return None
        if not command or "postgres" not in Path(command[0]).name or str(self.folder) not in command:
            return None
        return process, lines[7].strip() if len(lines) > 7 else "starting"

    def _wait_while_neither_up_nor_down(self) -> None:
        """Wait for a server that somebody else is stopping, or that died while starting; clear what a dead one left."""
        deadline = time.monotonic() + START_SECONDS
        while (state := self._state()) and time.monotonic() < deadline:
            if state[1] == "ready":
                return
            time.sleep(0.05)
        if self._state() is None:
            for name in ["postmaster.pid", f"{SOCKET_NAME}.lock", SOCKET_NAME]:
                (self.folder / name).unlink(missing_ok=True)
                (self.socket_folder / name).unlink(missing_ok=True)

    def _make_data_folder(self, installation: Path, account: Account | None) -> None:
        """Make the data folder if there is none, whole or not at all."""
        version_file = self.folder / "PG_VERSION"
        if version_file.exists():
            found = version_file.read_text().strip()
            wanted = packaged_programs().name.removeprefix("pginstall")
            if found != wanted:
                raise ServerFailed(
                    f"The data in {self.folder} is of PostgreSQL {found}, and this is {wanted}: "
                    "`make demo RESET=1` starts afresh."
                )
            return
        unfinished = self.folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if account:
            os.chown(unfinished, account.pw_uid, account.pw_gid)
        # The built-in locale sorts alike on every system and asks none of them.
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"]
        command = [str(installation / "bin/initdb"), "--auth=trust", f"--username={USER}", *locale]
        command += ["--no-sync"] if self.options.get("fsync") == "off" else []
        try:
            run_program([*command, "--no-instructions", "-D", str(unfinished)], account)
            shutil.rmtree(self.folder, ignore_errors=True)
            unfinished.rename(self.folder)
        except ServerFailed as error:
            complaints = [line for line in str(error).splitlines() if "error:" in line or "FATAL" in line]
            raise ServerFailed(f"PostgreSQL cannot make its data folder: {(complaints or [error])[-1]}") from error
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)

    def _launch(self, installation: Path, account: Account | None) -> None:
        if self.socket_folder != self.folder:
            self._claim_socket_folder(account)
        quoted_folder = '"' + str(self.socket_folder).replace('"', '""') + '"'
        options = {"listen_addresses": "", "unix_socket_directories": quoted_folder, **self.options}
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        command = [str(installation / "bin/pg_ctl"), "-D", str(self.folder), "-l", str(self.folder / "log")]
        command += ["-w", "-t", str(START_SECONDS), "-o", shlex.join(words), "start"]
        try:
            run_program(command, account, START_SECONDS + 30)
        except ServerFailed as error:
            raise ServerFailed(f"PostgreSQL does not start: {self._last_complaint()}") from error

    def _claim_socket_folder(self, account: Account | None) -> None:
        """Make the short folder, open to nobody else; refuse one that somebody else made under this name."""
        self.socket_folder.mkdir(mode=0o700, exist_ok=True)
        owner = account.pw_uid if account else os.geteuid()
        if self.socket_folder.is_symlink() or self.socket_folder.stat().st_uid not in (owner, os.geteuid()):
            raise ServerFailed(f"{self.socket_folder} belongs to somebody else: move the clone to a shorter path.")
        if account:
            os.chown(self.socket_folder, account.pw_uid, account.pw_gid)
        self.socket_folder.chmod(0o700)

    def _last_complaint(self) -> str:
        """Return the last error in the server's log, and where the log lies."""
        log = self.folder / "log"
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        complaints = [line for line in lines[-50:] if "FATAL" in line or "PANIC" in line or "ERROR" in line]
        return f"{(complaints or lines or ['it said nothing'])[-1]} (more in {log})"

    def _make_database(self) -> None:
        if not self.database:
            return
        with self.connect() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.database]).fetchone()
            if not found:
                connection.execute(f'CREATE DATABASE "{self.database}"')


def _ends_within(process: psutil.Process, seconds: float) -> bool:
    """Wait for the end of a process; one that nobody has collected yet has ended too."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(psutil.NoSuchProcess):
            if process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
                time.sleep(0.02)
                continue
        return True
    return False
