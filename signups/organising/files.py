"""The people of one date as a workbook: those with a place, then those who wait, in their order."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from ..models import Session, SignUp
from ..record_exports import text_cell
from ..telling import when
from .listing import Line, people_of

WIDTHS = (6, 12, 12, 20, 12, 12, 16, 30, 30)


def workbook_of(session: Session, rows: list[SignUp]) -> Workbook:
    """Return a workbook of live sign-ups; every cell is text, so that none is ever a formula. An import reads it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Sign-ups"))
    for place, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_cell(sheet, f"{session.offering.title} {when(session)} {session.where}".strip(), bold=True)])
    sheet.append([_cell(sheet, text, bold=True) for text in _headings()])
    sheet.freeze_panes = "D3"
    for number, row in enumerate(rows, start=1):
        sheet.append([_cell(sheet, text) for text in _texts(number, row)])
    return book


def live_rows(session: Session) -> list[SignUp]:
    return list(people_of(session))


def _headings() -> list[str]:
    # These two are what an import looks for, in whatever language the screens speak.
    return [
        _("No."),
        "工号",
        "姓名",
        _("Department"),
        _("Who comes"),
        _("State"),
        _("Signed up at"),
        _("How"),
        pgettext("to the organiser", "Note"),
    ]


def _texts(number: int, row: SignUp) -> list[str]:
    made = f"{timezone.localtime(row.made_at):%Y-%m-%d %H:%M}"
    line = Line(row)
    state = str(row.get_state_display())
    if line.position:
        state = _("%(state)s, no. %(position)d") % {"state": state, "position": line.position}
    return [
        str(number),
        row.member.employee_number,
        row.member.name,
        row.member.department.name if row.member.department else "",
        row.person_name,
        state,
        made,
        "；".join(line.remarks),
        row.note,
    ]


def _cell(sheet, text: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = text_cell(sheet, text)
    if bold:
        cell.font = Font(bold=True)
    return cell
