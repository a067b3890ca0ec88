"""The roster as a workbook: everybody with an account, or headings to fill in, with a sheet that explains them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ..models import Member
from ..workbooks import as_text
from .columns import DATES, EXPORTED_WORDS, HEADINGS, PARTS, REQUIRED
from .known import current_value

SHEET, EXPLANATION = "花名册", "说明"
WIDTHS = {"department": 20, "union_group": 20, "email": 28, "title": 18, "mobile": 16}
# What an export has: where somebody had another number, the history says.
EXPORTED = [name for name in HEADINGS if name != "former_number"]


def write_roster(members: Iterable[Member]) -> Workbook:
    """Return a workbook that an import reads and finds nothing new in. `members` come with their parts of the house."""
    book, sheet = _book(EXPORTED)
    for member in members:
        sheet.append([_text(sheet, exported_value(member, name)) for name in EXPORTED])
    return book


def exported_value(member: Member, name: str) -> str:
    """Return a value as the roster has it: the office's own words, dates as 2001-03-05."""
    if name == "branch":
        group = member.union_group
        return group.branch.name if group and group.branch else ""
    value = current_value(member, name)
    if name in EXPORTED_WORDS:
        return EXPORTED_WORDS[name].get(value, "")
    return value


def write_template() -> Workbook:
    """Return a workbook with the headings, lists to choose from, and what each column is for."""
    book, sheet = _book(list(HEADINGS))
    for place, name in enumerate(HEADINGS, start=1):
        if name in EXPORTED_WORDS:
            letter = get_column_letter(place)
            words = ",".join(EXPORTED_WORDS[name].values())
            choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
            choice.add(f"{letter}2:{letter}30000")
            sheet.data_validations.append(choice)
    explanation = book.create_sheet(EXPLANATION)
    for letter, width in zip("ABC", (20, 10, 90), strict=True):
        explanation.column_dimensions[letter].width = width
    explanation.append([_heading(explanation, text) for text in (_("Column"), _("Needed"), _("What to write"))])
    for name, heading in HEADINGS.items():
        needed = _("yes") if name in REQUIRED else ""
        explanation.append([_text(explanation, text) for text in (heading, needed, _explain(name))])
    return book


def _explain(name: str) -> str:
    if name in EXPORTED_WORDS:
        return _("One of: %(words)s.") % {"words": "、".join(EXPORTED_WORDS[name].values())}
    if name in DATES:
        return _("A date, such as 2001-03-05. Text and Excel's own dates are both read.")
    if name in PARTS:
        return _("The name. One that the site does not know yet is made, and shown before it is.")
    return {
        "employee_number": _("Letters and digits. Format the column as text, so that zeros at the front stay."),
        "former_number": _("Only where the number has changed, such as when temporary staff become regular."),
        "name": _("Spaces within a Chinese name do no harm."),
        "mobile": _("Eleven digits; spaces, hyphens and +86 do no harm."),
    }.get(name, _("May be empty. An empty cell never deletes what the site knows."))


def _book(names: list[str]):
    # Row by row: the whole staff would be a hundred thousand cells in memory.
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "C2"
    for place, name in enumerate(names, start=1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = WIDTHS.get(name, 14)
        dimension.number_format = "@"
    sheet.append([_heading(sheet, HEADINGS[name]) for name in names])
    return book, sheet


def _heading(sheet, text: str) -> WriteOnlyCell:
    cell = _text(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _text(sheet, text: str) -> WriteOnlyCell:
    cell = as_text(WriteOnlyCell(sheet, text))
    cell.alignment = Alignment(vertical="top")
    return cell
