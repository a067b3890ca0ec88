"""What a channel carries: one notice, or the digest of a day."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from people.models import Member


@dataclass(frozen=True)
class Message:
    """`key` is the same however often it is sent; `address` is whole, with the name of the site, or empty.

    `told_at` tells two messages of the same words apart: services drop the second of them.
    """

    recipient: Member
    key: str
    subject: str
    body: str = ""
    address: str = ""
    told_at: datetime | None = None

    def text(self, most_bytes: int) -> str:
        """Return it as plain text of at most so many bytes in UTF-8; what is cut is the end of the body."""
        moment = f"{timezone.localtime(self.told_at):%Y-%m-%d %H:%M}" if self.told_at else ""
        tail = "".join(f"\n{line}" for line in (self.address, moment) if line)
        head = f"{self.subject}\n{self.body}".strip()
        return shortened(head, most_bytes - len(tail.encode())) + tail


def shortened(text: str, most_bytes: int) -> str:
    """Cut a text to so many bytes in UTF-8, never within a character, and say that it goes on."""
    if len(text.encode()) <= most_bytes:
        return text
    kept = text.encode()[: max(most_bytes - len("…".encode()), 0)].decode(errors="ignore")
    return kept.rstrip() + "…"
