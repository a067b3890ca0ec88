"""A file on its way in: what it is, which row holds the headings, and its cells row by row."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.datetime import WINDOWS_EPOCH
from openpyxl.utils.exceptions import InvalidFileException

from .cells import Cell, clean
from .columns import guess
from .errors import UnreadableRoster

FILE_LIMIT = 20 * 1024 * 1024
# What the file may grow to when it is unpacked: a small one can hold gigabytes.
UNPACKED_LIMIT = 80 * 1024 * 1024
ROWS_LIMIT = 30_000
COLUMNS_LIMIT = 80
MERGED_LIMIT = 400_000
# Titles and notes may stand above the headings.
ROWS_ABOVE = 10
OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')
BARE = re.compile(r"\s*[1-9]\d*\s*")
CHUNK = 1024 * 1024


# What zipfile and openpyxl raise over damaged files has no common name.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    LookupError,
    ValueError,
    OSError,
    SyntaxError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)


@dataclass
class Table:
    """The sheet of a roster. `rows` may be read once, and gives (number as Excel shows it, cells)."""

    headings: list[str]
    header_row: int
    rows: Iterator[tuple[int, list[Cell]]]
    epoch: datetime = WINDOWS_EPOCH
    sheet: str = ""
    # How many rows the sheet says it has, for the progress; 0: unknown.
    size: int = 0
    other_sheets: list[str] = field(default_factory=list)


def open_table(file, name: str) -> Table:
    """Return the table of an opened file; `name` is what its owner called it.

    Raises:
        UnreadableRoster: it is none, or too large; the message says what to do.
    """
    start = file.read(4096)
    file.seek(0, io.SEEK_END)
    size = file.tell()
    file.seek(0)
    if not start.strip():
        raise UnreadableRoster(_("The file is empty."))
    if size > FILE_LIMIT:
        raise UnreadableRoster(_("The file is larger than %(limit)d MB.") % {"limit": FILE_LIMIT // 1024 // 1024})
    if start.startswith(OLD_EXCEL):
        if name.lower().endswith(".xlsx"):
            raise UnreadableRoster(
                _("The workbook is protected by a password. Save it without one and choose it again.")
            )
        raise UnreadableRoster(
            _(
                "This is the old Excel format (.xls). Open it in Excel or WPS, save it as “Excel workbook (.xlsx)”, "
                "and choose that file."
            )
        )
    if start.startswith(b"PK"):
        return _workbook(file)
    if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|table|\?xml|meta)", start, re.IGNORECASE):
        raise UnreadableRoster(
            _(
                "This is a web page that is only called Excel. Open it in Excel or WPS, save it as “Excel workbook "
                "(.xlsx)”, and choose that file."
            )
        )
    return _csv(file)


def _workbook(file) -> Table:
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
                raise UnreadableRoster(_("The file is too large when it is unpacked."))
        file.seek(0)
        book = load_workbook(file, read_only=True)
        sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
        best, known = None, -1
        for sheet in sheets:
            # Some programs write a size that is not true, and reading would stop there.
            stated = sheet.max_row or 0
            sheet.reset_dimensions()
            place, found = _find_headings(_rows_of(sheet, Merged()))
            if place and found > known:
                best, known = (sheet, place, stated), found
        if best is None:
            raise UnreadableRoster(_("No sheet of the workbook has a row of headings."))
        sheet, place, stated = best
        merged = _merged_cells(file, sheet, place)
    except UnreadableRoster:
        raise
    except DAMAGE as error:
        raise UnreadableRoster(_("This is no Excel workbook (.xlsx), or it is damaged.")) from error
    rows = _guarded(_rows_of(sheet, merged))
    headings = _headings(_skip_to(rows, place))
    return Table(
        headings=headings,
        header_row=place,
        rows=rows,
        epoch=book.epoch,
        sheet=sheet.title,
        size=stated,
        other_sheets=[other.title for other in sheets if other is not sheet],
    )


def _guarded(rows):
    """Rows of a workbook, with a sentence where the damage only shows in the middle."""
    try:
        yield from rows
    except DAMAGE as error:
        raise UnreadableRoster(_("This is no Excel workbook (.xlsx), or it is damaged.")) from error


def _rows_of(sheet, merged: "Merged") -> Iterator[tuple[int, list[Cell]]]:
    values: dict[tuple[int, int], Cell] = {}
    # A formatted cell far below makes a million rows of nothing, which are all one tuple.
    nothing = None
    for number, line in enumerate(sheet.iter_rows(max_col=COLUMNS_LIMIT), start=1):
        if number not in merged.shown_in and (line is nothing or all(source.value is None for source in line)):
            nothing = line
            continue
        cells = []
        for column, source in enumerate(line, start=1):
            kind = {"f": "formula", "e": "error"}.get(source.data_type, "") if source.value is not None else ""
            cells.append(Cell(source.value, _place(column, number), kind))
        for column, anchor in merged.shown_in.get(number, ()):
            cells.extend(Cell(None, _place(place, number)) for place in range(len(cells) + 1, column + 1))
            if found := values.get(anchor):
                cells[column - 1] = Cell(found.value, _place(column, number), found.kind or "merged")
        for column in merged.anchors_in.get(number, ()):
            if column <= len(cells):
                values[number, column] = cells[column - 1]
        yield number, cells


@dataclass
class Merged:
    """Merged cells: by row, the columns that show another cell's value, with its (row, column); and those others."""

    shown_in: dict[int, list[tuple[int, tuple[int, int]]]] = field(default_factory=dict)
    anchors_in: dict[int, set[int]] = field(default_factory=dict)
    count: int = 0

    def add(self, left: int, top: int, right: int, bottom: int) -> None:
        self.count += (right - left + 1) * (bottom - top + 1)
        if self.count > MERGED_LIMIT:
            raise UnreadableRoster(_("Too many cells are merged. Unmerge them and choose the file again."))
        self.anchors_in.setdefault(top, set()).add(left)
        for row in range(top, bottom + 1):
            line = self.shown_in.setdefault(row, [])
            line.extend((column, (top, left)) for column in range(left, right + 1) if (row, column) != (top, left))


