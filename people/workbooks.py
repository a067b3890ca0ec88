"""Excel workbooks: those that somebody uploads, opened as what may be anything; and those to take away."""

import io
import re
import zipfile
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEGABYTE = 1024 * 1024
HEAD_BYTES = 4096
OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
WEB_PAGE = re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|table|\?xml|meta)", re.IGNORECASE)
# The last row that Excel has. A file may name one far below, and openpyxl would count up to it.
LAST_ROW = 1_048_576
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')
# So much of a piece is kept for the next one, since an element may lie across the two.
OVERLAP = 200


class UnreadableFile(Exception):
    """An uploaded file as a whole cannot be read. The message is for whoever chose it, and says what to do."""


class NoWorkbook(UnreadableFile):
    """It is no workbook at all; it may be something else, such as CSV."""


@dataclass(frozen=True)
class Limits:
    """How large a workbook may be: bytes of the file, bytes of what it unpacks to, and columns that are read."""

    file: int
    # A small file can hold gigabytes.
    unpacked: int
    columns: int


class UploadedSheet:
    """A sheet of an uploaded workbook, read row by row."""

    def __init__(self, sheet, file, limits: Limits):
        self.title: str = sheet.title
        # How many rows the sheet says it has; 0 where it does not say.
        self.stated_rows: int = sheet.max_row or 0
        self._sheet, self._file, self._limits = sheet, file, limits
        # Some programs write a size that is not true, and reading would stop there.
        sheet.reset_dimensions()

    def rows(self, and_empty: Container[int] = ()) -> Iterator[tuple[int, tuple]]:
        """Yield number, as Excel shows it, and openpyxl's cells of each row that holds something.

        Rows of nothing come only where `and_empty` has their number. Raises UnreadableFile where damage shows.
        """
        # A formatted cell far below makes a million rows of nothing, which are all one tuple.
        nothing = None
        with _damage_as_a_sentence():
            lines = self._sheet.iter_rows(max_row=LAST_ROW, max_col=self._limits.columns)
            for number, line in enumerate(lines, start=1):
                if number not in and_empty and (line is nothing or all(cell.value is None for cell in line)):
                    nothing = line
                    continue
                yield number, line

    def merged(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield left, top, right and bottom of merged cells; reading row by row, openpyxl does not say so itself."""
        tail = b""
        with _damage_as_a_sentence(), zipfile.ZipFile(self._file) as archive:
            with archive.open(self._sheet._worksheet_path) as part:
                while piece := part.read(MEGABYTE):
                    text, end = tail + piece, 0
                    for match in MERGED.finditer(text):
                        end = match.end()
                        yield range_boundaries(match[1].decode())
                    tail = text[max(end, len(text) - OVERLAP) :]
        self._file.seek(0)


@dataclass(frozen=True)
class UploadedWorkbook:
    sheets: list[UploadedSheet]
    # The day that its dates count from: Excel for the Mac began in 1904.
    epoch: datetime

    def rows_of_first_sheet(self) -> Iterator[tuple[int, tuple]]:
        """The same as `UploadedSheet.rows`; none where there is nothing but charts."""
        return self.sheets[0].rows() if self.sheets else iter(())


def open_workbook(file, name: str, limits: Limits) -> UploadedWorkbook:
    """Open an uploaded file, which stays open as long as its sheets are read; `name` is what its owner called it.

    Raises:
        NoWorkbook: it is something else; the file is at its start again.
        UnreadableFile: it is empty, too large, protected, damaged, or of a kind that somebody may take for a workbook.
    """
    _refuse_what_is_none(file, name, limits)
    with _damage_as_a_sentence():
        with zipfile.ZipFile(file) as archive:
            if sum(part.file_size for part in archive.infolist()) > limits.unpacked:
                raise UnreadableFile(_("The file is too large when it is unpacked."))
        file.seek(0)
        book = load_workbook(file, read_only=True)
        return UploadedWorkbook([UploadedSheet(sheet, file, limits) for sheet in book.worksheets], book.epoch)


def _refuse_what_is_none(file, name: str, limits: Limits) -> None:
    file.seek(0)
    head = file.read(HEAD_BYTES)
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if not head.strip():
        raise UnreadableFile(_("The file is empty."))
    if size > limits.file:
        raise UnreadableFile(_("The file is larger than %(limit)d MB.") % {"limit": limits.file // MEGABYTE})
    if head.startswith(OLD_EXCEL) and name.lower().endswith(".xlsx"):
        raise UnreadableFile(_("The workbook is protected by a password. Save it without one and choose it again."))
    if head.startswith(OLD_EXCEL):
        raise UnreadableFile(
            _(
                "This is the old Excel format (.xls). Open it in Excel or WPS, save it as “Excel workbook (.xlsx)”, "
                "and choose that file."
            )
        )
    if WEB_PAGE.match(head):
        raise UnreadableFile(
            _(
                "This is a web page that is only called Excel. Open it in Excel or WPS, save it as “Excel workbook "
                "(.xlsx)”, and choose that file."
            )
        )
    if not head.startswith(b"PK"):
        raise NoWorkbook(_damaged())


@contextmanager
def _damage_as_a_sentence():
    try:
        yield
    except UnreadableFile:
        raise
    # What zipfile and openpyxl raise over damaged files has no common name.
    except Exception as error:
        raise UnreadableFile(_damaged()) from error


def _damaged() -> str:
    return _("This is no Excel workbook (.xlsx), or it is damaged.")


def as_text(cell):
    """Make a cell text whatever it holds, so that no spreadsheet program computes it."""
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = True
    return cell


def download(book: Workbook, name: str) -> HttpResponse:
    """Hand over a workbook without data, such as one to fill in; what holds data goes through `export`."""
    response = HttpResponse(content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    book.save(response)
    return response


def export(book: Workbook, name: str, *, by, rows: int) -> HttpResponse:
    """Hand over a workbook of data, with a footer on every sheet that says who exported how many rows, and when.

    A print that lies about has a name on it; no cell does, so that an import reads the file as it is. Nobody keeps a
    copy on the way.
    """
    sign_sheets(book, by=by, rows=rows)
    response = download(book, name)
    response["Cache-Control"] = "private, no-store"
    return response


def sign_sheets(book: Workbook, *, by, rows: int) -> None:
    at = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    footer = ngettext(
        "Exported by %(member)s, %(at)s, %(rows)d row", "Exported by %(member)s, %(at)s, %(rows)d rows", rows
    ) % {"member": by, "at": at, "rows": rows}
    for sheet in book.worksheets:
        # An & begins a code there.
        sheet.oddFooter.left.text = footer.replace("&", "&&")
        sheet.oddFooter.right.text = "&P / &N"
