"""Rosters as offices write them, and the steps of an import without its jobs."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from people.models import Member, RosterImport, RosterRow
from people.roster import work
from people.roster.steps import begin_applying, begin_comparing, begin_undoing, receive_roster

WHOLE, PART = RosterImport.Covers.WHOLE, RosterImport.Covers.PART
HEADINGS = ["工号", "姓名", "性别", "科室", "人员状态", "出生日期", "手机"]
ZHANG = ["3001", "张三", "男", "内科", "在职", "1980-05-06", "13800138000"]
LI = ["3002", "李四", "女", "外科", "在职", "1990-07-08", "13900139000"]


def workbook(rows, headings=HEADINGS, *, change=lambda book: None) -> bytes:
    """Return an .xlsx with one sheet; `change` may spoil the workbook before it is saved."""
    book = Workbook()
    book.active.append(headings)
    for row in rows:
        book.active.append(row)
    change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def csv_file(rows, headings=HEADINGS, encoding="utf-8-sig") -> bytes:
    return "\r\n".join(",".join(map(str, row)) for row in [headings, *rows]).encode(encoding)


def upload(content: bytes, name: str = "花名册.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def compared(content: bytes, by: Member, *, covers=PART, name: str = "花名册.xlsx") -> RosterImport:
    """Upload a file and compare it, its columns read as guessed."""
    roster = receive_roster(upload(content, name), by=by)
    begin_comparing(roster, roster.mapping, covers)
    work.compare(roster.pk)
    roster.refresh_from_db()
    return roster


def applied(content: bytes, by: Member, *, covers=PART) -> RosterImport:
    """The same, applied."""
    roster = compared(content, by, covers=covers)
    assert roster.state == RosterImport.State.COMPARED, roster.trouble
    begin_applying(roster, by=by, leavers=roster.leaving)
    work.carry_out(roster.pk)
    work.index(roster.pk)
    roster.refresh_from_db()
    assert roster.state == RosterImport.State.APPLIED, roster.trouble
    return roster


def undone(roster: RosterImport, by: Member) -> RosterImport:
    begin_undoing(roster, by=by)
    work.take_back(roster.pk)
    work.index(roster.pk)
    roster.refresh_from_db()
    return roster


def outcomes(roster: RosterImport) -> list[tuple[int | None, str]]:
    """Number and outcome of each row that is shown."""
    return list(roster.rows.values_list("number", "outcome"))


def reasons(roster: RosterImport) -> list[tuple[str, str]]:
    """Cell and sentence of everything that is wrong."""
    return [tuple(reason) for row in roster.rows.filter(outcome=RosterRow.Outcome.FAULTY) for reason in row.reasons]


def remarks(roster: RosterImport) -> list[str]:
    return [sentence for row in roster.rows.all() for _cell, sentence in row.remarks]