def _merged_cells(file, sheet, header_row: int) -> Merged:
    """Return what is merged below the headings; reading row by row, openpyxl does not say so itself."""
    found = Merged()
    tail = b""
    with zipfile.ZipFile(file) as archive, archive.open(sheet._worksheet_path) as part:
        while chunk := part.read(CHUNK):
            text = tail + chunk
            end = 0
            for match in MERGED.finditer(text):
                end = match.end()
                left, top, right, bottom = range_boundaries(match[1].decode())
                if top > header_row:
                    found.add(left, top, min(right, COLUMNS_LIMIT), min(bottom, ROWS_LIMIT))
            tail = text[max(end, len(text) - 200) :]
    file.seek(0)
    return found


def _csv(file) -> Table:
    text = _decode(file.read())
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",\t;，", key=first.count)
    place, _found = _find_headings(_csv_rows(text, delimiter))
    if not place:
        raise UnreadableRoster(_("The file has no row of headings."))
    rows = _csv_rows(text, delimiter)
    return Table(headings=_headings(_skip_to(rows, place)), header_row=place, rows=rows, size=text.count("\n"))


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableRoster(
        _("The file is neither an Excel workbook (.xlsx) nor a CSV file in UTF-8 or GB18030. Save it as one of these.")
    )


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, line in enumerate(reader, start=1):
            cells = []
            for column, value in enumerate(line[:COLUMNS_LIMIT], start=1):
                cells.append(_csv_cell(value, _place(column, number)))
            yield number, cells
    except csv.Error as error:
        raise UnreadableRoster(
            _("The CSV file is broken near line %(line)d: a quotation mark is missing, perhaps.")
            % {"line": reader.line_num}
        ) from error


def _csv_cell(value: str, place: str) -> Cell:
    # How exports keep Excel from taking a number for one: ="0012", '0012.
    if found := re.fullmatch(r'\s*="([^"]*)"\s*', value):
        return Cell(found[1], place)
    if re.match(r"\s*=\w", value):
        return Cell(value, place, "formula")
    if re.fullmatch(r"\s*#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)\s*", value):
        return Cell(value, place, "error")
    return Cell(value.removeprefix("'"), place, "bare" if BARE.fullmatch(value) else "")


def _find_headings(rows) -> tuple[int, int]:
    """Return the number of the row that reads most like headings, and how many of them are known."""
    best, known, fallback = 0, 0, 0
    for number, cells in rows:
        if number > ROWS_ABOVE:
            break
        texts = [cell.value for cell in cells if isinstance(cell.value, str) and clean(cell.value)]
        found = sum(1 for text in texts if guess(text))
        if found > known:
            best, known = number, found
        if not fallback and len(texts) > 1:
            fallback = number
    return (best, known) if known > 1 or not fallback else (fallback, known)


def _skip_to(rows, place: int) -> list[Cell]:
    return next(cells for number, cells in rows if number == place)


def _headings(cells: list[Cell]) -> list[str]:
    headings = [clean(str(cell.value)) if cell.value is not None else "" for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    return headings


def _place(column: int, row: int) -> str:
    return f"{get_column_letter(column)}{row}"
