"""Reading a file in a process of its own, which is ended when it takes too long and can take nothing along."""

import json
import logging
import shutil
import signal
import subprocess
import sys
import tempfile
from math import ceil
from typing import NamedTuple

from django.conf import settings

from .formats import SECONDS

logger = logging.getLogger(__name__)

# Within one page or one paragraph nobody looks at the clock: then the process is ended.
LAST_SECONDS = 2 * SECONDS
ENDED_BY_THE_CLOCK = (-signal.SIGXCPU, -signal.SIGKILL)
# Whoever stops the worker stops this with it, which says nothing about the file.
ENDED_WITH_THE_WORKER = (-signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP)
MEMORY_BYTES = 1024 * 1024 * 1024


class ReadingFailed(Exception):
    """The process could not do its work, whatever the file: it was stopped, or the installation is wrong."""


class Answer(NamedTuple):
    # One of `DocumentText.State`.
    state: str
    text: str


def read_apart(file, extension: str, *, seconds: float = SECONDS, last_seconds: float = LAST_SECONDS) -> Answer:
    """Read an open file, of whatever storage. Raises what the storage raises and ReadingFailed: what is wrong with the
    file is in the answer.

    The process knows no secrets and no database, since a file may be made to get at them.
    """
    arguments = [extension, str(seconds), str(ceil(last_seconds)), str(MEMORY_BYTES)]
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        try:
            done = subprocess.run(  # noqa: S603 - our own program; the extension is one of READERS
                [sys.executable, "-m", "cms.search.attachments", *arguments],
                stdin=copy,
                capture_output=True,
                timeout=last_seconds,
                cwd=settings.BASE_DIR,
                env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"},
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Answer("too_long", "")
    if done.returncode == 0:
        return Answer(**json.loads(done.stdout))
    if done.returncode in ENDED_BY_THE_CLOCK:
        return Answer("too_long", "")
    if done.returncode in ENDED_WITH_THE_WORKER:
        raise ReadingFailed(f"stopped by signal {-done.returncode}")
    if b"MemoryError" in done.stderr:
        return Answer("too_large", "")
    if done.returncode < 0:
        logger.warning("reading a .%s file ended with signal %s", extension, -done.returncode)
        return Answer("broken", "")
    raise ReadingFailed(done.stderr.decode(errors="replace")[-1000:])
