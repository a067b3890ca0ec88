"""The archive (zip): folders numbered and named as on paper, and an index page that leads to every file."""

import re
import shutil
import unicodedata
from dataclasses import dataclass, field
from html import escape
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone

from .registry import PICTURES, File

NAME_LENGTH, SUFFIX_LENGTH = 80, 6
# Separators of paths, what Windows takes in no name, and what a name would be shown in another order or not at all by.
NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+')
# Devices of Windows, whatever stands behind the dot.
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
INDEX, PDF = "目录.html", "00 活动档案.pdf"
PACKED = PICTURES | {"pdf", "docx", "xlsx", "zip"}


def file_name(text: str) -> str:
    """Return a name that every system takes, with as much of its text as possible; its suffix stays."""
    text = NOT_IN_A_NAME.sub("_", unicodedata.normalize("NFC", text)).strip(" .")
    suffix = PurePosixPath(text).suffix
    suffix = suffix if len(suffix) <= SUFFIX_LENGTH else ""
    stem = text.removesuffix(suffix)[: NAME_LENGTH - len(suffix)].rstrip(" .") or "_"
    return f"_{stem}{suffix}" if RESERVED.match(text) else f"{stem}{suffix}"


@dataclass
class Archive:
    """A zip file that is written piece by piece: none of its files is held in memory."""

    path: Path
    _taken: set[str] = field(default_factory=set)
    # Names by folder, in order, for the index.
    _folders: dict[str, list[str]] = field(default_factory=dict)

    def __enter__(self) -> "Archive":
        self._zip = ZipFile(self.path, "w", allowZip64=True)
        return self

    def __exit__(self, *raised) -> None:
        self._zip.close()

    def add(self, folder: str, file: File) -> str:
        """Add a file to a folder; returns the name under which it stands there.

        Raises:
            FileNotFoundError: it is gone.
        """
        name = self._free(folder, file_name(file.name))
        with file.open() as content:
            self._write(f"{folder}/{name}", content, packed=file.suffix in PACKED)
        self._folders.setdefault(folder, []).append(name)
        return name

    def add_pdf(self, path: Path) -> None:
        with path.open("rb") as content:
            self._write(PDF, content, packed=True)

    def add_index(self, title: str, facts: list[tuple[str, str]], missing: list[str], note: str) -> None:
        page = index_page(title, facts, self._folders, missing, note)
        self._zip.writestr(self._entry(INDEX, packed=False), page)

    def _free(self, folder: str, name: str) -> str:
        """Return the name, with a number where another file has it; Windows does not tell capitals apart."""
        path, number, free = PurePosixPath(name), 1, name
        while f"{folder}/{free}".casefold() in self._taken:
            number += 1
            free = f"{path.stem} ({number}){path.suffix}"
        self._taken.add(f"{folder}/{free}".casefold())
        return free

    def _write(self, name: str, content: BinaryIO, *, packed: bool) -> None:
        with self._zip.open(self._entry(name, packed=packed), "w", force_zip64=False) as entry:
            shutil.copyfileobj(content, entry, 1024 * 1024)

    @staticmethod
    def _entry(name: str, *, packed: bool) -> ZipInfo:
        """What is packed already is stored as it is. Names that are not ASCII are marked as UTF-8 by `zipfile`."""
        entry = ZipInfo(name, timezone.localtime().timetuple()[:6])
        entry.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        return entry


def index_page(
    title: str, facts: list[tuple[str, str]], folders: dict[str, list[str]], missing: list[str], note: str
) -> str:
    """Return the index as HTML that opens without this site; a document of the office, so in Chinese."""
    said = "".join(f"<tr><th>{escape(name)}</th><td>{escape(words)}</td></tr>" for name, words in facts)
    listed = "".join(f"<h2>{escape(folder)}</h2><ol>{_links(folder, names)}</ol>" for folder, names in folders.items())
    gone = f"<p>未收入本档案的部分：{escape('、'.join(missing))}。</p>" if missing else ""
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} 活动档案</title>
<style>
body {{ max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.7 "Noto Serif SC", SimSun, serif; }}
h1 {{ font-size: 1.6rem; }} h2 {{ font-size: 1.1rem; margin: 1.6rem 0 .4rem; }}
th {{ text-align: left; padding-right: 1.5rem; white-space: nowrap; vertical-align: top; font-weight: normal; }}
ol {{ margin: 0; padding-left: 2rem; }} p, th {{ color: #555; }}
</style>
</head>
<body>
<h1>{escape(title)} 活动档案</h1>
<table>{said}</table>
<p><a href="{quote(PDF)}">全部内容（PDF）</a></p>
{listed}
{gone}
<p>{escape(note)}</p>
</body>
</html>
"""


def _links(folder: str, names: list[str]) -> str:
    return "".join(f'<li><a href="{quote(f"{folder}/{name}")}">{escape(name)}</a></li>' for name in names)
