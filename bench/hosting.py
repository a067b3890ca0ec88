"""Web servers for a bench, and a crowd that asks all at once."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
WORKERS = 2
START_SECONDS = 60
# A request that has no answer by then has failed.
PATIENCE_SECONDS = 60


@contextmanager
def gunicorn(application: str, **environment: str) -> Iterator[int]:
    """Run an application in as many sync workers as there are cores here; yields the port it listens on."""
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        port = attempt.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    command += ["--workers", str(WORKERS), "--backlog", "4096", "--log-level", "error", "--graceful-timeout", "1"]
    with TemporaryDirectory() as folder, open(Path(folder) / "log", "w+") as log:
        more = {"MEDIA_ROOT": f"{folder}/media", "EMAIL_URL": "smtp://127.0.0.1:9", "PORT": str(port), **environment}
        server = Popen(command, cwd=ROOT, env={**os.environ, **more}, stdout=log, stderr=log)
        try:
            _wait_for(port, server, log)
            yield port
        finally:
            server.terminate()
            server.wait(10)


def _wait_for(port: int, server: Popen, log) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
        try:
            # The port is open before anybody behind it can answer.
            connection.request("GET", "/healthz")
            connection.getresponse()
            return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    log.seek(0)
    raise SystemExit(f"the server does not start: {log.read()[-2000:]}")


@dataclass(frozen=True)
class Answer:
    """`status` is 0 where there was none; `seconds` from the press to the whole answer."""

    status: int
    seconds: float


@dataclass(frozen=True)
class Request:
    path: str
    body: str = ""
    cookies: str = ""
    token: str = ""

    def encoded(self, port: int) -> bytes:
        lines = [f"POST {self.path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close"]
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(self.body)}"]
        lines += [f"Cookie: {self.cookies}"] * bool(self.cookies) + [f"X-CSRFToken: {self.token}"] * bool(self.token)
        return ("\r\n".join(lines) + "\r\n\r\n" + self.body).encode()


def press_at_once(port: int, requests: Sequence[Request]) -> tuple[list[Answer], float]:
    """Send all requests at the same moment, each on a connection of its own; returns the answers, and how long it took
    until the last had come.
    """

    async def ask(request: Request) -> Answer:
        start = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(request.encoded(port))
                answer = await reader.read()
                writer.close()
            status = int(answer.split(b" ", 2)[1])
        except (OSError, TimeoutError, IndexError, ValueError):
            status = 0
        return Answer(status, time.perf_counter() - start)

    async def ask_all() -> list[Answer]:
        return await asyncio.gather(*[ask(request) for request in requests])

    start = time.perf_counter()
    answers = asyncio.run(ask_all())
    return answers, time.perf_counter() - start
