"""The parts of which the file of an activity is made. A room that has something for it registers one in `ready()`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from people.models import Member
from signups.models import Session

from .subject import Subject

PICTURES = {"jpg", "jpeg", "png", "webp", "gif"}


@dataclass(frozen=True)
class File:
    """One file of a part. `name` is what it is called, with its suffix, in whatever signs; the archive makes it safe.

    `content` are its bytes, or what opens it: large ones are never held in memory. PDF files and pictures stand in the
    PDF of the whole too: `title` is their line in its contents (the name without suffix), `several` puts a picture on a
    page with others. `into` is the key of another part to whose folder it goes.
    """

    name: str
    content: bytes | Callable[[], BinaryIO]
    title: str = ""
    several: bool = False
    into: str = ""

    def open(self) -> BinaryIO:
        """Raises FileNotFoundError for one that is gone."""
        return BytesIO(self.content) if isinstance(self.content, bytes) else self.content()

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lstrip(".").lower()

    @property
    def is_pdf(self) -> bool:
        return self.suffix == "pdf"

    @property
    def is_picture(self) -> bool:
        return self.suffix in PICTURES

    @property
    def heading(self) -> str:
        return self.title or PurePosixPath(self.name).stem


@dataclass(frozen=True)
class Choice:
    """Something that a part offers to be chosen for a date; `key` has 40 signs at most."""

    key: str
    label: str
    detail: str = ""


def _nothing(subject: Subject, reader: Member) -> Iterable[File]:
    return ()


def _none(subject: Subject, reader: Member) -> int:
    return 0


@dataclass(frozen=True)
class Part:
    """One folder. `of(subject, reader)` returns its files, one after another, as `reader` may have them; `count` how
    many there are, without making them and in a constant number of queries: 0 is shown as missing. `names_people`: of
    what is confidential it is left out. `way(session)` is where one adds what is missing. `offers` returns what may be
    chosen for a date, where its files are those of things that were (`chosen_in`).
    """

    key: str
    label: str | Promise
    order: int
    of: Callable[[Subject, Member], Iterable[File]] = _nothing
    count: Callable[[Subject, Member], int] = _none
    names_people: bool = False
    way: Callable[[Session], str] | None = None
    offers: Callable[[Subject, Member], list[Choice]] | None = None
    takes_documents: bool = True
    # Whether a file without it is missing something.
    is_expected: bool = True
    # What the number of its files is called, such as "12 photographs"; without it the number is not said.
    in_words: Callable[[int], str] | None = None
    # The label as documents of the office have it: in Chinese whatever language the screens speak.
    on_paper: str = ""
    number: int = 0

    @property
    def title(self) -> str:
        with translation.override(settings.LANGUAGE_CODE):
            return self.on_paper or str(self.label)

    @property
    def folder(self) -> str:
        return f"{self.number:02} {self.title}"

    @property
    def numbered(self) -> str:
        """The folder, as the screens call it."""
        return f"{self.number:02} {self.label}"


_parts: dict[str, Part] = {}


def register_part(part: Part) -> None:
    """Register a part; one of the same key takes its place."""
    _parts[part.key] = part


def parts() -> Iterator[Part]:
    """Yield all parts in order, with the numbers of their folders."""
    ordered = sorted(_parts.values(), key=lambda each: each.order)
    for number, part in enumerate(ordered, start=1):
        yield replace(part, number=number)


def part_of(key: str) -> Part | None:
    return next((part for part in parts() if part.key == key), None)
