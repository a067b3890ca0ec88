"""What comes out of reading a manuscript: its facts, its blocks in order, and what the officer should look at."""

import datetime
from dataclasses import dataclass, field
from typing import TypeAlias

# What the blocks of a news page hold at most, in characters (see cms/blocks.py); longer text stays ordinary text.
MAX_HEADING = 80
MAX_CAPTION = 120
MAX_QUOTE = 500
MAX_ATTRIBUTION = 80
MAX_SUMMARY = 120

# What one file may hold. A report of a hundred pages has some 60,000 characters in 2,000 paragraphs.
MAX_CHARACTERS = 500_000
MAX_PARAGRAPHS = 10_000


@dataclass(frozen=True)
class Heading:
    """A heading inside the article: level 2 (section) or 3 (subsection)."""

    text: str
    level: int


@dataclass(frozen=True)
class Text:
    """One or more paragraphs and lists as sanitised HTML: p, b, i, ol, ul, li, a[href], br."""

    html: str


@dataclass(frozen=True)
class Picture:
    """A picture that Pillow has opened. `alt` is empty when the file has no description worth the name."""

    content: bytes = field(repr=False)
    file_name: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Quote:
    """A quotation as plain text, paragraphs parted by a newline."""

    text: str
    attribution: str = ""


@dataclass(frozen=True)
class Table:
    """A table of plain text. Every row is as long as `columns`; headings are empty where the table has none."""

    columns: list[str]
    rows: list[list[str]]
    caption: str = ""


Block: TypeAlias = Heading | Text | Picture | Quote | Table


@dataclass
class Manuscript:
    """One article as it was found in a file. `warnings` are lazy sentences for the person who imports it."""

    file_name: str
    title: str
    date: datetime.date | None = None
    document_number: str = ""
    summary: str = ""
    writer: str = ""
    photographer: str = ""
    source: str = ""
    blocks: list[Block] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def pictures(self) -> list[Picture]:
        """The pictures of the article, in order."""
        return [block for block in self.blocks if isinstance(block, Picture)]
