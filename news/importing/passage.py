"""What readers of .docx, .txt and .html hand on: the file as a flow of passages, pictures, tables and lists."""

import enum
import html
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from .manuscript import Picture, Quote, Table, Text

_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<br\s*/?>")


class Role(enum.Enum):
    """What the file itself says a paragraph is."""

    BODY = "body"
    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    CAPTION = "caption"
    NOTE = "note"  # a footnote, kept at the end


@dataclass(frozen=True)
class Passage:
    """One paragraph: sanitised inline HTML, and how it looked. `level` is the file's own, 1 to 6, of a heading."""

    html: str
    role: Role = Role.BODY
    level: int = 0
    centred: bool = False
    right: bool = False
    large: bool = False

    @classmethod
    def of(cls, text: str, **traits) -> "Passage":
        """Make a passage of plain text."""
        return cls(html.escape(text, quote=False), **traits)

    @cached_property
    def text(self) -> str:
        """The paragraph without markup; line breaks are newlines."""
        return html.unescape(_TAG.sub("", _BREAK.sub("\n", self.html))).strip()

    @property
    def bold(self) -> bool:
        """Whether every visible character is bold."""
        rest = re.sub(r"<b>.*?</b>", "", self.html, flags=re.S)
        return "<b>" in self.html and not html.unescape(_TAG.sub("", rest)).strip()


Item: TypeAlias = Passage | Picture | Table | Quote | Text


@dataclass
class Source:
    """A file as read: its flow in order, what had to be left out or changed, and a title from outside the text."""

    file_name: str
    flow: list[Item] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    title_hint: str = ""
