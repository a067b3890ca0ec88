"""A mail server that takes every letter, or refuses it, falls silent, hangs up, or is not there at all."""

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller

PATIENCE_SECONDS = 60
SILENCE_SECONDS = 60


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


class Mailbox:
    """An SMTP server on 127.0.0.1 that keeps what it is given, oldest first."""

    def __init__(self):
        self.port = free_port()
        self.letters: list[EmailMessage] = []
        self.refuses = False
        # At which command of the protocol it falls silent, or hangs up: EHLO, DATA or QUIT.
        self.hangs_at = ""
        self.drops_at = ""
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        """The EMAIL_URL that leads here."""
        return f"smtp://127.0.0.1:{self.port}?from=union@example.org"

    def open(self) -> None:
        """Listen, at the same port as before."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def close(self) -> None:
        """Be gone: connections are refused."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        await self._misbehave("EHLO", server)
        return responses

    async def handle_QUIT(self, server, session, envelope):
        await self._misbehave("QUIT", server)
        return "221 Bye"

    async def handle_DATA(self, server, session, envelope):
        await self._misbehave("DATA", server)
        if server.transport.is_closing():
            return "451 Nobody listens"
        if self.refuses:
            return "451 Try again later"
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Kept"

    async def _misbehave(self, command: str, server) -> None:
        if self.drops_at == command:
            server.transport.abort()
        elif self.hangs_at == command:
            await asyncio.sleep(SILENCE_SECONDS)

    def to(self, address: str) -> list[EmailMessage]:
        """The letters to one address."""
        return [letter for letter in self.letters if address in str(letter["To"])]

    def wait_for(self, wanted: Callable[["Mailbox"], object], seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until `wanted(mailbox)` is true; fail with what has arrived when it does not become so."""
        deadline = time.monotonic() + seconds
        while not wanted(self):
            if time.monotonic() > deadline:
                arrived = [f"{letter['To']}: {letter['Subject']}" for letter in self.letters]
                pytest.fail(f"the mail has not come; {arrived or 'nothing'} has arrived")
            time.sleep(0.05)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """An open mailbox for this test alone."""
    box = Mailbox()
    box.open()
    yield box
    box.close()
