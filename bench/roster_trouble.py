"""A roster as offices write it: most rows are plain, and every twentieth has something about it, in every way in turn.

It knows what an import has to say of each row, so that all of them can be checked and not only counted.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from openpyxl import Workbook

from people.models import Department, Member, RosterImport, RosterRow
from people.roster.columns import HEADINGS, OF_A_MEMBER
from people.roster.exporting import EXPORTED, exported_value
from people.roster.known import current_value

from .roster_data import House, content_of, staff

Outcome = RosterRow.Outcome
LETTERS = dict(zip(EXPORTED, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strict=False))
PECULIAR_EVERY = 20
KNOWN_EVERY = 4
FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")
EXCELS_FIRST_DAY = date(1899, 12, 30)


@dataclass
class Row:
    """A row of the file: what its cells hold by column, who is meant, and what is right to say of it."""

    member: Member
    kind: str = "plain"
    values: dict[str, object] = field(default_factory=dict)
    outcome: Outcome | None = Outcome.NEW
    # Columns that are faulty.
    faulty: list[str] = field(default_factory=list)
    # {field: new value}
    changes: dict[str, object] = field(default_factory=dict)
    # A column whose cell is merged with the one above.
    merged: str = ""
    # Whether the site knows the member before.
    is_known: bool = False
    # As Excel shows it, once it stands in a file.
    number: int = 0

    def fault(self, column: str) -> None:
        self.outcome = Outcome.FAULTY
        self.faulty.append(column)

    def known(self) -> None:
        """The member as it is by now was on the site before, and the row changes nothing."""
        self.is_known, self.outcome = True, None

    @property
    def verdict(self) -> tuple | None:
        """What the import has to say; None for a row that is not shown."""
        if self.outcome == Outcome.FAULTY:
            return self.outcome, sorted(f"{LETTERS[column]}{self.number}" for column in self.faulty)
        if self.outcome == Outcome.NEW:
            return self.outcome, {name: current_value(self.member, name) for name in [*OF_A_MEMBER, "is_active"]}
        if self.outcome == Outcome.CHANGED:
            return self.outcome, self.changes
        return None


Spoil = Callable[[Row, Row], None]


def _written(column: str, write: Callable[[Member], object]) -> Spoil:
    """The cell says the right thing in another way."""

    def spoil(row: Row, above: Row) -> None:
        row.values[column] = write(row.member)

    return spoil


def _faulty(column: str, value: object) -> Spoil:
    """The cell says what cannot be taken."""

    def spoil(row: Row, above: Row) -> None:
        row.values[column] = value
        row.fault(column)

    return spoil


def _number_as_a_float(row: Row, above: Row) -> None:
    row.member.employee_number = f"9{row.member.employee_number}"
    row.values["employee_number"] = float(row.member.employee_number)


def _zeros_lost(row: Row, above: Row) -> None:
    row.known()
    row.values["employee_number"] = int(row.member.employee_number)


def _month_alone(row: Row, above: Row) -> None:
    row.member.joined_hospital_on = row.member.joined_hospital_on.replace(day=1)
    row.values["joined_hospital_on"] = f"{row.member.joined_hospital_on:%Y年%-m月}"


def _new_department(row: Row, above: Row) -> None:
    row.member.department = Department(name=f"新{row.member.employee_number}科")
    row.values["department"] = row.member.department.name


def _merged_department(row: Row, above: Row) -> None:
    row.merged, row.member.department = "department", above.member.department


def _merged_name(row: Row, above: Row) -> None:
    row.merged = "name"
    row.fault("name")


def _stands_twice(row: Row, above: Row) -> None:
    row.values["employee_number"] = above.values["employee_number"]
    row.fault("employee_number")
    above.kind = row.kind
    above.fault("employee_number")


def _somebody_elses_number(row: Row, above: Row) -> None:
    row.known()
    row.values |= {"name": "诸葛亮", "birthday": "1981-07-23"}
    row.fault("name")


def _new_telephone(row: Row, above: Row) -> None:
    row.known()
    row.outcome, row.changes = Outcome.CHANGED, {"mobile": "18800000000"}
    row.values["mobile"] = "18800000000"


def _another_branch(row: Row, above: Row) -> None:
    row.values["branch"] = above.values["branch"]
    row.fault("branch")


def _nothing(row: Row, above: Row) -> None:
    row.values, row.outcome = {}, None


KINDS: dict[str, Spoil] = {
    "a number as a float": _number_as_a_float,
    "a number without its zeros": _zeros_lost,
    "a number in full width": _written("employee_number", lambda member: member.employee_number.translate(FULL_WIDTH)),
    "a telephone as a float": _written("mobile", lambda member: float(member.mobile)),
    "a telephone with hyphens": _written("mobile", lambda member: f"+86 {member.mobile[:3]}-{member.mobile[3:]}"),
    "a name with spaces": _written("name", lambda member: "　".join(member.name) + "\u200b"),
    "a date as a date": _written("birthday", lambda member: datetime.combine(member.birthday, datetime.min.time())),
    "a date as a serial": _written("birthday", lambda member: (member.birthday - EXCELS_FIRST_DAY).days),
    "a date as text": _written("birthday", lambda member: f"{member.birthday:%Y年%-m月%-d日}"),
    "a date as eight digits": _written("birthday", lambda member: int(f"{member.birthday:%Y%m%d}")),
    "a date in full width": _written("birthday", lambda member: f"{member.birthday}".translate(FULL_WIDTH)),
    "a month alone": _month_alone,
    "an unknown department": _new_department,
    "a merged department": _merged_department,
    "another telephone": _new_telephone,
    "nothing at all": _nothing,
    "a formula": _faulty("name", '="王"&"伟"'),
    "an error": _faulty("title", "#REF!"),
    "a merged name": _merged_name,
    "no name": _faulty("name", None),
    "no number": _faulty("employee_number", "　"),
    "a number of other signs": _faulty("employee_number", "30-01"),
    "a number that Excel has cut": _faulty("employee_number", 1234567890123456789),
    "a number that stands twice": _stands_twice,
    "somebody else's number": _somebody_elses_number,
    "a telephone that lost digits": _faulty("mobile", "1.38E+10"),
    "a short telephone": _faulty("mobile", "1380013"),
    "an impossible day": _faulty("birthday", "1980-02-30"),
    "a birthday of late": _faulty("birthday", "2024-01-01"),
    "a birthday without a day": _faulty("birthday", "1980年5月"),
    "an ambiguous month": _faulty("started_work_on", 1999.1),
    "words for a date": _faulty("joined_hospital_on", "不详"),
    "an unknown gender": _faulty("gender", "不明"),
    "an unknown status": _faulty("staff_status", "借调中"),
    "a department that became a date": _faulty("department", datetime(2026, 3, 5)),  # noqa: DTZ001 - Excel knows none
    "an e-mail address of no such form": _faulty("email", "zhang@"),
    "an endless name": _faulty("name", "王" * 41),
    "another branch for a group": _another_branch,
}


class TroubledRoster:
    """`rows` in the order of the file. A quarter of the people are known to the site; see `make_known`."""

    def __init__(self, count: int, *, peculiar_every: int = PECULIAR_EVERY):
        self.house = House()
        self.rows = [Row(member) for member in staff(count, self.house)]
        for row in self.rows:
            row.values = {name: exported_value(row.member, name) for name in EXPORTED}
        for row in self.rows[::KNOWN_EVERY]:
            row.known()
        kinds = list(KINDS)
        for turn, place in enumerate(range(peculiar_every - 1, count, peculiar_every)):
            row = self.rows[place]
            row.kind = kinds[turn % len(kinds)]
            KINDS[row.kind](row, self.rows[place - 1])

    def make_known(self) -> None:
        """Save the parts of the house, and whom the site knows before the import."""
        self.house.save()
        known = [row.member for row in self.rows if row.is_known]
        for member in known:
            member.set_unusable_password()
        Member.objects.bulk_create(known, batch_size=1000)

    def corrected(self) -> list[Row]:
        """Return the rows that can be taken."""
        return [row for row in self.rows if row.outcome != Outcome.FAULTY]

    def workbook(self, rows: list[Row] | None = None) -> bytes:
        """Return the file: all rows, or those given."""
        book = Workbook()
        sheet = book.active
        sheet.append([HEADINGS[name] for name in EXPORTED])
        for number, row in enumerate(self.rows if rows is None else rows, start=2):
            row.number = number
            for column, name in enumerate(EXPORTED, start=1):
                if row.values.get(name) is not None:
                    sheet.cell(number, column, row.values[name])
            if row.merged:
                sheet.merge_cells(f"{LETTERS[row.merged]}{number - 1}:{LETTERS[row.merged]}{number}")
        return content_of(book)

    def wrong_verdicts(self, roster: RosterImport) -> list[str]:
        """Return a sentence for each row of which a comparison of the whole file says what is not right."""
        said = {row.number: _said(row) for row in roster.rows.all()}
        found = []
        for row in self.rows:
            verdict = said.pop(row.number, None)
            if verdict != row.verdict:
                found.append(f"row {row.number}, {row.kind}: {verdict} instead of {row.verdict}")
        found += [f"row {number}: {verdict} of nobody" for number, verdict in said.items()]
        new = [row.values["department"] for row in self.rows if row.kind == "an unknown department"]
        if roster.new_parts != {"department": new, "campus": [], "branch": [], "union_group": [], "joined": {}}:
            found.append(f"new parts of the house: {roster.new_parts} instead of departments alone, {new}")
        return found


def _said(row: RosterRow) -> tuple:
    if row.outcome == Outcome.FAULTY:
        return Outcome.FAULTY, sorted(cell for cell, _sentence in row.reasons)
    return Outcome(row.outcome), {name: new for name, (_old, new) in row.changes.items()}
