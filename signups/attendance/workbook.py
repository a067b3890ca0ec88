"""The attendance of a course as a workbook: a row for each name, a column for each date."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ..models import SignUp
from ..record_exports import text_cell
from .hours import Course

SIGNS = {
    SignUp.Attendance.PRESENT: "√",
    SignUp.Attendance.ABSENT: "×",
    SignUp.Attendance.EXCUSED: "公",
    "": "",
    None: "—",
}
NAME_COLUMNS = 3
WIDE, DATE_WIDTH, NUMBER_WIDTH = 18, 8, 10


def write_attendance(course: Course, title: str) -> Workbook:
    """Return the workbook. Names are text whatever they hold; dates and hours are numbers that Excel can add."""
    book = Workbook()
    sheet = book.active
    sheet.title = pgettext("sheet", "Attendance")
    dates = [f"{timezone.localtime(session.starts_at):%Y-%m-%d %H:%M}" for session in course.sessions]
    heads = [
        pgettext("of a person", "Name"),
        _("Employee number"),
        _("Department"),
        *dates,
        _("Dates attended"),
        _("Hours"),
    ]
    lines = [[title], [_("√ present, × absent, 公 excused, — no place")], heads]
    for person, marks in course.rows():
        member = person.sign_up.member
        number = "" if person.sign_up.dependant_id else member.employee_number
        row = [person.name, number, str(member.department or ""), *(SIGNS[mark] for mark in marks)]
        lines.append([*row, person.dates, person.hours])
    for line in lines:
        sheet.append([text_cell(sheet, value) if isinstance(value, str) else value for value in line])
    _dress(sheet, len(heads))
    return book


def _dress(sheet, columns: int) -> None:
    for cell in (sheet["A1"], *sheet[3]):
        cell.font = Font(bold=True)
    for cell in sheet[3]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for place in range(1, columns + 1):
        width = WIDE if place <= NAME_COLUMNS else NUMBER_WIDTH if place > columns - 2 else DATE_WIDTH
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "D4"
    sheet.print_title_rows = "3:3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
