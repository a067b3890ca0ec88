"""From the rows of a table to what each says of a person, with what is wrong in which cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial

from django.utils import timezone
from django.utils.translation import gettext as _

from ..workbooks import UnreadableFile
from . import cells
from .cells import Cell
from .columns import DATES, EXPORTED_WORDS, PARTS, PRIVATE, REQUIRED, WORDS, label, words_of
from .errors import Fault
from .spreadsheet import ROWS_LIMIT, Table

READERS = {
    "employee_number": cells.read_number,
    "former_number": cells.read_number,
    "name": cells.read_name,
    "mobile": cells.read_mobile,
    "email": cells.read_email,
    "title": cells.read_title,
    **dict.fromkeys(PARTS, cells.read_part),
}
YOUNGEST = 14
# A faulty cell of these is shown with its place and enough to see that it is the one.
QUOTED_IN_PART = [*PRIVATE, "employee_number", "former_number"]


@dataclass
class Line:
    """One row of a roster: `values` by column: dates as ISO text, fixed values as codes, empty cells not at all."""

    number: int
    values: dict[str, str] = field(default_factory=dict)
    # (cell, sentence)
    faults: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    # The employee number was a number, and may have lost zeros at its front.
    number_was_numeric: bool = False

    @property
    def employee_number(self) -> str:
        return self.values.get("employee_number", "")

    def fault(self, column: str, sentence: str) -> None:
        self.faults.append((self.places.get(column, ""), sentence))

    def remark(self, column: str, sentence: str) -> None:
        self.remarks.append((self.places.get(column, ""), sentence))


def read_lines(table: Table, mapping: dict[str, str]) -> Iterator[Line]:
    """Yield a line for each row that is not empty; `mapping` is that of `RosterImport`.

    Raises:
        UnreadableFile: there are too many rows, or the file is broken further down.
    """
    columns = [(int(place), name) for place, name in mapping.items() if name]
    readers = _readers(table.epoch)
    count = 0
    for number, row in table.rows:
        found = {name: row[place] for place, name in columns if place < len(row)}
        # A row whose every cell belongs to a merged one above it has nothing of its own.
        if all(cell.is_empty or cell.kind == "merged" for cell in found.values()):
            continue
        count += 1
        if count > ROWS_LIMIT:
            raise UnreadableFile(_("It has more than %(count)d rows.") % {"count": ROWS_LIMIT})
        yield _line(number, found, readers)


def _readers(epoch) -> dict:
    dates = {name: partial(cells.read_date, epoch=epoch, whole_months=name != "birthday") for name in DATES}
    return READERS | dates | {name: partial(_read_word, name) for name in WORDS}


def _line(number: int, found: dict[str, Cell], readers: dict) -> Line:
    line = Line(number)
    for name, cell in found.items():
        line.places[name] = cell.place
        if cell.kind == "merged" and name not in PARTS:
            line.fault(name, _("“%(column)s” is merged with the cell above. Unmerge it.") % {"column": label(name)})
            continue
        if cell.is_empty:
            continue
        try:
            value = readers[name](cell)
            if name in DATES:
                _plausible(name, value)
        except Fault as fault:
            sentence = fault.masked() if name in QUOTED_IN_PART else str(fault)
            line.fault(name, _("%(column)s: %(sentence)s") % {"column": label(name), "sentence": sentence})
            continue
        if value:
            line.values[name] = value.isoformat() if name in DATES else value
    number_cell = found.get("employee_number")
    line.number_was_numeric = number_cell is not None and number_cell.may_lack_zeros
    faulty = {place for place, _sentence in line.faults}
    for name in REQUIRED:
        if name not in line.values and line.places.get(name, "") not in faulty:
            line.fault(name, _("“%(column)s” is missing.") % {"column": label(name)})
    return line


def _plausible(name: str, day) -> None:
    today = timezone.localdate()
    if day is None:
        return
    if name == "birthday" and day.year > today.year - YOUNGEST:
        raise Fault(_("Nobody born on %(day)s works here yet."), day=day.isoformat())
    if (day - today).days > 366:
        raise Fault(_("%(day)s lies ahead."), day=day.isoformat())


def _read_word(name: str, cell: Cell) -> str:
    text = cells.plain(cell)
    if not text:
        return ""
    value = _words(name).get(cells.fold(text))
    if value is None:
        raise Fault(
            _("“%(text)s” is unknown. Write one of: %(words)s."),
            text=text,
            words="、".join(EXPORTED_WORDS[name].values()),
        )
    return value


@cache
def _words(name: str) -> dict[str, str]:
    return words_of(name)
