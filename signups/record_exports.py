"""Records of sign-ups as tables for Excel, in which no cell is ever a formula."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from approval.exports import EXCEL_CELL_LENGTH, NOT_IN_XML, ROWS_AT_ONCE
from people.workbooks import as_text

from .models import SignUp, Strike
from .telling import when

EXPORT, STRIKES = "signups.export", "signups.strikes_export"


def text_cell(sheet, text: str) -> WriteOnlyCell:
    """Return a cell that stays text: employee numbers keep their zeros, and formulas are shown, not run."""
    return as_text(WriteOnlyCell(sheet, NOT_IN_XML.sub("", text)[:EXCEL_CELL_LENGTH]))


def sign_ups_workbook(rows: QuerySet[SignUp]) -> Workbook:
    """Return a workbook with a line for each sign-up; `rows` come with their members and sessions."""
    headings = [
        *[
            _("Employee number"),
            pgettext("of a person", "Name"),
            _("Who comes"),
            _("Department"),
            _("Title"),
            pgettext("of a session", "When"),
            _("State"),
        ],
        *[_("Signed up at"), _("Place since"), _("Ended at"), _("Reason"), _("Attendance")],
    ]
    return _workbook(_("Sign-ups"), headings, map(_sign_up, rows.iterator(chunk_size=ROWS_AT_ONCE)))


def strikes_workbook(rows: QuerySet[Strike]) -> Workbook:
    """Return a workbook with a line for each missed sign-up."""
    headings = [
        *[
            _("Employee number"),
            pgettext("of a person", "Name"),
            _("Department"),
            _("Title"),
            pgettext("of a session", "When"),
            _("Cause"),
            _("Weight"),
        ],
        *[_("Counts until"), _("Waived at"), _("Why it was waived")],
    ]
    return _workbook(_("Missed sign-ups"), headings, map(_strike, rows.iterator(chunk_size=ROWS_AT_ONCE)))


def _workbook(title: str, headings: list[str], lines: Iterable[list[str]]) -> Workbook:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for line in _all(headings, lines):
        sheet.append([text_cell(sheet, text) for text in line])
    return book


def _all(headings: list[str], lines: Iterable[list[str]]) -> Iterator[list[str]]:
    yield headings
    yield from lines


def _sign_up(row: SignUp) -> list[str]:
    return [
        row.member.employee_number,
        row.member.name,
        row.person_name,
        str(row.member.department or ""),
        row.session.offering.title,
        when(row.session),
        str(row.get_state_display()),
        *map(_at, (row.made_at, row.granted_at, row.ended_at)),
        row.reason,
        str(row.get_attendance_display()),
    ]


def _strike(row: Strike) -> list[str]:
    return [
        row.member.employee_number,
        row.member.name,
        str(row.member.department or ""),
        row.sign_up.session.offering.title,
        when(row.sign_up.session),
        str(row.get_cause_display()),
        str(row.weight),
        f"{row.expires_on:%Y-%m-%d}",
        _at(row.waived_at),
        row.waiver_reason,
    ]


def _at(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
