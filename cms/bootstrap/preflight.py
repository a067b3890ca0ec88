"""What is checked before anything starts, so that what is missing is one sentence and not a broken half."""

import os
import shutil
import socket
from pathlib import Path

DEFAULT_PORT = 8000
ANOTHER_PORT = "choose another one, for example `make demo PORT=8123`"
DEMO_SETTINGS = "cms.settings.dev"


class NotReady(Exception):
    """Something is missing; the message is the sentence for the person at the keyboard."""


def check_settings() -> None:
    """Raise NotReady when the environment names other settings than the demo's: they may lead to real data."""
    named = os.environ.get("DJANGO_SETTINGS_MODULE") or DEMO_SETTINGS
    if named != DEMO_SETTINGS:
        raise NotReady(f"The demo does not run with {named}: unset DJANGO_SETTINGS_MODULE first.")
    if os.environ.get("RESET") == "1" and os.environ.get("DATABASE_URL"):
        raise NotReady("RESET=1 empties the embedded database only; the one that DATABASE_URL names, empty by hand.")


def wanted_port() -> int:
    """Return the port that PORT names, 8000 without it; raise NotReady when it is none."""
    text = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise NotReady(f"PORT={text} is not a port: give a number from 1 to 65535.")
    return int(text)


def check_port(port: int) -> None:
    """Raise NotReady when the demo cannot listen on this port of 127.0.0.1."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as caller:
        caller.settimeout(1)
        # On macOS one program may listen to all addresses and a second to this one.
        if caller.connect_ex(("127.0.0.1", port)) == 0:
            raise NotReady(f"Port {port} is taken by another program: {ANOTHER_PORT}.")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
            attempt.listen()
        except PermissionError as error:
            raise NotReady(f"Port {port} is reserved for the system: {ANOTHER_PORT}.") from error
        except OSError as error:
            raise NotReady(f"Port {port} is taken by another program: {ANOTHER_PORT}.") from error


def check_disk(folder: Path, megabytes: int) -> None:
    """Raise NotReady when the disk of `folder` has less than so much room, or when nothing can be written to it."""
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free // 1024**2
    if free < megabytes:
        raise NotReady(f"The disk of {folder} has {free} MB free, and {megabytes} MB are needed.")
    if not os.access(folder, os.W_OK):
        raise NotReady(f"{folder} belongs to another user: nothing can be written to it.")
