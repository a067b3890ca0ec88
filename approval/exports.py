"""The approval record as a table for Excel, in which no cell is ever a formula, sent while it is read."""

import io
import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook

from .models.record import Act, name_of_kind

# Excel reads a cell that begins so as a formula when it is edited or goes through CSV.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
EXCEL_CELL_LENGTH = 32_000
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
SHEET = "xl/worksheets/sheet1.xml"
SHEET_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{}"><sheetData>'.format(
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
)
SHEET_END = "</sheetData></worksheet>"
ROWS_AT_ONCE = 500
COLUMNS = [
    "number",
    "at",
    "act",
    "kind",
    "words__title",
    "stage",
    "words__actor_name",
    "actor_number",
    "words__on_behalf_of_name",
    "words__remark",
    "sheet",
    "content_hash",
    "digest",
]


def records_workbook(records: QuerySet) -> Iterator[bytes]:
    """Return an .xlsx file of records with their words, one line each, in pieces.

    openpyxl makes the frame. The rows are written here: it takes less than half the work, and the file begins to
    arrive at once, since the records are read while it is sent. What is translated is so now: the language of who
    asks no longer holds when the file is sent.
    """
    acts = {act.value: str(act.label) for act in Act}
    kinds = {kind: str(name_of_kind(kind)) for kind in records.order_by().values_list("kind", flat=True).distinct()}
    return _pieces(records, _frame(), _headings(), acts, kinds)


def _pieces(records: QuerySet, frame: io.BytesIO, headings: list[str], acts: dict, kinds: dict) -> Iterator[bytes]:
    sink = _Sink()
    with ZipFile(frame) as frame, ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for name in frame.namelist():
            if name != SHEET:
                archive.writestr(name, frame.read(name))
        with archive.open(SHEET, "w", force_zip64=True) as sheet:
            sheet.write((SHEET_START + _row(headings)).encode())
            lines = []
            for record in records.values_list(*COLUMNS).iterator(chunk_size=ROWS_AT_ONCE):
                lines.append(_row(_cells(record, acts, kinds)))
                if len(lines) == ROWS_AT_ONCE:
                    sheet.write("".join(lines).encode())
                    lines.clear()
                    yield sink.taken()
            sheet.write(("".join(lines) + SHEET_END).encode())
    yield sink.taken()


class _Sink(io.RawIOBase):
    """Holds what has been written until it is taken. It cannot go back, and a ZIP file need not."""

    def __init__(self):
        super().__init__()
        self.pieces: list[bytes] = []

    def writable(self):
        return True

    def write(self, piece) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        taken = b"".join(self.pieces)
        self.pieces.clear()
        return taken


def _frame() -> io.BytesIO:
    """Return a workbook of one empty sheet."""
    book = Workbook(write_only=True)
    book.create_sheet(_("Approval records"))
    file = io.BytesIO()
    book.save(file)
    return file


def _headings() -> list[str]:
    return [
        _("Number"),
        _("Time"),
        _("Act"),
        _("Kind"),
        _("Title"),
        _("Stage"),
        pgettext("of a person", "Name"),
        _("Employee number"),
        _("On behalf of"),
        _("Remark"),
        _("Number of the sheet"),
        _("Hash of the content"),
        _("Digest"),
    ]


def _cells(record: tuple, acts: dict[str, str], kinds: dict[str, str]) -> list:
    number, at, act, kind, *others = record
    # A record that is written meanwhile may be of another kind.
    return [number, f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S}", acts.get(act, act), kinds.get(kind, kind), *others]


def _row(cells: Iterable[str | int]) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _cell(value: str | int) -> str:
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    words = _text(value)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(words)}</t></is></c>' if words else "<c/>"


def _text(words: str) -> str:
    """Return text that stays text: employee numbers keep their zeros, and formulas are shown, not run."""
    words = NOT_IN_XML.sub("", words)[:EXCEL_CELL_LENGTH]
    return f"'{words}" if words.startswith(FORMULA_SIGNS) else words
