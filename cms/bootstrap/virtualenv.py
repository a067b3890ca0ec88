"""The clone's virtual environment: made once, filled when the list of packages has changed."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .preflight import NotReady, check_disk

BASE_DIR = Path(__file__).resolve().parents[2]
VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin/python"
PIP_LOG = BASE_DIR / "var/log/pip.log"
LISTS = {"demo": ["requirements.txt"], "test": ["requirements.txt", "requirements-dev.txt"]}
# Packages, a copy of PostgreSQL, the demo's database and its pictures; the tests add a browser's driver.
MEGABYTES = {"demo": 1200, "test": 2000}
MEGABYTES_TO_RUN = 200
NETWORK_TROUBLE = ["NewConnectionError", "ConnectTimeoutError", "ReadTimeoutError", "ProxyError", "NameResolutionError"]


def prepare(purpose: str) -> None:
    """Make `.venv` if it is missing or broken, and install the lists of `purpose` if they changed since.

    Raises:
        NotReady: with the one sentence that says what is missing.
    """
    if not _works():
        check_disk(BASE_DIR, MEGABYTES[purpose])
        _make()
    stamp = VENV / f".installed-{purpose}"
    wanted = _fingerprint(LISTS[purpose])
    if not stamp.exists() or stamp.read_text() != wanted:
        check_disk(BASE_DIR, MEGABYTES[purpose])
        _install(LISTS[purpose][-1])
        stamp.write_text(wanted)
    check_disk(BASE_DIR, MEGABYTES_TO_RUN)


def _works() -> bool:
    """Tell whether there is a virtual environment with pip, of a Python that is new enough and still there."""
    command = [PYTHON, "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def _make() -> None:
    # Run by the old environment itself, `sys.executable` would be what is about to be replaced.
    python = getattr(sys, "_base_executable", None) or sys.executable
    has_venv = subprocess.run([python, "-c", "import venv, ensurepip"], check=False, capture_output=True)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if has_venv.returncode != 0:
        raise NotReady(
            f"Python {version} here cannot make virtual environments: "
            f"apt-get install python3-venv (or python{version}-venv) brings what is missing."
        )
    print(f"Making .venv with Python {version} …", flush=True)
    made = subprocess.run(
        [python, "-m", "venv", "--clear", VENV], check=False, capture_output=True, text=True, errors="replace"
    )
    if made.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        last = (made.stderr or made.stdout).strip().splitlines()[-1:]
        raise NotReady(f"Python cannot make .venv: {last[0] if last else 'it did not say why'}.")


def _install(requirements: str) -> None:
    print(f"Installing {requirements}; the first time this takes a minute or two …", flush=True)
    PIP_LOG.parent.mkdir(parents=True, exist_ok=True)
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    command += ["--retries", "2", "-r", BASE_DIR / requirements]
    # Settings for installing elsewhere must not lead out of .venv.
    elsewhere = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "PYTHONHOME", "PYTHONPATH"}
    environment = {name: value for name, value in os.environ.items() if name not in elsewhere}
    with PIP_LOG.open("w") as log:
        pip = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, env=environment)
        try:
            code = pip.wait()
        finally:
            pip.terminate()
    if code != 0:
        raise NotReady(_why_pip_failed(PIP_LOG.read_text(errors="replace")))


def _why_pip_failed(log: str) -> str:
    details = f"The details are in {PIP_LOG.relative_to(BASE_DIR)}."
    if "No space left on device" in log:
        return f"The disk is full, so the packages cannot be installed. {details}"
    if any(word in log for word in NETWORK_TROUBLE):
        return f"pip cannot reach the package index (PyPI, or what PIP_INDEX_URL names). {details}"
    errors = [line for line in log.splitlines() if line.startswith("ERROR: ")]
    return f"pip cannot install the packages: {errors[-1][7:] if errors else 'it did not say why'} {details}"


def _fingerprint(lists: list[str]) -> str:
    digest = hashlib.sha256(".".join(map(str, sys.version_info[:2])).encode())
    for name in lists:
        digest.update((BASE_DIR / name).read_bytes())
    return digest.hexdigest()
