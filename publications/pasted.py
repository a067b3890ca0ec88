"""A list as the office has it in Excel or Word, pasted as text: its headings, its lines, and who is meant."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from people.models import Member
from people.roster.cells import clean, clean_name, fold

MOST_LINES = 2000
MOST_COLUMNS = 8
LONGEST_CELL = 80
LONGEST_HEADING = 60
# So many faults are named; whoever pastes mends those first.
FAULTS_NAMED = 8
NUMBER, NAME, DEPARTMENT, HEADING, OUTCOME, RANK = "number", "name", "department", "heading", "outcome", "rank"
# What the columns of such tables are called.
KNOWN_COLUMNS = {
    NUMBER: {"工号", "职工号", "员工号", "职工编号", "employeenumber"},
    NAME: {"姓名", "名称", "人员", "职工姓名", "获奖者", "个人或集体", "name"},
    DEPARTMENT: {"科室", "部门", "所在科室", "单位", "department"},
    HEADING: {"类别", "奖项", "奖项名称", "组别", "批次", "heading"},
    OUTCOME: {"结果", "入选或候补", "outcome"},
    # Lines are counted anew.
    RANK: {"序号", "编号", "no", "no."},
}
KIND_OF_COLUMN = {word: kind for kind, words in KNOWN_COLUMNS.items() for word in words}
OUTCOMES = {"入选": "selected", "selected": "selected", "候补": "substitute", "递补": "substitute"}
OUTCOMES |= {"substitute": "substitute", "": ""}
WORD_OF_OUTCOME = {"selected": "入选", "substitute": "递补", "": ""}
HEADING_LINE = re.compile(r"^(?:[#＃]+\s*(?P<marked>.*)|【(?P<framed>[^】]+)】)$")
BETWEEN_CELLS = re.compile(r"[,，;；|]|[ ]{2,}")


@dataclass
class PastedLine:
    place: int
    name: str
    department: str = ""
    number: str = ""
    heading: str = ""
    outcome: str = ""
    cells: list[str] = field(default_factory=list)
    member: Member | None = None


@dataclass
class PastedList:
    columns: list[str]
    lines: list[PastedLine]

    def rows(self, model: type[Model]) -> list[Model]:
        """Return the lines as rows of `model`."""
        return [
            model(
                member=line.member,
                name=line.name,
                department=line.department,
                heading=line.heading,
                outcome=line.outcome,
                cells=line.cells,
                position=position,
            )
            for position, line in enumerate(self.lines)
        ]


def read(text: str) -> PastedList:
    """Return what a pasted text lists. Members are found by their number, or by a name that one member alone has.

    Raises:
        ValidationError: with a sentence for each of the first faults, which names the line.
    """
    reader = _Reader()
    for place, line in enumerate(text.splitlines(), start=1):
        if clean(line):
            reader.take(place, line)
    if len(reader.lines) > MOST_LINES:
        raise ValidationError(_("A list has at most %(most)s lines.") % {"most": MOST_LINES})
    reader.faults += _find_members(reader.lines)
    if reader.faults:
        faults = [said for _place, said in sorted(reader.faults)[:FAULTS_NAMED]]
        more = len(reader.faults) - len(faults)
        raise ValidationError([*faults, _("And %(count)s more.") % {"count": more}] if more else faults)
    return PastedList(reader.columns, reader.lines)


class _Reader:
    def __init__(self):
        self.kinds: list[str] | None = None
        self.columns: list[str] = []
        self.heading = ""
        self.lines: list[PastedLine] = []
        self.faults: list[tuple[int, str]] = []

    def take(self, place: int, text: str) -> None:
        cells = _cells_of(text)
        heading = HEADING_LINE.match(clean(text)) if len([each for each in cells if each]) == 1 else None
        if heading:
            self.heading = (heading["marked"] or heading["framed"] or "").strip()[:LONGEST_HEADING]
        elif self.kinds is None and not self.lines and self._is_row_of_headings(cells):
            self._take_headings(place, cells)
        else:
            self._take_line(place, cells)

    @staticmethod
    def _is_row_of_headings(cells: list[str]) -> bool:
        return any(KIND_OF_COLUMN.get(fold(cell)) == NAME for cell in cells)

    def _take_headings(self, place: int, cells: list[str]) -> None:
        self.kinds = [KIND_OF_COLUMN.get(fold(cell), "") for cell in cells]
        for kind in KNOWN_COLUMNS:
            if self.kinds.count(kind) > 1:
                self._fault(place, _("two columns have the same meaning"))
        self.columns = [cell for cell, kind in zip(cells, self.kinds, strict=True) if not kind]
        while self.columns and not self.columns[-1]:
            self.columns.pop()
        if len(self.columns) > MOST_COLUMNS:
            self._fault(place, _("there are more than %(most)s columns") % {"most": MOST_COLUMNS})

    def _take_line(self, place: int, cells: list[str]) -> None:
        found, rest = self._sorted(cells)
        outcome = OUTCOMES.get(fold(found.get(OUTCOME, "")))
        line = PastedLine(
            place,
            name=clean_name(found.get(NAME, "")),
            department=found.get(DEPARTMENT, ""),
            number=found.get(NUMBER, "").upper(),
            heading=found.get(HEADING, "")[:LONGEST_HEADING] or self.heading,
            outcome=outcome or "",
            cells=self._as_wide_as_the_list(rest),
        )
        if HEADING in found and found[HEADING]:
            # In a column of merged cells only the first one says it.
            self.heading = line.heading
        if not line.name:
            self._fault(place, _("it names nobody"))
        elif outcome is None:
            self._fault(place, _("“%(word)s” is neither 入选 nor 递补") % {"word": found[OUTCOME]})
        elif any(len(each) > LONGEST_CELL for each in [line.name, line.department, *line.cells]):
            self._fault(place, _("one of its cells is longer than %(most)s characters") % {"most": LONGEST_CELL})
        elif any(rest[len(line.cells) :]):
            self._fault(place, _("it has more cells than there are headings"))
        self.lines.append(line)

    def _sorted(self, cells: list[str]) -> tuple[dict[str, str], list[str]]:
        """Return what the known columns say, and the rest."""
        if self.kinds is None:
            return dict(zip([NAME, DEPARTMENT], cells, strict=False)), cells[2:]
        kinds = [*self.kinds, *[""] * (len(cells) - len(self.kinds))]
        found = {kind: cell for kind, cell in zip(kinds, cells, strict=False) if kind}
        return found, [cell for kind, cell in zip(kinds, cells, strict=False) if not kind]

    def _as_wide_as_the_list(self, rest: list[str]) -> list[str]:
        if self.kinds is None and len(rest) > len(self.columns) and len(rest) <= MOST_COLUMNS:
            # Without a row of headings the cells have none.
            self.columns += [""] * (len(rest) - len(self.columns))
        width = len(self.columns)
        return [*rest, *[""] * (width - len(rest))][:width]

    def _fault(self, place: int, said: str) -> None:
        self.faults.append((place, _("Line %(place)s: %(said)s.") % {"place": place, "said": said}))


def _cells_of(text: str) -> list[str]:
    """Return the cells of a line: between tabs, as tables are pasted, or between commas or wide gaps, as one types."""
    if "\t" in text:
        return [clean(cell) for cell in text.split("\t")]
    cells = [clean(cell) for cell in BETWEEN_CELLS.split(text.strip(" ")) if clean(cell)]
    if len(cells) == 1 and " " in text.strip(" ") and not HEADING_LINE.match(clean(text)):
        cells = [clean(cell) for cell in text.strip(" ").split(" ")]
    return cells


def _find_members(lines: list[PastedLine]) -> list[tuple[int, str]]:
    """Say in each line who is meant; returns what cannot be said, by line. Two queries."""
    members = Member.objects.select_related("department")
    by_number = {
        member.employee_number.upper(): member
        for member in members.filter(employee_number__in={line.number for line in lines if line.number})
    }
    by_name = defaultdict(list)
    for member in members.filter(name__in={line.name for line in lines}, is_active=True):
        by_name[member.name].append(member)
    faults = []
    for line in lines:
        said = _find(line, by_number, by_name)
        if said:
            faults.append((line.place, _("Line %(place)s: %(said)s.") % {"place": line.place, "said": said}))
    return faults


def _find(line: PastedLine, by_number: dict[str, Member], by_name: dict[str, list[Member]]) -> str:
    if line.number:
        line.member = by_number.get(line.number)
        if line.member is None:
            return _("nobody has the employee number %(number)s") % {"number": line.number}
        if line.name and fold(line.member.name) != fold(line.name):
            return _("%(number)s is not the employee number of %(name)s") % {"number": line.number, "name": line.name}
    else:
        namesakes = by_name.get(line.name, [])
        if len(namesakes) > 1:
            namesakes = [each for each in namesakes if each.department and each.department.name == line.department]
            if len(namesakes) != 1:
                return _("several members are called %(name)s; add a column 工号") % {"name": line.name}
        line.member = namesakes[0] if namesakes else None
    if line.member and line.member.department and not line.department:
        line.department = line.member.department.name
    return ""


def as_text(publication) -> str:
    """Return a list as the text that `read` reads back into the same."""
    lines = list(publication.lines.all()) if publication.pk or publication.lines.all() else []
    if not lines:
        return ""
    has_outcomes = any(line.outcome for line in lines)
    headings = ["工号", "姓名", "科室", *publication.columns, *(["结果"] if has_outcomes else [])]
    written, heading = ["\t".join(headings)], ""
    for line in lines:
        if line.heading != heading:
            heading = line.heading
            written.append(f"# {heading}")
        written.append("\t".join(_cells_written(line, has_outcomes)))
    return "\n".join(written)


def _cells_written(line, has_outcomes: bool) -> Iterable[str]:
    number = line.member.employee_number if line.member else ""
    return [number, line.name, line.department, *line.cells, *([WORD_OF_OUTCOME[line.outcome]] if has_outcomes else [])]
