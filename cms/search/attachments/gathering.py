"""What every reader hands its text to: it cleans the text, and says when it is enough."""

import re
import time

from .errors import Cut, TooLong

CHARACTERS = 500_000
# Controls, marks that show nothing but stand between two characters, and halves of characters, which no database takes.
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


class Gathering:
    """The lines of a file, as far as they are kept."""

    def __init__(self, seconds: float, characters: int = CHARACTERS):
        self._until = time.monotonic() + seconds
        self._left = characters
        self._lines: list[str] = []

    def add(self, piece: str) -> None:
        """Keep a piece of text, which begins a new line. Raises Cut when that is enough, or TooLong."""
        for line in piece.splitlines():
            line = " ".join(NO_TEXT.sub("", line).split())
            if len(line) > self._left:
                self._lines.append(line[: self._left])
                raise Cut
            if line:
                self._lines.append(line)
                self._left -= len(line) + 1
        if time.monotonic() > self._until:
            raise Cut if self._lines else TooLong

    @property
    def text(self) -> str:
        return "\n".join(self._lines)
