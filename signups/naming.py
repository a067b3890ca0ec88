"""Names that somebody pastes, types or uploads: what stands in each row, and who is meant."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from people.models import Member
from people.roster.cells import HAN, Cell, clean_name, read_name, read_number
from people.roster.columns import guess
from people.roster.errors import Fault
from people.roster.spreadsheet import open_table
from people.workbooks import UnreadableFile

ROWS_LIMIT = 500
BETWEEN_PEOPLE = re.compile(r"[,，、;；\t]+")
BETWEEN_WORDS = re.compile(r"[\s:：|/]+")
NUMBER = re.compile(rf"(?!.*{HAN}).*\d")


@dataclass
class Row:
    """One row: what stands there, and who is meant, or what is wrong with it."""

    number: int
    employee_number: str = ""
    name: str = ""
    # Excel may have taken the number for one, and lost zeros at its front.
    may_lack_zeros: bool = False
    member: Member | None = None
    # Several people of this name.
    namesakes: list[Member] = field(default_factory=list)
    fault: str = ""
    remark: str = ""

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.employee_number, self.name) if part)


def rows_of_lines(text: str) -> list[Row]:
    """Return a row for each person whom a text names by number, name or both: one a line, or several with commas
    between them. Of two columns of a sheet one may be the number and one the name.

    Raises:
        UnreadableFile: there are too many.
    """
    rows = []
    for place, line in enumerate(text.splitlines(), start=1):
        parts = [part for part in BETWEEN_PEOPLE.split(line) if part.strip()]
        found = [_row_of_words(place, part) for part in parts]
        if len(found) == 2 and [bool(row.employee_number) + 2 * bool(row.name) for row in found] in ([1, 2], [2, 1]):
            found = [_row_of_words(place, " ".join(parts))]
        rows += found
    return _not_too_many(rows)


def _row_of_words(place: int, text: str) -> Row:
    row, names = Row(place), []
    for part in filter(None, BETWEEN_WORDS.split(text.strip())):
        if NUMBER.match(part) and not row.employee_number:
            row.employee_number = part
            try:
                row.employee_number = read_number(Cell(part))
            except Fault as fault:
                row.fault = str(fault)
        else:
            names.append(part)
    # Spaces stand within foreign names, and within Chinese ones too.
    row.name = clean_name(" ".join(names))
    return row


def rows_of_workbook(file) -> list[Row]:
    """Return a row for each that names somebody in an uploaded workbook or CSV file.

    Raises:
        UnreadableFile: it is broken, says nothing of numbers or names, or has too many rows.
    """
    table = open_table(file, file.name)
    columns = {guess(heading): place for place, heading in reversed(list(enumerate(table.headings)))}
    if not {"employee_number", "name"} & columns.keys():
        raise UnreadableFile(_("No column is called 工号 or 姓名. Write that above the column, and choose it again."))
    rows = []
    for number, cells in table.rows:
        row = _row_of_cells(number, cells, columns)
        if row.text or row.fault:
            rows.append(row)
        if len(rows) > ROWS_LIMIT:
            break
    return _not_too_many(rows)


def _row_of_cells(number: int, cells: list[Cell], columns: dict[str, int]) -> Row:
    row = Row(number)
    for name, read in (("employee_number", read_number), ("name", read_name)):
        place = columns.get(name)
        if place is None or place >= len(cells):
            continue
        cell = cells[place]
        try:
            setattr(row, name, read(cell))
        except Fault as fault:
            row.fault = str(fault)
        if name == "employee_number":
            row.may_lack_zeros = cell.may_lack_zeros
    return row


def _not_too_many(rows: list[Row]) -> list[Row]:
    if len(rows) > ROWS_LIMIT:
        raise UnreadableFile(_("It has more than %(count)d rows.") % {"count": ROWS_LIMIT})
    return rows


def find_people(rows: list[Row], among: QuerySet[Member] | None = None, *, unknown: str = "") -> None:
    """Note on each row who is meant of all active members or of those `among`, and never beyond them, or why that is
    not known; `unknown` is said of whoever is none of them. A constant number of queries.
    """
    people = _People(rows, Member.objects.filter(is_active=True) if among is None else among, unknown)
    first: dict[int, Row] = {}
    for row in rows:
        if row.fault:
            continue
        people.find(row)
        if row.member is None:
            continue
        if row.member.pk in first:
            row.fault = _("The same person stands in row %(number)d.") % {"number": first[row.member.pk].number}
            row.member = None
        else:
            first[row.member.pk] = row


class _People:
    def __init__(self, rows: Iterable[Row], among: QuerySet[Member], unknown: str):
        self.unknown = unknown
        self.by_number: dict[str, Member] = {}
        self.by_stripped: dict[str, list[Member]] = defaultdict(list)
        self.by_name: dict[str, list[Member]] = defaultdict(list)
        numbers = {row.employee_number for row in rows if row.employee_number}
        names = {row.name for row in rows if row.name and not row.employee_number}
        short = sorted(number for number in {row.employee_number for row in rows if row.may_lack_zeros} if number)
        meant = Q(employee_number__in=numbers) | Q(name__in=names)
        if short:
            meant |= Q(employee_number__regex=f"^0+({'|'.join(map(re.escape, short))})$")
        for member in among.filter(meant).select_related("department"):
            self.by_number[member.employee_number] = member
            self.by_stripped[member.employee_number.lstrip("0")].append(member)
            self.by_name[member.name].append(member)

    def find(self, row: Row) -> None:
        if row.employee_number:
            self._by_number(row)
        else:
            self._by_name(row)

    def _by_number(self, row: Row) -> None:
        found = self.by_number.get(row.employee_number)
        zeros = self.by_stripped.get(row.employee_number, [])
        if found is None and row.may_lack_zeros and len(zeros) == 1:
            found = zeros[0]
            row.remark = _("The zeros at its front were lost in Excel; %(number)s was meant.") % {
                "number": found.employee_number
            }
        if found is None:
            row.fault = self.unknown or _("Nobody has the number %(number)s.") % {"number": row.employee_number}
        elif row.name and clean_name(found.name) != row.name:
            row.fault = _("The number %(number)s is somebody else's, called %(name)s.") % {
                "number": found.employee_number,
                "name": found.name,
            }
        else:
            row.member = found

    def _by_name(self, row: Row) -> None:
        namesakes = self.by_name.get(row.name, [])
        if len(namesakes) == 1:
            row.member = namesakes[0]
        elif namesakes:
            row.namesakes = namesakes
            where = "、".join(sorted(f"{each.employee_number} {each.department or ''}".strip() for each in namesakes))
            row.fault = _("Several people are called so: %(people)s. Write the number.") % {"people": where}
        else:
            row.fault = self.unknown or _("Nobody is called %(name)s.") % {"name": row.name}
