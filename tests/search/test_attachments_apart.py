"""A file is read in a process of its own: whatever it does there, the worker goes on."""

import io
import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings

from cms.search.attachments import apart
from cms.search.attachments.apart import ReadingFailed, read_apart
from cms.search.attachments.formats import SECONDS
from cms.search.models import DocumentText

from .attachment_files import NOTICE, bomb, pdf_file, pdf_of_pages, protected, word_file, workbook

# One page that keeps pypdf busy for some twenty seconds, in a file of some kilobytes.
SLOW = b"BT 1 0 0 1 0 0 Tm (a) Tj ET " * 500_000


def answer(content: bytes, extension: str, **how):
    return read_apart(io.BytesIO(content), extension, **how)


def test_every_kind_of_file_is_read(tmp_path):
    files = {"docx": word_file(NOTICE), "pdf": pdf_file(tmp_path, NOTICE), "xlsx": workbook([[NOTICE]])}
    files |= {"txt": NOTICE.encode("gb18030"), "csv": NOTICE.encode()}
    for extension, content in files.items():
        state, text = answer(content, extension)
        assert state == "read"
        assert "职工代表大会" in text
        assert "㛃𬭎" in text


@pytest.mark.parametrize(
    ("content", "extension", "state"),
    [
        pytest.param(b"PK\x03\x04", "docx", "broken", id="broken"),
        pytest.param(b"\n\n", "txt", "empty", id="empty"),
        pytest.param(pdf_of_pages(b"0 0 9 9 re f"), "pdf", "empty", id="scanned"),
        pytest.param(protected(pdf_of_pages(b"n"), "密码"), "pdf", "encrypted", id="encrypted"),
        pytest.param(bomb("word/document.xml", 257), "docx", "too_large", id="bomb"),
        pytest.param(("职工\n" * 300_000).encode(), "txt", "part", id="long"),
    ],
)
def test_what_is_wrong_with_a_file_ends_in_a_state(content, extension, state):
    found = answer(content, extension)
    assert found.state == state
    assert found.state in DocumentText.State.values
    assert bool(found.text) is (state == "part")


def test_a_page_that_takes_for_ever_is_given_up_when_the_time_is_over():
    began = time.monotonic()
    assert answer(pdf_of_pages(SLOW), "pdf", last_seconds=2) == ("too_long", "")
    assert time.monotonic() - began < 2 * 5
    # The control: it is the clock that ended it.
    assert answer(pdf_of_pages(SLOW[:28]), "pdf", last_seconds=60) == ("read", "a")


def test_many_pages_are_given_up_between_two_of_them_and_what_was_read_is_kept(tmp_path):
    state, text = answer(pdf_file(tmp_path, *[NOTICE * 20] * 5), "pdf", seconds=0)
    assert state == "part"
    assert "八段锦" in text


def test_a_process_whose_worker_was_killed_ends_by_itself(tmp_path):
    """The clock of the worker is gone; the process has one of its own."""
    file = tmp_path / "slow.pdf"
    file.write_bytes(pdf_of_pages(SLOW))
    command = [sys.executable, "-m", "cms.search.attachments", "pdf", str(SECONDS), "2", str(apart.MEMORY_BYTES)]
    with file.open("rb") as stdin:
        done = subprocess.run(command, stdin=stdin, cwd=settings.BASE_DIR, timeout=60, check=False)
    assert done.returncode in apart.ENDED_BY_THE_CLOCK


def test_a_file_that_needs_more_memory_than_there_is_ends_in_a_state(monkeypatch):
    monkeypatch.setattr(apart, "MEMORY_BYTES", 256 * 1024 * 1024)
    assert answer(word_file(NOTICE), "docx").state == "read"
    # Small enough to be unpacked, and one element that has to be held as a whole.
    assert answer(bomb("word/document.xml", 250), "docx").state == "too_large"


def test_a_process_that_fails_by_itself_says_nothing_about_the_file(monkeypatch):
    monkeypatch.setattr(apart, "MEMORY_BYTES", "much")
    with pytest.raises(ReadingFailed, match="much"):
        answer(NOTICE.encode(), "txt")


def test_a_file_that_brings_the_process_down_is_broken(monkeypatch):
    run = subprocess.run

    def crashes(command, **options):
        return run([sys.executable, "-c", "import os; os.kill(os.getpid(), 11)"], **options)

    monkeypatch.setattr(subprocess, "run", crashes)
    assert answer(NOTICE.encode(), "txt") == ("broken", "")


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_who_stops_the_worker_says_nothing_about_the_file(by, monkeypatch):
    run = subprocess.run

    def is_stopped(command, **options):
        return run([sys.executable, "-c", f"import os; os.kill(os.getpid(), {int(by)})"], **options)

    monkeypatch.setattr(subprocess, "run", is_stopped)
    with pytest.raises(ReadingFailed, match="stopped"):
        answer(NOTICE.encode(), "txt")


def test_the_process_knows_no_secrets(monkeypatch):
    seen = {}
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    run = subprocess.run

    def note(*args, **options):
        seen.update(options["env"])
        return run(*args, **options)

    monkeypatch.setattr(subprocess, "run", note)
    answer(NOTICE.encode(), "txt")
    assert seen
    assert set(seen) < {*os.environ, "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE", "OPENBLAS_NUM_THREADS"}
    assert not any("secret" in value for value in seen.values())
