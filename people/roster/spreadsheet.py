"""A file on its way in: what it is, which row holds the headings, and its cells row by row."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import WINDOWS_EPOCH

from ..workbooks import (
    MEGABYTE,
    Limits,
    NoWorkbook,
    UnreadableFile,
    UploadedSheet,
    UploadedWorkbook,
    open_workbook,
)
from .cells import Cell, clean
from .columns import guess

LIMITS = Limits(file=20 * MEGABYTE, unpacked=80 * MEGABYTE, columns=80)
ROWS_LIMIT = 30_000
MERGED_LIMIT = 400_000
# Titles and notes may stand above the headings.
ROWS_ABOVE = 10
BARE = re.compile(r"\s*[1-9]\d*\s*")


@dataclass
class Table:
    """The sheet of a roster. `rows` may be read once, and gives (number as Excel shows it, cells)."""

    headings: list[str]
    rows: Iterator[tuple[int, list[Cell]]]
    epoch: datetime = WINDOWS_EPOCH
    sheet: str = ""
    # How many rows the sheet says it has, for the progress; 0: unknown.
    size: int = 0
    other_sheets: list[str] = field(default_factory=list)


def open_table(file, name: str) -> Table:
    """Return the table of an opened file; `name` is what its owner called it.

    Raises:
        UnreadableFile: it is none, or too large; the message says what to do.
    """
    try:
        book = open_workbook(file, name, LIMITS)
    except NoWorkbook:
        return _csv(file)
    return _workbook(book)


def _workbook(book: UploadedWorkbook) -> Table:
    best, place, known = None, 0, -1
    for sheet in book.sheets:
        header_row, found = _find_headings(_rows_of(sheet, Merged()))
        if header_row and found > known:
            best, place, known = sheet, header_row, found
    if best is None:
        raise UnreadableFile(_("No sheet of the workbook has a row of headings."))
    rows = _rows_of(best, Merged.below(place, best))
    return Table(
        headings=_headings(_skip_to(rows, place)),
        rows=rows,
        epoch=book.epoch,
        sheet=best.title,
        size=best.stated_rows,
        other_sheets=[other.title for other in book.sheets if other is not best],
    )


def _rows_of(sheet: UploadedSheet, merged: "Merged") -> Iterator[tuple[int, list[Cell]]]:
    values: dict[tuple[int, int], Cell] = {}
    for number, line in sheet.rows(and_empty=merged.shown_in):
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

    @classmethod
    def below(cls, header_row: int, sheet: UploadedSheet) -> "Merged":
        found = cls()
        for left, top, right, bottom in sheet.merged():
            if top > header_row:
                found.add(left, top, min(right, LIMITS.columns), min(bottom, ROWS_LIMIT))
        return found

    def add(self, left: int, top: int, right: int, bottom: int) -> None:
        self.count += (right - left + 1) * (bottom - top + 1)
        if self.count > MERGED_LIMIT:
            raise UnreadableFile(_("Too many cells are merged. Unmerge them and choose the file again."))
        self.anchors_in.setdefault(top, set()).add(left)
        for row in range(top, bottom + 1):
            line = self.shown_in.setdefault(row, [])
            line.extend((column, (top, left)) for column in range(left, right + 1) if (row, column) != (top, left))


def _csv(file) -> Table:
    text = _decode(file.read())
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",\t;，", key=first.count)
    place, _found = _find_headings(_csv_rows(text, delimiter))
    if not place:
        raise UnreadableFile(_("The file has no row of headings."))
    rows = _csv_rows(text, delimiter)
    return Table(headings=_headings(_skip_to(rows, place)), rows=rows, size=text.count("\n"))


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
    raise UnreadableFile(
        _("The file is neither an Excel workbook (.xlsx) nor a CSV file in UTF-8 or GB18030. Save it as one of these.")
    )


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, line in enumerate(reader, start=1):
            cells = []
            for column, value in enumerate(line[: LIMITS.columns], start=1):
                cells.append(_csv_cell(value, _place(column, number)))
            yield number, cells
    except csv.Error as error:
        raise UnreadableFile(
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
