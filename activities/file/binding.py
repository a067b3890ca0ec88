"""The PDF of a whole file: a cover, the contents, and every sheet, with the numbers of the pages in the file."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from PIL import Image
from pypdf import PdfReader
from typst import TypstError

from people.paper import pdf_into

from .documents import pages_of
from .paper import SHEETS
from .photos import scaled
from .registry import File

PHOTO_PIXELS = 1000
PAGE_PIXELS = 1800  # one that fills a page, such as a receipt
QUALITY = 80


@dataclass
class Binding:
    """What stands in the PDF, collected part by part in a folder of its own, into which no other file may be put."""

    folder: Path
    parts: list[dict] = field(default_factory=list)
    # Names of the files that have no pages.
    elsewhere: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    def add(self, label: str, files: Iterable[tuple[str, File]], tick: Callable[[], None]) -> None:
        """Add what of a part can be printed; `files` are the names in the archive with the files."""
        items: list[dict] = []
        for name, file in files:
            item = self._item(file)
            tick()
            if item is None:
                self.elsewhere.append(name)
            elif item["kind"] == "photos" and items and items[-1]["kind"] == "photos":
                items[-1]["pictures"] += item["pictures"]
            else:
                items.append(item)
        if items:
            self.parts.append({"label": label, "items": items})

    def _item(self, file: File) -> dict | None:
        path = self.folder / f"{next(self._numbers):05}"
        if file.is_pdf:
            return self._pdf(file, path.with_suffix(".pdf"))
        if not file.is_picture:
            return None
        path = path.with_suffix(".jpg")
        with file.open() as opened, Image.open(opened) as picture:
            pixels = PHOTO_PIXELS if file.several else PAGE_PIXELS
            path.write_bytes(scaled(picture, pixels, "JPEG", quality=QUALITY))
        if file.several:
            return {"kind": "photos", "title": "", "pictures": [{"path": path.name, "caption": file.heading}]}
        return {"kind": "picture", "title": file.heading, "path": path.name}

    def _pdf(self, file: File, path: Path) -> dict | None:
        with file.open() as opened, path.open("wb") as copy:
            shutil.copyfileobj(opened, copy)
        with path.open("rb") as copy:
            pages = pages_of(copy)
        return {"kind": "pdf", "title": file.heading, "path": path.name, "pages": pages} if pages else None

    def into(self, path: Path, **said) -> int:
        """Write the PDF; returns how many pages it has. `said` is what the cover says."""
        shutil.copy(SHEETS / "whole.typ", self.folder)
        try:
            self._compile(path, said)
        except TypstError:
            # One of the PDF files is such as another program reads and this one does not.
            self._leave_out_unreadable()
            self._compile(path, said)
        return len(PdfReader(path).pages)

    def _compile(self, path: Path, said: dict) -> None:
        pdf_into(path, said | {"parts": self.parts, "elsewhere": self.elsewhere}, self.folder / "whole.typ")

    def _leave_out_unreadable(self) -> None:
        for part in self.parts:
            unreadable = [item for item in part["items"] if item["kind"] == "pdf" and not self._can_be_shown(item)]
            part["items"] = [item for item in part["items"] if item not in unreadable]
            self.elsewhere += [f"{part['label']}/{item['title']}.pdf" for item in unreadable]

    def _can_be_shown(self, item: dict) -> bool:
        trial = self.folder / "trial.typ"
        shown = "".join(f'#image("{item["path"]}", page: {number})\n' for number, _lies in enumerate(item["pages"], 1))
        trial.write_text(shown)
        try:
            pdf_into(self.folder / "trial.pdf", {}, trial)
        except TypstError:
            return False
        return True
